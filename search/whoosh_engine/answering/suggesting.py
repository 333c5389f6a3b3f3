"""Suggests words of the archive that are spelt nearly as a word was typed."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from rapidfuzz.distance import OSA

from search.answers import Suggestion
from search.language.tree import TextField
from search.text import normalise
from search.whoosh_engine.answering.holding import count_holding
from search.whoosh_engine.answering.occurrences import FIELDS_OF
from search.whoosh_engine.reading.expanding import near_words
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import Segment

# Two letters wrong in a shorter word make it another word.
LETTERS_FOR_TWO_EDITS = 5
# So many words of each distance are worth an exact count.
WORDS_A_DISTANCE = 8
FIELDS = FIELDS_OF[TextField.ANY]
# Where a word stands: a segment's place in the snapshot, its number there.
Entries = dict[str, list[tuple[int, int]]]


def suggest(snapshot: Snapshot, word: str) -> tuple[Suggestion, ...]:
    """Return the words at most two edits away, by edits, then the commonest first.

    Of many at one distance those with the most postings; the word itself is none.
    """
    typed = normalise(word)
    most = 2 if len(typed) >= LETTERS_FOR_TWO_EDITS else 1
    entries: Entries = defaultdict(list)
    postings: dict[str, int] = defaultdict(int)
    for place, segment in enumerate(snapshot.segments):
        numbers = near_words(typed, most, segment)
        texts = segment.words.plain_many(numbers)
        counts = _posting_counts(segment, numbers).tolist()
        for text, number, count in zip(texts, numbers.tolist(), counts, strict=True):
            entries[text].append((place, number))
            postings[text] += count
    found: list[Suggestion] = []
    by_postings = sorted(entries, key=lambda text: (-postings[text], text))
    edits = {text: OSA.distance(typed, text) for text in by_postings}
    for distance in range(1, most + 1):
        near = [text for text in by_postings if edits[text] == distance]
        found += (
            Suggestion(text, distance, _article_count(snapshot, entries[text]))
            for text in near[:WORDS_A_DISTANCE]
        )
    found.sort(key=lambda one: (one.edits, -one.article_count, one.word))
    return tuple(one for one in found if one.article_count)


def _posting_counts(segment: Segment, numbers: Array) -> Array:
    """Return how many postings each of some words has, (n,) int64.

    numbers: (n,) uint32, ascending.
    """
    counts = np.zeros(len(numbers), np.int64)
    for field in FIELDS:
        places = segment.in_field(field, numbers)
        at = np.searchsorted(numbers, segment.file[f"{field}.words"][places])
        counts[at] += segment.posting_counts(field, places)
    return counts


def _article_count(snapshot: Snapshot, entries: list[tuple[int, int]]) -> int:
    """Count the live articles that hold a word."""
    numbers: list[list[int]] = [[] for _ in snapshot.segments]
    for place, number in entries:
        numbers[place].append(number)
    words = (np.array(own, np.uint32) for own in numbers)
    return count_holding(snapshot, words, FIELDS)
