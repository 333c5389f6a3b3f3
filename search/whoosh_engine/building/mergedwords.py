"""Unites the words and keys of segments that are merged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.whoosh_engine.building.mergesource import MergeSource, read_texts
from search.whoosh_engine.building.vocabulary import write_keys, write_words
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter
from search.whoosh_engine.segments.segment import WRITTEN


def write_merged_words(writer: ArrayWriter, sources: Sequence[MergeSource]) -> int:
    """Write the words of live documents, and their keys.

    Sets the word_numbers of the sources. Returns how many words there are.
    """
    united: set[bytes] = set()
    for source in sources:
        united.update(source.live_words())
    words = sorted(united)
    del united
    write_words(writer, words)
    numbers = {word: number for number, word in enumerate(words)}
    for source in sources:
        of_live = list(map(numbers.__getitem__, source.live_words()))
        source.word_numbers = np.full(len(source.segment.words), -1, np.int64)
        source.word_numbers[source.used_words] = of_live
    for language in (*sources[0].segment.languages, WRITTEN):
        _write_keys(writer, sources, language=language, numbers=numbers)
    return len(words)


def _write_keys(
    writer: ArrayWriter,
    sources: Sequence[MergeSource],
    *,
    language: str,
    numbers: dict[bytes, int],
) -> None:
    held = [read_texts(source.segment, f"keys.{language}") for source in sources]
    texts = sorted(set().union(*held))
    ranks = {text: rank for rank, text in enumerate(texts)}
    keys = np.full(len(numbers), -1, np.int64)
    for source, of_source in zip(sources, held, strict=True):
        file = source.segment.file
        members = source.word_numbers[file[f"keys.{language}.members"]]
        own = np.array([ranks[text] for text in of_source], np.int64)
        of_members = np.repeat(own, np.diff(file[f"keys.{language}.members_at"]))
        keys[members[members >= 0]] = of_members[members >= 0]
    # A word that stands in no table is its own key.
    itself = np.array([numbers.get(text, -1) for text in texts], np.int64)
    alone = np.flatnonzero(itself >= 0)
    alone = alone[keys[itself[alone]] < 0]
    keys[itself[alone]] = alone
    _write_used(writer, language, texts, keys=keys, itself=itself)


def _write_used(
    writer: ArrayWriter,
    language: str,
    texts: Sequence[bytes],
    *,
    keys: Array,
    itself: Array,
) -> None:
    """Write the keys that have other members than themselves.

    keys: (words,), the key of each word or -1. itself: (keys,), the word that is the
    same as the key, or -1.
    """
    members = np.flatnonzero(keys >= 0)
    counts = np.bincount(keys[members], minlength=len(texts))
    own = itself >= 0
    own[own] = keys[itself[own]] == np.flatnonzero(own)
    used = counts > own
    members = members[used[keys[members]]]
    ranks = np.cumsum(used) - 1
    kept = [texts[number] for number in np.flatnonzero(used).tolist()]
    write_keys(writer, language, kept, ranks[keys[members]], members)
