"""Tells versions of the database apart, so that what was made of one can be kept."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.cache import cache
from django.db import connection

from archive.backup.database import connect

T = TypeVar("T")

SECONDS_KEPT = 3600

_lock = threading.Lock()
# By process too: a connection must not be carried over a fork.
_watchers: dict[tuple[int, str], sqlite3.Connection] = {}


def database_version() -> str | None:
    """Return what is another one after each commit, whoever made it, in this process.

    What is read after asking is at least as new. None where there is no telling: in a
    transaction, which sees what nobody else does, and where the database is no file.
    """
    path = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and Path(path).is_file()
    if connection.in_atomic_block or not is_file:
        return None
    with _lock:
        watcher = _watchers.get((os.getpid(), path))
        if watcher is None:
            # SQLite tells a connection what others have done; this one does nothing.
            watcher = _watchers[os.getpid(), path] = connect(Path(path))
        (number,) = watcher.execute("PRAGMA data_version").fetchone()
    # A process that was forked has what the other kept, and its own count.
    return f"{os.getpid()}.{number}"


def keep(name: str, make: Callable[[], T]) -> T:
    """Return what was made under a name of this version of the database, or make it."""
    version = database_version()
    if version is None:
        return make()
    # What is found is of this version: what others commit meanwhile is of the next.
    key = f"{name}-{version}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, SECONDS_KEPT)
    return found
