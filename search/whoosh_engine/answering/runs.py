"""Finds where words follow one another in a field, the commonest words read last."""

from __future__ import annotations

import numpy as np

from search.whoosh_engine.reading.places import Places
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.spans import NONE, Spans, following, run, united
from search.whoosh_engine.reading.steps import Path
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import Segment


def find_run(
    scan: Scan, segment: Segment, places: Places, field: str, steps: Path
) -> Spans:
    """Return where the words of a path follow one another."""
    listed = [scan.listed(segment, field, step) for step in steps]
    if not steps or not all(len(words.places) for words in listed):
        return NONE
    # Counted before anything is read.
    scan.spend(sum(words.cost for words in listed))
    if len(steps) == 1:
        return scan.spans(segment, field, steps[0])
    rarest = min(listed, key=lambda words: words.occurrence_count)
    read = {
        number: scan.spans(segment, field, steps[number])
        for number, words in enumerate(listed)
        if words is rarest or not words.is_common
    }
    common = [number for number in range(len(steps)) if number not in read]
    if common:
        slots = places.slots_with(_few(places, read))
        for number in common:
            read[number] = scan.spans_within(segment, field, steps[number], slots)
    return _joined(places, [read[number] for number in range(len(steps))])


def _few(places: Places, read: dict[int, Spans]) -> Array:
    """Return places in all articles that can have a run, by some of its steps."""
    plain, mixed = places.parted(list(read.values()))
    firsts = run(dict(zip(read, plain, strict=True)))
    return np.concatenate((firsts, *(spans.starts for spans in mixed)))


def _joined(places: Places, steps: list[Spans]) -> Spans:
    """Chain the steps: at once where each takes one place, else one by one."""
    plain, mixed = places.parted(steps)
    firsts = run(dict(enumerate(plain)))
    chained = mixed[0]
    for spans in mixed[1:]:
        chained = following(chained, spans)
    return united([Spans(firsts, firsts + np.uint32(len(steps) - 1)), chained])
