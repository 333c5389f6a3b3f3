"""Counts the articles that hold some words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array


def count_holding(
    snapshot: Snapshot, words: Iterable[Array], fields: Iterable[str]
) -> int:
    """Return the number of live articles that hold any of some words in some fields.

    words: for each segment the numbers of its words, (n,), ascending.
    """
    held = np.zeros(snapshot.size, bool)
    parts = zip(snapshot.segments, snapshot.bases, words, strict=False)
    for segment, base, numbers in parts:
        own = held[base : base + segment.doc_count]
        for field in fields:
            places = segment.in_field(field, numbers)
            if len(places):
                slots = segment.slots_of(field, places)
                docs = segment.slot_docs
                own[slots if docs is None else docs[slots]] = True
    held &= snapshot.live.mask
    return int(np.count_nonzero(held))
