"""Tells what a place of a segment is part of: article, sentence, paragraph, lead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.whoosh_engine.reading.cache import ByteCache
from search.whoosh_engine.reading.nearness import Together
from search.whoosh_engine.reading.spans import NONE, Spans, single
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import SLOT_BITS, SLOT_WORDS, Segment

BITS, ONE = np.uint32(SLOT_BITS), np.uint32(1)
# No two places of a segment are further apart.
FARTHEST = (1 << 32) - 1


class Places:
    """The places of one segment; a place is `slot << 16 | position`, uint32."""

    def __init__(self, segment: Segment, cache: ByteCache) -> None:
        self._segment = segment
        self._cache = cache
        self._slot_docs = segment.slot_docs

    def docs(self, places: Array) -> Array:
        """Return the document of each place, by its number in the segment."""
        slots = places >> BITS
        return slots if self._slot_docs is None else self._slot_docs[slots]

    def in_text(self, places: Array) -> Array:
        """Return each place's position in its text, whatever the slot."""
        if self._slot_docs is None:
            return places & np.uint32(SLOT_WORDS - 1)
        return places - self._segment.begins[self.docs(places)]

    def in_lead(self, spans: Spans) -> Spans:
        """Return the spans of a body that lie in its first paragraph."""
        words = self._segment.column("lead")[self.docs(spans.ends)]
        return spans.those(self.in_text(spans.ends) < words)

    def slots_with(self, places: Array) -> Array:
        """Return a mask of the slots of the articles in which places lie."""
        held = np.zeros(self._segment.slot_count, bool)
        held[places >> BITS] = True
        if self._slot_docs is None:
            return held
        # A run may pass from one slot of an article into the next.
        docs = np.zeros(self._segment.doc_count, bool)
        docs[self._slot_docs[held]] = True
        return docs[self._slot_docs]

    def parted(self, several: Sequence[Spans]) -> tuple[list[Spans], list[Spans]]:
        """Part spans by articles: those where all are single places, and the others."""
        wide = [
            spans.starts[spans.starts != spans.ends]
            for spans in several
            if not spans.is_single
        ]
        if not wide:
            return list(several), [NONE] * len(several)
        held = self.slots_with(np.concatenate(wide))
        if held.all():
            return [NONE] * len(several), list(several)
        mixed = [held[spans.starts >> BITS] for spans in several]
        return (
            [
                single(spans.those(~chosen).starts)
                for spans, chosen in zip(several, mixed, strict=True)
            ],
            [spans.those(chosen) for spans, chosen in zip(several, mixed, strict=True)],
        )

    def within(self, distance: int) -> Together:
        """Return a test: in one article and at most so many words apart."""

        def belong(ends: Array, _: Array, starts: Array) -> Array:
            # Starts are beyond ends, so the difference does not wrap.
            near: Array = starts - ends <= distance
            near &= self.docs(ends) == self.docs(starts)
            return near

        return Together(min(distance, FARTHEST), self._segment.cuts, belong)

    def in_same(self, part: str, field: str) -> Together:
        """Return a test: beginning in one sentence, or in one paragraph, of a field."""
        if field != "body":
            return self.within(FARTHEST)
        begins = self._cache.get(
            (self._segment.serial, part), lambda: self._begins_of(part)
        )

        def belong(_: Array, earlier: Array, later: Array) -> Array:
            following = np.searchsorted(begins, earlier, "right")
            same: Array = begins[following] > later
            return same

        return Together(FARTHEST, self._segment.cuts, belong)

    def bounds(self, docs: Array) -> tuple[Array, Array]:
        """Return the first and the last place of each document, uint32."""
        begins = self._segment.begins
        return begins[docs], begins[docs + 1] - ONE

    def around(self, spans: Spans, distance: int) -> tuple[Array, Array]:
        """Return the bounds of what is near each span, within its article, int64."""
        distance = min(distance, FARTHEST)
        first, last = self.bounds(self.docs(spans.starts).astype(np.int64))
        low = np.maximum(spans.starts.astype(np.int64) - distance, first)
        return low, np.minimum(spans.ends.astype(np.int64) + distance, last)

    def _begins_of(self, part: str) -> Array:
        """Return the places where the sentences or paragraphs of bodies begin."""
        file = self._segment.file
        at = file[f"body.{part}_at"].astype(np.int64)
        counts = at[1:] - at[:-1]
        slots = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        begins: Array = (slots << BITS) | file[f"body.{part}"]
        # No place is the last that 32 bits hold: a slot has room left.
        return np.append(begins, np.uint32(0xFFFFFFFF))
