"""Finds the indexed words that a typed word stands for."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from search.text import fold, is_lone_sign, key, normalise

WORD_FIELDS = ("headline", "derived", "body", "byline")
# The table of words alike but for marks, beside those of the languages.
AS_WRITTEN = ""
Table = dict[str, tuple[str, ...]]


class WordTables:
    """The words of each segment by what their forms have in common.

    A segment never changes, so its tables are made once; those of segments that a
    commit has replaced are dropped.
    """

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str], dict[str, Table]] = {}
        self._lock = threading.Lock()

    def of(self, folder: str, readers: Iterable[Any]) -> list[dict[str, Table]]:
        """Return the tables of a generation's segments, by language."""
        by_segment = {
            (folder, reader.segment().segment_id()): reader for reader in readers
        }
        with self._lock:
            known = {
                name: self._tables.get(name) or _make_tables(reader)
                for name, reader in by_segment.items()
            }
            self._tables = known
        return list(known.values())


class Words:
    """Answers which indexed words one query word stands for."""

    def __init__(self, readers: list[Any], tables: list[dict[str, Table]]) -> None:
        self._readers = readers
        self._tables = tables

    def forms(self, word: str) -> frozenset[str]:
        """Return the indexed words that are forms of a word in some language.

        Also those that differ in marks alone: typed without them, a word may stem
        otherwise (fermé, ferme).
        """
        return self._kin(word, (*settings.LANGUAGES_OF_ARTICLES, AS_WRITTEN))

    def as_written(self, word: str) -> frozenset[str]:
        """Return the indexed words that are this word, marks of letters aside."""
        return self._kin(word, (AS_WRITTEN,))

    def _kin(self, word: str, languages: Iterable[str]) -> frozenset[str]:
        if is_lone_sign(word):
            return self._beginning_with(word)
        found: set[str] = {word}
        for language in languages:
            common = key(word, language=language)
            for tables in self._tables:
                found.update(tables.get(language, {}).get(common, ()))
        return frozenset(found)

    def _beginning_with(self, sign: str) -> frozenset[str]:
        """Return the pairs that begin with a sign, which is how signs are indexed."""
        pairs = {
            term.decode()
            for reader in self._readers
            for field in WORD_FIELDS
            for term in reader.expand_prefix(field, sign)
        }
        return frozenset(pairs | {normalise(sign)})


def _make_tables(reader: Any) -> dict[str, Table]:
    words = {term.decode() for field in WORD_FIELDS for term in reader.lexicon(field)}
    languages = (*settings.LANGUAGES_OF_ARTICLES, AS_WRITTEN)
    return {language: _make_table(words, language) for language in languages}


def _make_table(words: set[str], language: str) -> Table:
    kin: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        kin[key(word, language=language) if language else fold(word)].append(word)
    return {common: tuple(sorted(group)) for common, group in kin.items()}
