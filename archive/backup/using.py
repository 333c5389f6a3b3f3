"""Tells who uses an archive: SQLite's own locks, which end with the process."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from archive.backup.database import connect
from archive.backup.manifest import DATABASE

LOCK = "backup.lock"
MOMENT = 1.0  # seconds

_held: list[sqlite3.Connection] = []


class InUse(Exception):
    """Another process uses what this one needs for itself."""


def hold() -> None:
    """Keep the database open, so that nobody replaces it; called by the server."""
    connection = connect(Path(settings.DATA_DIR) / DATABASE)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    _held.append(connection)


@contextlib.contextmanager
def only_one(
    data_dir: Path, *, lock: str = LOCK, what: str = "backup or restore"
) -> Iterator[None]:
    """Let one backup or restore of an archive run at a time; raises InUse."""
    path = data_dir / lock
    path.touch(mode=0o600)
    with contextlib.closing(connect(path, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise InUse(f"another {what} is at work") from error
        yield


@contextlib.contextmanager
def alone_with(database: Path) -> Iterator[None]:
    """Keep all others out of a database; raises InUse when somebody has it open."""
    if not database.exists():
        yield
        return
    with contextlib.closing(connect(database, timeout=MOMENT)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise InUse(f"{database} is in use") from error
            # Otherwise it is too damaged for anybody to have it open.
        yield
