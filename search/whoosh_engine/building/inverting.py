"""Turns the texts of a field, as chunks, into postings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.whoosh_engine.building.chunks import NO_WORD, Chunked, Contents
from search.whoosh_engine.building.vocabulary import offsets
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter, narrow, ranges
from search.whoosh_engine.segments.segment import MANY, SLOT_BITS

WORD_BITS = 32
NOWHERE = np.uint64(NO_WORD << WORD_BITS)


@dataclass(frozen=True)
class FieldTexts:
    """The chunks of a field's texts, with the places of their words.

    numbers: of the chunks, uint32. at: (documents + 1,) where a document's chunks
    begin. before: (chunks + 1,) uint32, how many words stand before a chunk, those of
    earlier documents counted. after_blank_line: some of the chunks, ascending.
    """

    numbers: Array
    at: Array
    before: Array
    after_blank_line: Array

    @property
    def lengths(self) -> Array:
        """How many words each document has, (documents,) uint32."""
        return np.diff(self.before[self.at])

    def places(self, first_slots: Array) -> Array:
        """Return the place of each chunk's first word, (chunks,) uint32.

        first_slots: (documents,), the first slot of each document.
        """
        # What wraps around below nought comes back when it is added.
        shift = (first_slots.astype(np.uint32) << SLOT_BITS) - self.before[self.at[:-1]]
        return self.before[:-1] + np.repeat(shift, np.diff(self.at))


def locate(chunked: Chunked, contents: Contents) -> FieldTexts:
    """Count the words before each chunk."""
    before = np.zeros(len(chunked.numbers) + 1, np.uint32)
    np.cumsum(contents.places[chunked.numbers], out=before[1:])
    at = np.concatenate([[0], np.cumsum(chunked.counts)])
    return FieldTexts(chunked.numbers, at, before, chunked.after_blank_line)


def invert(field: FieldTexts, places: Array, contents: Contents) -> Array:
    """Return word << 32 | place of each occurrence, ascending, uint64.

    places: of the chunks. contents: with the words' numbers in the segment.
    """
    first = contents.first.astype(np.uint64) << WORD_BITS
    occurrences = first[field.numbers]
    occurrences |= places
    further_counts = np.diff(contents.further_at)[field.numbers]
    chunks = np.flatnonzero(further_counts)
    if len(chunks):
        counts = further_counts[chunks]
        starts = contents.further_at[field.numbers[chunks]]
        index = ranges(starts, starts + counts)
        further = contents.further_words[index].astype(np.uint64) << WORD_BITS
        further |= np.repeat(places[chunks], counts) + contents.further_places[index]
        occurrences = np.concatenate([occurrences, further])
    occurrences.sort()
    return occurrences[: np.searchsorted(occurrences, NOWHERE)]


def write_postings(writer: ArrayWriter, field: str, occurrences: Array) -> None:
    """Write a field's postings: word << 32 | place of each occurrence, ascending."""
    writer.put(f"{field}.positions", occurrences.astype(np.uint16))
    by_slot = occurrences >> SLOT_BITS
    starts = _beginnings(by_slot)
    by_slot = by_slot[starts]
    counts = np.diff(starts, append=len(occurrences))
    words = (by_slot >> (WORD_BITS - SLOT_BITS)).astype(np.uint32)
    word_starts = _beginnings(words)
    many_at = np.flatnonzero(counts >= MANY)
    writer.put(f"{field}.words", words[word_starts])
    postings = np.diff(word_starts, append=len(words))
    writer.put(f"{field}.postings_at", offsets(postings))
    writer.put(f"{field}.slots", by_slot.astype(np.uint16))
    writer.put(f"{field}.counts", np.minimum(counts, MANY).astype(np.uint8))
    writer.put(f"{field}.many_at", narrow(many_at))
    writer.put(f"{field}.many", narrow(counts[many_at]))
    in_words = np.diff(starts[word_starts], append=len(occurrences))
    writer.put(f"{field}.occurrences_at", offsets(in_words))


def _beginnings(values: Array) -> Array:
    """Return where runs of equal values begin."""
    changes = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return np.flatnonzero(changes)
