"""Keeps the snapshot of the last commit, and takes a new one after the next."""

from __future__ import annotations

import os
import threading
from functools import cache as once

from django.conf import settings

from search.engine import IndexUnusable
from search.whoosh_engine.commits.generations import (
    current_generation,
    read_commit,
)
from search.whoosh_engine.reading.cache import ByteCache
from search.whoosh_engine.reading.snapshot import Snapshot

# Which file `current` is, and the names in the generation's folder: a commit gives its
# table of contents a new name, and a rebuild makes `current` anew.
Commit = tuple[str, int, int, tuple[str, ...]]


@once
def shared_cache() -> ByteCache:
    """Return the cache that all requests of this process share."""
    return ByteCache(max_bytes=settings.CACHE_MB << 20)


class _Latest:
    """The snapshot taken last, by the commit it was taken of."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: tuple[Commit, Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        """Return the snapshot of the last commit; raises IndexUnusable."""
        taken = self._taken
        if taken and taken[0] == _commit(taken[1].generation):
            return taken[1]
        with self._lock:
            # Another thread may have taken it meanwhile.
            taken = self._taken
            if taken and taken[0] == _commit(taken[1].generation):
                return taken[1]
            generation, commit, snapshot = _take()
            switched = current_generation() != generation
            self._taken = None if switched or not commit else (commit, snapshot)
        if taken:
            _forget(taken[1], kept=snapshot)
        return snapshot


def _take() -> tuple[int, Commit | None, Snapshot]:
    """Read the generation in use, its last commit and what that holds."""
    while True:
        generation = current_generation()
        # Before the reading: a commit that comes between is noticed next time.
        commit = _commit(generation)
        try:
            return generation, commit, Snapshot(read_commit(generation))
        except IndexUnusable:
            # A rebuild may have taken its place, and removed it, meanwhile.
            if current_generation() == generation:
                raise


def current_snapshot() -> Snapshot:
    """Return the state of the index in use; raises IndexUnusable."""
    return _latest.snapshot()


def _commit(generation: int) -> Commit | None:
    """Say which commit is the last, without reading; None when that is not clear.

    Asked before each search, so without pathlib, which takes five times as long.
    """
    folder = str(settings.INDEX_DIR)
    try:
        current = os.stat(f"{folder}/current")  # noqa: PTH116
        names = os.listdir(f"{folder}/{generation:04d}")  # noqa: PTH208
    except OSError:
        return None
    tables = tuple(sorted(name for name in names if name.endswith(".toc")))
    return folder, current.st_ino, current.st_mtime_ns, tables


def _forget(previous: Snapshot, *, kept: Snapshot) -> None:
    """Drop what the cache holds of a snapshot and of segments that are no more."""
    shared_cache().forget(previous.serial)
    gone = {s.serial for s in previous.segments} - {s.serial for s in kept.segments}
    for serial in gone:
        shared_cache().forget(serial)


_latest = _Latest()
