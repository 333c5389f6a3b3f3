"""Says which segments should become one.

Segments fall into classes by size. Ten of one class become one of the next, so that an
article is written again a few times at most, however many commits come after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.segments.segment import MAX_SLOTS

# Documents below which a segment is of a class.
CLASSES = (100, 1_000, 10_000, MAX_SLOTS // 2)
MOST_OF_A_CLASS = 10
MOST_SEGMENTS = 12


def crowded(
    segments: Sequence[ArraySegment], *, most: int = MAX_SLOTS, patience: int = 1
) -> Iterator[list[ArraySegment]]:
    """Yield which segments to merge next, in order, the most urgent choice first.

    A segment more than half deleted is written again even alone. Those above the
    largest class are full and stay. most: how many live documents the merge may take;
    the caller sees to it that their slots fit. patience: so many times as many segments
    are borne with.
    """
    for segment in segments:
        mostly_deleted = 2 * segment.deleted_count() > segment.doc_count_all()
        if mostly_deleted and segment.doc_count() <= most:
            yield [segment]
    by_class = defaultdict(list)
    for segment in segments:
        for number, limit in enumerate(CLASSES):
            if segment.doc_count() < limit:
                by_class[number].append(segment)
                break
    full = [
        members
        for members in by_class.values()
        if len(members) >= MOST_OF_A_CLASS * patience
    ]
    if not full and sum(map(len, by_class.values())) > MOST_SEGMENTS * patience:
        full = sorted(by_class.values(), key=len, reverse=True)
    for members in full:
        chosen = _fitting(members, most)
        if len(chosen) > 1:
            yield [segment for segment in segments if segment in chosen]


def _fitting(members: list[ArraySegment], most: int) -> list[ArraySegment]:
    """Return as many of the smallest as may be merged at once."""
    chosen: list[ArraySegment] = []
    for segment in sorted(members, key=lambda each: int(each.doc_count())):
        most -= segment.doc_count()
        if most < 0:
            break
        chosen.append(segment)
    return chosen
