"""Cuts texts into words for the standalone copy, and keeps where each stands.

`standalone_parts/search.js` cuts words in the same way.
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

import regex

# Writing without blanks between words: each sign is a word.
SIGNS = (
    r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}"
    r"\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}"
)
WORD = regex.compile(
    rf"(?V1)[{SIGNS}]\p{{M}}*|[[\p{{L}}\p{{N}}]--[{SIGNS}]]"
    rf"[[\p{{L}}\p{{N}}\p{{M}}]--[{SIGNS}]]*"
)
NOT_IN_WORDS = regex.compile(r"[^\p{L}\p{N}]")
# A file of words grows until it names so many articles.
NAMED_IN_A_FILE = 40_000


class WordList:
    """The words of articles that are numbered from 0, in rising order."""

    def __init__(self) -> None:
        self._articles: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, number: int, texts: Iterable[str]) -> None:
        """Note the words of an article."""
        for word in {word for text in texts for word in words_of(text)}:
            self._articles[word].append(number)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the first word of each file, and the file's text, in JSON.

        Each word stands with the distances from article to article.
        """
        held: dict[str, list[int]] = {}
        named = 0
        # As scripts compare them, which is not by the numbers of their letters.
        for word in sorted(self._articles, key=lambda word: word.encode("utf-16-be")):
            held[word] = list(_distances(self._articles[word]))
            named += len(held[word])
            if named >= NAMED_IN_A_FILE:
                yield next(iter(held)), json.dumps(held, separators=(",", ":"))
                held, named = {}, 0
        if held:
            yield next(iter(held)), json.dumps(held, separators=(",", ":"))


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text, without capitals and accents."""
    return filter(None, map(folded, WORD.findall(text)))


def folded(word: str) -> str:
    """Return a word without capitals and accents."""
    if word.isascii():
        return word.lower()
    return NOT_IN_WORDS.sub("", unicodedata.normalize("NFKD", word)).lower()


def _distances(numbers: Iterable[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number
