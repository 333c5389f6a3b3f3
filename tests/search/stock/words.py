"""Finds the indexed words that one query word stands for, by looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings

from search.text import POSSESSIVE_MARK, SPAN_MARK, fold, is_lone_sign, key, normalise

WORD_FIELDS = ("headline", "derived", "body", "byline")
# The table of words alike but for marks, beside those of the languages.
AS_WRITTEN = ""


class Words:
    """The words of one reader by what their forms have in common."""

    def __init__(self, reader: Any) -> None:
        self._words = {
            term.decode() for field in WORD_FIELDS for term in reader.lexicon(field)
        }
        self._table = cache(self._make_table)

    def forms(self, word: str) -> frozenset[str]:
        """Return the indexed words that are forms of a word in some language."""
        kin = self._kin(word, (*settings.LANGUAGES_OF_ARTICLES, AS_WRITTEN))
        return frozenset(form for form in kin if not form.endswith(POSSESSIVE_MARK))

    def as_written(self, word: str) -> frozenset[str]:
        """Return the indexed words that are this word, marks of letters aside."""
        return self._kin(word, (AS_WRITTEN,))

    def beginning_with(self, start: str) -> frozenset[str]:
        """Return the indexed words that begin so."""
        begins = normalise(start)
        return frozenset(
            word
            for word in self._words
            if word.startswith(begins) and not word.endswith(POSSESSIVE_MARK)
        )

    def _kin(self, word: str, languages: Iterable[str]) -> frozenset[str]:
        if is_lone_sign(word):
            return self.beginning_with(word)
        found: set[str] = set()
        for language in languages:
            found |= self._table(language)[_common(word, language)]
        return frozenset(found)

    def _make_table(self, language: str) -> defaultdict[str, set[str]]:
        kin: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._words:
            kin[_common(word.partition(SPAN_MARK)[0], language)].add(word)
        return kin


def _common(word: str, language: str) -> str:
    return key(word, language=language) if language else fold(word)
