"""Shows Whoosh the documents that hold a term, one after another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.query.spans import Span

from search.text import SPAN_MARK
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import SLOT_BITS, Segment

BLOCK = 128  # postings whose best score Whoosh asks for at once


class PostingList:
    """The documents that hold a term, ascending, how often, and where.

    documents, counts: (n,). positions: (sum of counts,) uint32, document by document;
    none for values.
    """

    def __init__(
        self, documents: Array, counts: Array, positions: Array | None = None
    ) -> None:
        self.documents = documents
        self.counts = counts
        self.positions = np.zeros(0, np.uint32) if positions is None else positions

    @classmethod
    def of_word(cls, segment: Segment, field: str, place: int) -> PostingList:
        """Read a word's postings; the slots of a long article become one document."""
        places = np.array([place])
        slots, counts = segment.postings(field, places)
        positions = segment.positions(field, places).astype(np.uint32)
        if segment.slot_docs is None:
            return cls(slots, counts, positions)
        first_slots = np.searchsorted(segment.slot_docs, segment.slot_docs[slots])
        shifts = (slots - first_slots).astype(np.uint32) << SLOT_BITS
        documents, starts = np.unique(segment.slot_docs[slots], return_index=True)
        joined = np.add.reduceat(counts.astype(np.uint32), starts)
        return cls(documents, joined, positions + np.repeat(shifts, counts))


class PostingMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh is untyped
    """Walks a posting list, and can leave out blocks that score too low."""

    def __init__(
        self,
        postings: PostingList,
        term: tuple[str, bytes],
        format_: Any,
        scorer: Any,
        lengths: Array | None,
    ) -> None:
        self._postings = postings
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._lengths = lengths
        self._documents: list[int] = postings.documents.tolist()
        self._starts: list[int] | None = None
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._documents)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> PostingMatcher:
        copy = PostingMatcher(
            self._postings, self._term, self.format, self.scorer, self._lengths
        )
        copy._at = self._at
        return copy

    def id(self) -> int:
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        return iter(self._documents[self._at :])

    def next(self) -> bool:
        """Step on; say whether a new block begins."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return self._at % BLOCK == 0 or not self.is_active()

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, id, lo=self._at)

    def skip_to_quality(self, minquality: float) -> int:
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._at = self._block().stop
            skipped += 1
        return skipped

    def weight(self) -> float:
        return float(self._postings.counts[self._at])

    def value(self) -> bytes:
        if self._starts is None:
            counts = self._postings.counts
            self._starts = np.append(0, np.cumsum(counts, dtype=np.int64)).tolist()
        start, stop = self._starts[self._at : self._at + 2]
        return self._postings.positions[start:stop].tobytes()

    def spans(self) -> list[Span]:
        """Return where the term stands; the joined form of a compound stands wide."""
        _, mark, width = self._term[1].decode().partition(SPAN_MARK)
        more = ord(width[0]) - 1 if mark else 0
        return [Span(place, place + more) for place in self.value_as("positions")]

    def block_min_id(self) -> int:
        return int(self._documents[self._block().start])

    def block_max_id(self) -> int:
        return int(self._documents[self._block()][-1])

    def block_max_weight(self) -> float:
        return float(self._postings.counts[self._block()].max())

    def block_min_length(self) -> int:
        return int(self._block_lengths().min())

    def block_max_length(self) -> int:
        return int(self._block_lengths().max())

    def _block(self) -> slice:
        """Return the block at hand; Whoosh asks for it even at the end."""
        start = min(self._at, len(self._documents) - 1) // BLOCK * BLOCK
        return slice(start, start + BLOCK)

    def _block_lengths(self) -> Array:
        if self._lengths is None:
            return np.ones(1, np.uint32)
        return self._lengths[self._postings.documents[self._block()]]
