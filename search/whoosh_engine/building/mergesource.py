"""Says what of a segment goes into a merged one, and under which numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import compress, pairwise

import numpy as np
from numpy.typing import NDArray

from search.whoosh_engine.building.fieldsource import FieldSource
from search.whoosh_engine.segments.arrayfile import Array, ranges
from search.whoosh_engine.segments.segment import TEXT_FIELDS, Segment


@dataclass(frozen=True)
class Source:
    """A segment to merge, and which of its documents are live; None: all."""

    segment: Segment
    live: NDArray[np.bool_] | None


class MergeSource:
    """A source, with the new numbers of its documents, slots and words.

    first_document, first_slot: how many there are in earlier sources.
    word_numbers: (words,) int64, -1 for words that no live document has; set later.
    """

    word_numbers: Array

    def __init__(self, source: Source, *, first_document: int, first_slot: int) -> None:
        self.segment = source.segment
        slot_docs = source.segment.slot_docs
        live: Array = np.ones(source.segment.doc_count, bool)
        if source.live is not None:
            live = source.live
        self.live = None if live.all() else live
        live_slots: Array = live if slot_docs is None else live[slot_docs]
        self.live_slots = None if self.live is None else live_slots
        self.document_numbers = _renumber(live, first_document).astype(np.int32)
        self.slot_numbers = _renumber(live_slots, first_slot).astype(np.uint16)
        self.document_count = int(live.sum())
        self.slot_count = int(live_slots.sum())

    @cached_property
    def slot_docs(self) -> Array:
        """The new document of each live slot."""
        slot_docs = self.segment.slot_docs
        if slot_docs is None:
            return self.document_numbers[self.document_numbers >= 0]
        numbers = self.document_numbers[slot_docs]
        return numbers[numbers >= 0]

    @cached_property
    def fields(self) -> dict[str, FieldSource]:
        """The live postings of each field."""
        return {
            field: FieldSource(
                self.segment.file,
                field,
                slot_numbers=self.slot_numbers,
                live_slots=self.live_slots,
            )
            for field in TEXT_FIELDS
        }

    @cached_property
    def used_words(self) -> Array:
        """Which words live documents have, (words,) bool."""
        used = np.zeros(len(self.segment.words), bool)
        for field in self.fields.values():
            used[field.words] = True
        return used

    def live_words(self) -> list[bytes]:
        """Return the words that live documents have, in order."""
        words = read_texts(self.segment, "words")
        return words if self.live is None else list(compress(words, self.used_words))

    def of_documents(self, array: Array) -> Array:
        """Return what an array holds of live documents."""
        return array if self.live is None else array[self.live]

    def lists(self, at_name: str, name: str, *, by_slot: bool = False) -> list[Array]:
        """Return the sizes of the lists of live documents or slots, and the lists."""
        at = self.segment.file[at_name].astype(np.int64)
        live = self.live_slots if by_slot else self.live
        if live is None:
            return [np.diff(at), self.segment.file[name]]
        starts, stops = at[:-1][live], at[1:][live]
        return [stops - starts, self.segment.file[name][ranges(starts, stops)]]


def read_texts(segment: Segment, name: str) -> list[bytes]:
    """Return all byte strings of a blob."""
    blob = segment.file[f"{name}.text"].tobytes()
    at = segment.file[f"{name}.at"].tolist()
    return [blob[start:stop] for start, stop in pairwise(at)]


def _renumber(live: Array, first: int) -> Array:
    return np.where(live, np.cumsum(live) - 1 + first, -1)
