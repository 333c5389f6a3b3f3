"""Writes commits to a generation, one writer at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np

from search.documents import Document
from search.engine import IndexUnusable
from search.whoosh_engine.building.builder import SegmentBuilder, batches
from search.whoosh_engine.building.mergesource import Source
from search.whoosh_engine.building.merging import merge
from search.whoosh_engine.commits.codec import EXTENSION, ArrayCodec, ArraySegment
from search.whoosh_engine.commits.crowding import crowded
from search.whoosh_engine.commits.description import languages_of_keys
from search.whoosh_engine.commits.generations import (
    current_generation,
    folder_of,
    last_segments,
    open_generation,
)
from search.whoosh_engine.commits.locks import MERGE_LOCK, is_held
from search.whoosh_engine.commits.trouble import REBUILD, UPDATE, damage_named
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import MAX_SLOTS, Segment

INDEX_NAME = "MAIN"
# Whoosh leaves these where it was cut off, and never deletes them.
UNFINISHED_CONTENTS = f"_{INDEX_NAME}_*.toc.*"
# More is merged between commits, and sooner, when nobody waits.
PATIENCE = 2
MERGED_IN_A_COMMIT = 5_000  # documents

# The segments of the last commit stay mapped, for the next one.
_held: tuple[Segment, ...] = ()
_building = threading.Lock()


class Batch:
    """One commit: articles that leave the index, then documents that enter it."""

    def __init__(self, generation: int | None = None) -> None:
        """Take the generation in use, or one that is being made."""
        self.generation = generation or current_generation()
        self._again = REBUILD if generation else UPDATE

    def commit(self, *, gone: Iterable[int], documents: Iterable[Document]) -> int:
        """Write the commit whole or not at all; return the number of documents.

        The caller holds the index's lock, or alone knows the generation.
        """
        folder = folder_of(self.generation)
        with damage_named(again=self._again), writing(self.generation) as writer:
            kept: list[ArraySegment] = writer.segments
            deleted = delete(folder, kept, list(gone))
            new = build(folder, documents)
            if new or deleted:
                segments = [*kept, *new]
                # The sources of a merge must stay, or it was made in vain.
                if not is_held(MERGE_LOCK):
                    segments = merge_small(folder, segments)
                adopt(writer, segments)
        return sum(each.doc_count_all() for each in new)


@contextlib.contextmanager
def writing(generation: int) -> Iterator[Any]:
    """Open Whoosh's writer on a generation; what was not adopted is forgotten."""
    writer = open_generation(generation).writer(codec=ArrayCodec())
    try:
        for left_by_a_crash in folder_of(generation).glob(UNFINISHED_CONTENTS):
            left_by_a_crash.unlink()
        yield writer
    except BaseException:
        _delete_strays(generation)
        raise
    finally:
        if not writer.is_closed:
            writer.cancel()


def _delete_strays(generation: int) -> None:
    """Delete what a commit that failed has written; each new try would add to it."""
    folder = folder_of(generation)
    with contextlib.suppress(IndexUnusable, OSError):
        # Asked for once more: a commit may fail after its last step.
        known = {each.file_name for each in last_segments(generation)}
        segments = folder.glob(f"{INDEX_NAME}_*{EXTENSION}")
        for path in chain(segments, folder.glob(UNFINISHED_CONTENTS)):
            if path.name not in known:
                path.unlink()


def adopt(writer: Any, segments: Sequence[ArraySegment]) -> None:
    """Commit a generation that consists of these segments."""
    global _held
    # Always named: a plain commit may merge posting by posting when it likes.
    writer.commit(mergetype=lambda *_: list(segments))
    _held = tuple(each.open(Path(writer.storage.folder)) for each in segments)


def let_go() -> None:
    """Unmap the segments of the last commit."""
    global _held
    _held = ()


def delete(folder: Path, segments: Sequence[ArraySegment], gone: Sequence[int]) -> bool:
    """Delete articles from segments by id; say whether any was there."""
    ids = np.array(gone, np.int64)
    found = False
    for segment in segments if len(ids) else ():
        documents = np.flatnonzero(np.isin(segment.open(folder).column("number"), ids))
        before = segment.deleted_count()
        if len(documents):
            segment.delete(documents)
        found |= segment.deleted_count() > before
    return found


def build(folder: Path, documents: Iterable[Document]) -> list[ArraySegment]:
    """Write documents as new segments, which no commit knows yet."""
    new = []
    for batch in batches(documents):
        segment = ArraySegment(INDEX_NAME, doc_count=len(batch))
        path = folder / segment.file_name
        with _building:
            _builder(languages_of_keys()).build(batch, path, name=path.stem)
        new.append(segment)
    return new


@lru_cache(maxsize=1)
def _builder(languages: tuple[str, ...]) -> SegmentBuilder:
    """Return this process's builder, which keeps the words that it has met."""
    return SegmentBuilder(languages)


def merge_small(folder: Path, segments: list[ArraySegment]) -> list[ArraySegment]:
    """Merge where many small segments have gathered, if that is quick."""
    segments = [each for each in segments if each.doc_count()]
    while chosen := fitting(
        folder, crowded(segments, most=MERGED_IN_A_COMMIT, patience=PATIENCE)
    ):
        new = ArraySegment(INDEX_NAME, doc_count=sum(e.doc_count() for e in chosen))
        merge_into(folder / new.file_name, folder, chosen, name=new.segment_id())
        segments = [each for each in segments if each not in chosen] + [new]
    return segments


def fitting(
    folder: Path, choices: Iterable[Sequence[ArraySegment]]
) -> list[ArraySegment]:
    """Return the segments of the first choice of which several fit into one.

    They are its smallest; one segment alone, which is to be written again, fits too.
    """
    for chosen in choices:
        slots = {segment: _slots_of(folder, segment) for segment in chosen}
        smallest_first = sorted(chosen, key=slots.__getitem__)
        filled = accumulate(slots[segment] for segment in smallest_first)
        fit = smallest_first[: sum(total <= MAX_SLOTS for total in filled)]
        if len(fit) > 1 or len(fit) == len(chosen):
            return [segment for segment in chosen if segment in fit]
    return []


def _slots_of(folder: Path, segment: ArraySegment) -> int:
    """Return how many slots the live documents of a segment take."""
    docs, live = segment.open(folder).slot_docs, segment.live()
    if docs is None:
        return int(segment.doc_count())
    return len(docs) if live is None else int(live[docs].sum())


def merge_into(
    path: Path, folder: Path, chosen: Sequence[ArraySegment], *, name: str
) -> list[Array]:
    """Write segments as one, what is deleted left out.

    Returns for each segment the new numbers of its documents, -1 for those left out.
    """
    sources = [Source(each.open(folder), each.live()) for each in chosen]
    return list(merge(sources, path, name=name))
