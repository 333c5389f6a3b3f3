"""Turns what torn files and full disks raise into IndexUnusable, with advice."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import LockError

from search.engine import IndexUnusable
from search.whoosh_engine.segments.arrayfile import DamagedFile

# What a torn, missing or foreign file raises: all are checked before they are read.
DAMAGE = (DamagedFile, WhooshIndexError, LockError, OSError)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
REBUILD = "run `manage.py rebuild_index`"
UPDATE = "run `manage.py update_index`"
# Owners and modes of files say nothing there.
ON_WINDOWS = os.name == "nt"


@contextlib.contextmanager
def damage_named(*, again: str = UPDATE) -> Iterator[None]:
    """Turn what torn files raise into IndexUnusable; not all trouble is damage.

    again: what to do when there is room.
    """
    try:
        yield
    except DAMAGE as error:
        raise IndexUnusable(advice(error, again=again)) from error


def advice(error: Exception, *, again: str = UPDATE) -> str:
    """Say what is wrong, and what to do about it."""
    folder = settings.INDEX_DIR
    if not isinstance(error, OSError):
        return f"The index is damaged: {REBUILD}."
    if error.errno in NO_ROOM:
        return f"There is no room for the index in {folder}: free some, then {again}."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{folder} cannot be a folder: something else stands in its way."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"This user may not read or write {folder}: run this as its owner."
    return f"The index is damaged: {REBUILD}."


def refuse_others(path: Path) -> None:
    """Refuse what others can write to: pickles in it could be theirs.

    Raises IndexUnusable, and OSError when there is nothing.
    """
    said = path.stat()
    if ON_WINDOWS:
        return
    # Root may do anything as it is.
    if said.st_uid not in {0, os.geteuid()}:
        raise IndexUnusable(f"{path} belongs to another user: run this as its owner.")
    if said.st_mode & 0o022:
        folder = path if path.is_dir() else path.parent
        raise IndexUnusable(
            f"Others can write to {path}: run `chmod -R go-w {folder}`, then "
            "`manage.py rebuild_index`."
        )
