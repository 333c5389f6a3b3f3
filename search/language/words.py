"""Finds the words of a piece of query text, their stars and tildes included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from django.utils.translation import gettext as _

from search import text as words_of
from search.language.limits import MAX_EDITS, MAX_STARS, QueryRefused
from search.language.tree import Fuzzy, Prefix, Wildcard, Word

AnyWord = Word | Prefix | Wildcard | Fuzzy

COMPOUND = rf"{words_of.PIECE}(?:[{words_of.HYPHENS}]{words_of.PIECE})*"
SIGNS = rf"{words_of.SIGN}[{words_of.SIGN}\p{{M}}{words_of.INVISIBLE}]*"
PATTERN = regex.compile(
    rf"(?V1)(?P<signs>{SIGNS})"
    rf"|(?P<word>(?:[*?]|{COMPOUND})++)"
    r"(?:~(?P<edits>\d?)(?![\p{L}\p{N}])|(?P<shout>!)(?![\p{L}\p{N}!?*]))?"
)
LETTER = regex.compile(r"[\p{L}\p{N}]")
STARS = regex.compile(r"\*{2,}")
# So many letters stand before a ! that is a star.
LETTERS_BEFORE_SHOUT = 3


@dataclass(frozen=True)
class FoundWord:
    """A word of query text; start and end count from the text's beginning.

    doubt: what of its signs was read otherwise than it might be meant, or "".
    """

    node: AnyWord
    start: int
    end: int
    doubt: str = ""


def find_words(
    text: str, *, shout_is_star: bool, offset: int = 0
) -> Iterator[FoundWord]:
    """Yield the words of a text; offset is where it stands in the query.

    shout_is_star: whether harb! means harb*. Raises QueryRefused for too many stars.
    """
    for match in PATTERN.finditer(text):
        start, end = match.start() + offset, match.end() + offset
        if match["signs"]:
            yield FoundWord(Word(match[0]), start, end)
            continue
        # At a word's end a question mark is punctuation.
        written = STARS.sub("*", match["word"]).rstrip("?")
        if not LETTER.search(written):
            continue
        if written.count("*") > MAX_STARS:
            message = _("“{word}” has more than {n} stars: write fewer.").format(
                word=written, n=MAX_STARS
            )
            raise QueryRefused(message, start, end)
        is_star = shout_is_star and len(written) >= LETTERS_BEFORE_SHOUT
        yield _found(
            written,
            edits=match["edits"],
            is_prefix=bool(match["shout"]) and is_star,
            at=(start, end),
        )


def _found(
    written: str, *, edits: str | None, is_prefix: bool, at: tuple[int, int]
) -> FoundWord:
    if "*" in written or "?" in written:
        doubt = ""
        if edits is not None:
            doubt = _("The ~ behind “{word}” was left out.").format(word=written)
        is_plain = written.endswith("*") and written.count("*") == 1
        if is_plain and "?" not in written:
            return FoundWord(Prefix(written[:-1]), *at, doubt)
        return FoundWord(Wildcard(written), *at, doubt)
    if is_prefix:
        return FoundWord(Prefix(written), *at)
    if edits is None or not any(letter.isalpha() for letter in written):
        return FoundWord(Word(written), *at)
    count = int(edits or 1)
    if count == 0:
        doubt = _("“{word}~0” is “{word}” itself.").format(word=written)
        return FoundWord(Word(written), *at, doubt)
    if count > MAX_EDITS:
        doubt = _("“{typed}” was read with {n}: more is no likeness.").format(
            typed=f"{written}~{edits}", n=MAX_EDITS
        )
        return FoundWord(Fuzzy(written, MAX_EDITS), *at, doubt)
    return FoundWord(Fuzzy(written, count), *at)
