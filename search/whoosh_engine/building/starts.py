"""Finds where sentences and paragraphs begin in many bodies at once."""

from __future__ import annotations

import numpy as np

from search.whoosh_engine.building.chunks import BEGINS, BREAKS, ENDS, Contents
from search.whoosh_engine.building.inverting import FieldTexts
from search.whoosh_engine.building.vocabulary import offsets
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter, ranges
from search.whoosh_engine.segments.segment import SLOT_BITS


def write_starts(
    writer: ArrayWriter,
    body: FieldTexts,
    contents: Contents,
    *,
    first_slots: Array,
    slot_count: int,
) -> Array:
    """Write the starts of sentences and paragraphs.

    first_slots: (documents,). Returns: (documents,), the words of each first paragraph.
    """
    paragraphs, sentences = _starts(body, contents)
    starts = body.before[body.at].astype(np.int64)
    for name, found in (("paragraphs", paragraphs), ("sentences", sentences)):
        # A text without words has no start; its neighbour's is no further off.
        document = np.searchsorted(starts, found, side="right") - 1
        places = (first_slots[document] << SLOT_BITS) + found - starts[document]
        counts = np.bincount(places >> SLOT_BITS, minlength=slot_count)
        writer.put(f"body.{name}_at", offsets(counts))
        writer.put(f"body.{name}", places.astype(np.uint16))
    after_first = np.searchsorted(paragraphs, starts[:-1], side="right")
    second = np.append(paragraphs, starts[-1])[after_first]
    lead: Array = np.minimum(second, starts[1:]) - starts[:-1]
    return lead


def _starts(body: FieldTexts, contents: Contents) -> tuple[Array, Array]:
    """Return the words that begin paragraphs and sentences, ascending.

    Words are counted through all documents.
    """
    flags = contents.flags[body.numbers]
    with_breaks = np.flatnonzero(flags & BREAKS)
    found = body.numbers[with_breaks]
    breaks_at, breaks_end = contents.breaks_at[found], contents.breaks_at[found + 1]
    inner = contents.breaks[ranges(breaks_at, breaks_end)].astype(np.int64)
    at = np.repeat(body.before[with_breaks], breaks_end - breaks_at) + (inner >> 1)
    between = np.flatnonzero((flags[:-1] & ENDS > 0) & (flags[1:] & BEGINS > 0)) + 1
    words = int(body.before[-1])
    paragraphs = _below(
        words,
        body.before[body.at],
        body.before[body.after_blank_line],
        at[inner & 1 > 0],
    )
    return paragraphs, _below(
        words, paragraphs, body.before[between], at[inner & 1 == 0]
    )


def _below(end: int, *places: Array) -> Array:
    """Return the places before the end, each once and ascending."""
    together = np.sort(np.concatenate(places).astype(np.int64))
    return together[np.diff(together, append=end) > 0]
