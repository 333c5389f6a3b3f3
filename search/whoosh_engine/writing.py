"""Writes commits to a generation, one writer at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import try_for
from whoosh.writing import MERGE_SMALL, NO_MERGE

from search.documents import Document
from search.whoosh_engine.generations import (
    current_generation,
    damage_named,
    index_dir,
    make_folder,
    open_generation,
)
from search.whoosh_engine.schema import whoosh_document

MAX_SEGMENTS = 12
MOMENT = 0.05  # seconds
WRITER_MEGABYTES = 128


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


class Batch:
    """One commit: articles that leave the index, then documents that enter it."""

    def __init__(self, generation: int | None = None) -> None:
        self.generation = generation or current_generation()

    def commit(
        self, *, gone: Iterable[int], documents: Iterable[Document], merge: bool = True
    ) -> int:
        """Write the commit whole or not at all; return the number of documents.

        The caller holds the index's lock.
        """
        with damage_named():
            return self._commit(gone, documents, merge=merge)

    def _commit(
        self, gone: Iterable[int], documents: Iterable[Document], *, merge: bool
    ) -> int:
        index = open_generation(self.generation)
        crowded = merge and len(index._segments()) >= MAX_SEGMENTS
        writer = index.writer(limitmb=WRITER_MEGABYTES)
        count = 0
        try:
            for article_id in gone:
                writer.delete_by_term("id", str(article_id))
            for document in documents:
                writer.add_document(**whoosh_document(document))
                count += 1
        except BaseException:
            writer.cancel()
            raise
        # Always named: a plain commit may merge posting by posting when it likes.
        writer.commit(mergetype=MERGE_SMALL if crowded else NO_MERGE)
        return count
