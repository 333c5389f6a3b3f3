"""Writes the segments of a whole archive, on all cores.

Each process reads its share of the articles, so that none holds more than a share in
memory; what they write is then merged into as few segments as there may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from archive.processes import at_work, cores, in_order
from search.documents import Document
from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.writing import INDEX_NAME, build, merge_into
from search.whoosh_engine.segments.segment import MAX_SLOTS

ReadDocuments = Callable[[Sequence[int]], Iterable[Document]]
ARTICLES_A_SHARE = 4_000
ARTICLES_A_READ = 500
# Fewer are written before other processes have even started.
ARTICLES_WORTH_PROCESSES = 5_000
# Each takes up to 400 MB.
MOST_PROCESSES = 8


class Piece(NamedTuple):
    """A segment that no commit knows yet, and how many slots it takes."""

    segment: ArraySegment
    slots: int


def processes_for(article_count: int) -> int:
    """Return how many processes it is worth to write so many articles with."""
    if article_count < ARTICLES_WORTH_PROCESSES:
        return 1
    return min(cores(), MOST_PROCESSES)


def write_segments(
    ids: Iterable[int],
    read: ReadDocuments,
    folder: Path,
    *,
    processes: int = 1,
    progress: Callable[[int], None] | None = None,
) -> list[ArraySegment]:
    """Write segments of articles into a folder, for a commit to adopt.

    read: a function of a module, which returns the documents of a few ids; other
    processes call it too. progress: is told the number of documents of each share.
    """
    with at_work(processes) as executor:
        pieces: list[Piece] = []
        shares = ((share, read, folder) for share in _shares(ids))
        for written in in_order(executor, write_share, shares, ahead=2 * processes):
            pieces += written
            if progress:
                progress(sum(piece.segment.doc_count() for piece in written))
        groups = ((folder, group) for group in grouped(pieces))
        return list(in_order(executor, merge_group, groups, ahead=processes))


def write_share(ids: Sequence[int], read: ReadDocuments, folder: Path) -> list[Piece]:
    """Write the segments of a few thousand articles."""
    documents = (
        document
        for start in range(0, len(ids), ARTICLES_A_READ)
        for document in read(ids[start : start + ARTICLES_A_READ])
    )
    segments = build(folder, documents)
    return [Piece(each, each.open(folder).slot_count) for each in segments]


def merge_group(folder: Path, group: Sequence[ArraySegment]) -> ArraySegment:
    """Merge segments into one and delete their files."""
    if len(group) == 1:
        return group[0]
    new = ArraySegment(INDEX_NAME, doc_count=sum(each.doc_count() for each in group))
    merge_into(folder / new.file_name, folder, group, name=new.segment_id())
    for each in group:
        (folder / each.file_name).unlink()
    return new


def grouped(pieces: Sequence[Piece]) -> Iterator[list[ArraySegment]]:
    """Yield segments in groups of about the same size, each no more than fits."""
    total = sum(piece.slots for piece in pieces)
    wanted = total / max(-(-total // MAX_SLOTS), 1)
    group: list[ArraySegment] = []
    slots = 0
    for piece in pieces:
        if group and slots + piece.slots > MAX_SLOTS:
            yield group
            group, slots = [], 0
        group.append(piece.segment)
        slots += piece.slots
        if slots >= wanted:
            yield group
            group, slots = [], 0
    if group:
        yield group


def _shares(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while share := list(islice(left, ARTICLES_A_SHARE)):
        yield share
