"""Merges large segments while readers and writers go on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.crowding import crowded
from search.whoosh_engine.commits.generations import (
    current_generation,
    folder_of,
    index_dir,
    last_segments,
)
from search.whoosh_engine.commits.locks import MERGE_LOCK, index_lock
from search.whoosh_engine.commits.trouble import damage_named
from search.whoosh_engine.commits.writing import (
    INDEX_NAME,
    adopt,
    fitting,
    merge_into,
    writing,
)
from search.whoosh_engine.segments.arrayfile import Array

# Whoosh deletes segment files that no commit knows; it leaves these alone.
UNFINISHED = "merging-*.part"


def merge_when_crowded() -> bool:
    """Merge segments once if too many have gathered; say whether it was done.

    The index's lock is held for the last few milliseconds only. Raises IndexUnusable.
    """
    with index_lock(wait=False, name=MERGE_LOCK) as held, damage_named():
        if not held:
            return False
        try:
            return _merge(current_generation())
        except FileNotFoundError:
            # A commit or a rebuild that began before this took the segments away.
            return False


def _merge(generation: int) -> bool:
    folder = folder_of(generation)
    for left_by_a_crash in index_dir().glob(f"*/{UNFINISHED}"):
        left_by_a_crash.unlink()
    filled = [each for each in last_segments(generation) if each.doc_count()]
    chosen = fitting(folder, crowded(filled))
    if not chosen:
        return False
    new = ArraySegment(INDEX_NAME, doc_count=sum(e.doc_count() for e in chosen))
    part = folder / UNFINISHED.replace("*", new.segment_id())
    numbers = merge_into(part, folder, chosen, name=new.segment_id())
    try:
        with index_lock(wait=True):
            return generation == current_generation() and _adopt(
                generation, part, new, chosen, numbers
            )
    finally:
        # Where it was adopted, it has another name.
        part.unlink(missing_ok=True)


def _adopt(
    generation: int,
    part: Path,
    new: ArraySegment,
    chosen: list[ArraySegment],
    numbers: list[Array],
) -> bool:
    """Put a merged segment in the place of its sources, if all of them still stand.

    numbers: for each source, the new number of each document, or -1.
    """
    with writing(generation) as writer:
        now = {segment: segment for segment in writer.segments}
        if not all(segment in now for segment in chosen):
            return False
        for source, moved in zip(chosen, numbers, strict=True):
            _carry_deletions(source, now[source], new, moved)
        part.rename(part.with_name(new.file_name))
        rest = [segment for segment in writer.segments if segment not in chosen]
        adopt(writer, [segment for segment in [*rest, new] if segment.doc_count()])
    return True


def _carry_deletions(
    before: ArraySegment, now: ArraySegment, new: ArraySegment, moved: Array
) -> None:
    """Delete from the merged segment what was deleted from a source meanwhile."""
    live = now.live()
    if live is not None and now.deleted_count() > before.deleted_count():
        gone = moved[~live]
        new.delete(gone[gone >= 0].astype(np.int64))
