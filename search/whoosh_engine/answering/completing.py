"""Finds the words that begin as a reader has begun to type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from search.answers import WordCount
from search.language.tree import TextField
from search.text import fold, normalise
from search.whoosh_engine.answering.holding import count_holding
from search.whoosh_engine.answering.occurrences import FIELDS_OF
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.reading.steps import Written, words_of
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import WRITTEN, Segment

# How many words of a segment are candidates, the most mentioned first.
CANDIDATES = 64
Fields = tuple[str, ...]


class Spelling(NamedTuple):
    """A way to write a word, with the postings of all its fields."""

    mentions: int
    text: str


def complete(
    scan: Scan, prefix: str, *, limit: int, scope: TextField
) -> tuple[WordCount, ...]:
    """Return the words that most live articles hold, marks of letters aside.

    Words that differ in marks alone are one, as written most often. Left out are words
    that only stand as part of another: wellknown for well-known. The lead is counted
    as the body, of which it is the beginning.
    """
    begun = fold(normalise(prefix))
    if not begun:
        return ()
    fields = FIELDS_OF[scope]
    found: list[WordCount] = []
    for mentions, spellings in _groups(scan, begun, fields):
        # No word has more articles than mentions, so the rest cannot be better.
        least = found[limit - 1].article_count if len(found) >= limit else 0
        if mentions <= least:
            break
        text = next((text for _, text in spellings if _stands(text, scan)), "")
        count = _count(scan.snapshot, text, fields) if text else 0
        if count:
            found.append(WordCount(text, count))
            found.sort(key=lambda word: (-word.article_count, word.word))
    return tuple(found[:limit])


def _groups(
    scan: Scan, begun: str, fields: Fields
) -> Iterator[tuple[int, Sequence[Spelling]]]:
    """Yield the spellings of each word with their mentions, the most first."""
    mentions: dict[str, int] = {}
    for segment in scan.snapshot.segments:
        for text, count in _candidates(scan, segment, begun, fields):
            mentions[text] = mentions.get(text, 0) + count
    groups: dict[str, list[Spelling]] = {}
    for text, count in mentions.items():
        groups.setdefault(fold(text), []).append(Spelling(count, text))
    summed = [
        (sum(count for count, _ in group), sorted(group, reverse=True))
        for group in groups.values()
    ]
    summed.sort(key=lambda group: (-group[0], group[1][0].text))
    yield from summed


def _candidates(
    scan: Scan, segment: Segment, begun: str, fields: Fields
) -> Iterator[tuple[str, int]]:
    words = _beginning_with(begun.encode(), segment)
    every = scan.cache.get(
        (segment.serial, "mentions", fields), lambda: _mentions_of_all(segment, fields)
    )
    mentions = every[words]
    if len(words) > CANDIDATES:
        first = np.argpartition(mentions, -CANDIDATES)[-CANDIDATES:]
        words, mentions = words[first], mentions[first]
    texts = segment.words.plain_many(words)
    yield from zip(texts, mentions.tolist(), strict=True)


def _beginning_with(begun: bytes, segment: Segment) -> Array:
    """Return the words that begin so when bare of marks, each once, int64."""
    plain = segment.words.beginning_with(begun)
    marked = segment.beginning_with_key(begun, WRITTEN)
    marked = marked[(marked < plain.start) | (marked >= plain.stop)]
    return np.concatenate([np.arange(plain.start, plain.stop), marked])


def _mentions_of_all(segment: Segment, fields: Fields) -> Array:
    """Return how many postings each word has in some fields, (words,) uint32.

    Forms of possessives have none: those are not offered.
    """
    mentions = np.zeros(len(segment.words), np.uint32)
    for field in fields:
        at = segment.file[f"{field}.postings_at"]
        mentions[segment.file[f"{field}.words"]] += np.diff(at).astype(np.uint32)
    kept = np.zeros(len(mentions), np.uint32)
    numbers = segment.words.without_possessives(np.arange(len(mentions)))
    kept[numbers] = mentions[numbers]
    return kept


def _stands(text: str, scan: Scan) -> bool:
    """Whether a word stands by itself somewhere."""
    word = text.encode()
    return any(segment.words.find(word) >= 0 for segment in scan.snapshot.segments)


def _count(snapshot: Snapshot, text: str, fields: Fields) -> int:
    """Return the number of live articles that hold a word, as quotes find it."""
    words = (words_of(Written(text), segment) for segment in snapshot.segments)
    return count_holding(snapshot, words, fields)
