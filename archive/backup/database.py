"""Copies databases while they are in use, and looks into copies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

# Whoever finds a backup must not be signed in by it.
LEFT_OUT = ("archive_signin", "django_session")
SECONDS_TO_WAIT = 20


class DatabaseDamaged(Exception):
    """The database cannot be read whole."""


@dataclass(frozen=True)
class Contents:
    """What a database holds; migrations as "archive.0001_initial"."""

    migrations: tuple[str, ...]
    rows: dict[str, int]


def connect(path: Path, *, timeout: float = SECONDS_TO_WAIT) -> sqlite3.Connection:
    """Open a database that is there; every statement stands for itself."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )


def snapshot(source: Path, *, copy: Path) -> None:
    """Copy a database as it is at one moment, while others read and write it.

    Sessions are left out, and what was deleted is not in the copy.
    Raises: DatabaseDamaged, sqlite3.OperationalError.
    """
    try:
        with closing(connect(source)) as connection:
            # A reader for as long as it takes: it keeps no writer waiting.
            connection.execute("VACUUM INTO ?", (str(copy),))
        with closing(connect(copy)) as connection:
            # Its bytes are checked and synced as part of the backup.
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("PRAGMA secure_delete=ON")
            for table in LEFT_OUT:
                connection.execute(f"DELETE FROM {table}")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(str(error)) from error


def look_into(path: Path) -> Contents:
    """Read a database from end to end, and return what it holds.

    Raises: DatabaseDamaged.
    """
    try:
        with closing(connect(path)) as connection:
            if complaints := complaints_of(connection):
                raise DatabaseDamaged(complaints[0])
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
            rows = {
                table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[
                    0
                ]
                for (table,) in tables.fetchall()
            }
            applied = connection.execute(
                "SELECT app || '.' || name FROM django_migrations ORDER BY id"
            )
            return Contents(tuple(name for (name,) in applied), rows)
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(str(error)) from error


def complaints_of(connection: sqlite3.Connection) -> list[str]:
    """Say what SQLite finds wrong with the file; nothing when it is sound."""
    said = [line for (line,) in connection.execute("PRAGMA quick_check(5)")]
    return [] if said == ["ok"] else said
