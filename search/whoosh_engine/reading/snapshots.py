"""Keeps the snapshot of the last commit, and takes a new one after the next."""

from __future__ import annotations

import os
import threading
from functools import cache as once

from django.conf import settings

from search.whoosh_engine.commits.generations import (
    current_generation,
    read_commit,
)
from search.whoosh_engine.reading.cache import ByteCache
from search.whoosh_engine.reading.snapshot import Snapshot

# The index's folder, what `current` says, and the tables of contents there.
Commit = tuple[str, str, tuple[str, ...]]


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
        commit = _last_commit()
        taken = self._taken
        if taken and commit and taken[0] == commit:
            return taken[1]
        with self._lock:
            # Another thread may have taken it meanwhile.
            if self._taken and commit and self._taken[0] == commit:
                return self._taken[1]
            snapshot = Snapshot(read_commit(current_generation()))
            previous = self._taken
            self._taken = (commit, snapshot) if commit else None
        if previous:
            _forget(previous[1], kept=snapshot)
        return snapshot


def current_snapshot() -> Snapshot:
    """Return the state of the index in use; raises IndexUnusable."""
    return _latest.snapshot()


def _last_commit() -> Commit | None:
    """Say which commit is the last, from names alone; None when that is not clear.

    Asked before each search, so without pathlib, which takes five times as long.
    """
    folder = str(settings.INDEX_DIR)
    try:
        with open(f"{folder}/current") as file:  # noqa: PTH123
            said = file.read()
        every = os.listdir(f"{folder}/{said.strip()}")  # noqa: PTH208
    except (OSError, ValueError):  # Bytes that are no text or no name, too.
        return None
    return folder, said, tuple(sorted(n for n in every if n.endswith(".toc")))


def _forget(previous: Snapshot, *, kept: Snapshot) -> None:
    """Drop what the cache holds of a snapshot and of segments that are no more."""
    shared_cache().forget(previous.token)
    gone = {s.token for s in previous.segments} - {s.token for s in kept.segments}
    for token in gone:
        shared_cache().forget(token)


_latest = _Latest()
