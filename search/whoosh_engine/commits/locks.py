"""Keeps writers of the index apart, in all processes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import try_for

from search.whoosh_engine.commits.generations import index_dir, make_folder
from search.whoosh_engine.commits.trouble import damage_named

MERGE_LOCK = "merge.lock"
REBUILD_LOCK = "rebuild.lock"
MOMENT = 0.05  # seconds


@contextlib.contextmanager
def index_lock(*, wait: bool, name: str = "lock") -> Iterator[bool]:
    """Hold the index's lock; without `wait`, yield False when another keeps it.

    Even without `wait` a moment is given, for those who only look whether it is held.
    Raises IndexUnusable where there may be no lock.
    """
    with damage_named():
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


def is_held(name: str) -> bool:
    """Whether somebody holds a lock of this name; raises OSError."""
    lock = FileStorage(str(index_dir())).lock(name)
    free = lock.acquire(blocking=False)
    if free:
        lock.release()
    return not free
