"""Writes commits to a generation, one writer at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import try_for

from search.documents import Document
from search.whoosh_engine.building.builder import SegmentBuilder, batches
from search.whoosh_engine.building.mergesource import Source
from search.whoosh_engine.building.merging import merge
from search.whoosh_engine.commits.codec import ArrayCodec, ArraySegment
from search.whoosh_engine.commits.crowding import crowded
from search.whoosh_engine.commits.generations import (
    current_generation,
    damage_named,
    folder_of,
    index_dir,
    languages_of_keys,
    make_folder,
    open_generation,
)
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import MAX_SLOTS, Segment

INDEX_NAME = "MAIN"
MERGE_LOCK = "merge.lock"
MOMENT = 0.05  # seconds
# More is merged between commits, and sooner, when nobody waits.
PATIENCE = 2
MERGED_IN_A_COMMIT = 5_000  # documents

# The segments of the last commit stay mapped, for the next one.
_held: tuple[Segment, ...] = ()
_building = threading.Lock()


@contextlib.contextmanager
def index_lock(*, wait: bool, name: str = "lock") -> Iterator[bool]:
    """Hold the index's lock; without `wait`, yield False when another keeps it.

    Even without `wait` a moment is given, for those who only look whether it is held.
    """
    make_folder(index_dir())
    lock = FileStorage(str(index_dir())).lock(name)
    held = try_for(lock.acquire, timeout=MOMENT, delay=MOMENT / 5)
    while wait and not held:
        # Asked again and again: blocking gives up after ten seconds on Windows.
        held = try_for(lock.acquire, timeout=60, delay=MOMENT / 5)
    try:
        yield held
    finally:
        if held:
            lock.release()


def _is_held(name: str) -> bool:
    lock = FileStorage(str(index_dir())).lock(name)
    free = lock.acquire(blocking=False)
    if free:
        lock.release()
    return not free


class Batch:
    """One commit: articles that leave the index, then documents that enter it."""

    def __init__(self, generation: int | None = None) -> None:
        self.generation = generation or current_generation()

    def commit(
        self, *, gone: Iterable[int], documents: Iterable[Document], merge: bool = True
    ) -> int:
        """Write the commit whole or not at all; return the number of documents.

        merge: whether small segments may become one. The caller holds the index's lock.
        """
        global _held
        folder = folder_of(self.generation)
        with damage_named(), writing(self.generation) as writer:
            kept: list[ArraySegment] = writer.segments
            deleted = delete(folder, kept, list(gone))
            new = build(folder, documents)
            if new or deleted:
                segments = [*kept, *new]
                # The sources of a merge must stay, or it was made in vain.
                if merge and not _is_held(MERGE_LOCK):
                    segments = merge_small(folder, segments)
                adopt(writer, segments)
                _held = tuple(each.open(folder) for each in segments)
        return sum(each.doc_count_all() for each in new)


@contextlib.contextmanager
def writing(generation: int) -> Iterator[Any]:
    """Open Whoosh's writer on a generation; what was not adopted is forgotten."""
    writer = open_generation(generation).writer(codec=ArrayCodec())
    try:
        yield writer
    finally:
        if not writer.is_closed:
            writer.cancel()


def adopt(writer: Any, segments: Sequence[ArraySegment]) -> None:
    """Commit a generation that consists of these segments."""
    # Always named: a plain commit may merge posting by posting when it likes.
    writer.commit(mergetype=lambda *_: list(segments))


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


def fitting(folder: Path, chosen: Sequence[ArraySegment]) -> list[ArraySegment]:
    """Return as many of the segments as may become one; none when that changes none."""
    fit: list[ArraySegment] = []
    slots = 0
    for segment in chosen:
        docs, live = segment.open(folder).slot_docs, segment.live()
        if docs is None:
            slots += segment.doc_count()
        else:
            slots += len(docs) if live is None else int(live[docs].sum())
        if slots > MAX_SLOTS:
            break
        fit.append(segment)
    return fit if len(fit) > 1 or len(fit) == len(chosen) else []


def merge_into(
    path: Path, folder: Path, chosen: Sequence[ArraySegment], *, name: str
) -> list[Array]:
    """Write segments as one, what is deleted left out.

    Returns for each segment the new numbers of its documents, -1 for those left out.
    """
    sources = [Source(each.open(folder), each.live()) for each in chosen]
    return list(merge(sources, path, name=name))
