"""Turns what torn files and full disks raise into IndexUnusable, with advice."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import LockError

from search.engine import IndexUnusable
from search.whoosh_engine.segments.arrayfile import DamagedFile

# What a torn, missing or foreign file raises: all are checked before they are read.
DAMAGE = (DamagedFile, WhooshIndexError, LockError, OSError)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
REBUILD = "manage.py rebuild_index"
UPDATE = "manage.py update_index"
UNKNOWN_GENERATION = gettext_lazy(
    "The index does not say which generation is in use: run `manage.py rebuild_index`."
)
# Owners and modes of files say nothing there.
ON_WINDOWS = os.name == "nt"


@contextlib.contextmanager
def damage_named(*, again: str = UPDATE) -> Iterator[None]:
    """Turn what torn files raise into IndexUnusable; not all trouble is damage.

    again: the command to run when there is room.
    """
    try:
        yield
    except DAMAGE as error:
        raise IndexUnusable(advice(error, again=again)) from error


def advice(error: Exception, *, again: str = UPDATE) -> str:
    """Say what is wrong, and what to do about it."""
    folder = settings.INDEX_DIR
    said = _("The index is damaged: run `manage.py rebuild_index`.")
    if not isinstance(error, OSError):
        return said
    if error.errno in NO_ROOM:
        said = _(
            "There is no room for the index in {folder}: free some, then "
            "run `{command}`."
        )
    elif isinstance(error, FileExistsError | NotADirectoryError):
        said = _("{folder} cannot be a folder: something else stands in its way.")
    elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
        said = _("This user may not read or write {folder}: run this as its owner.")
    return said.format(folder=folder, command=again)


def refuse_others(path: Path) -> None:
    """Refuse what others can write to: pickles in it could be theirs.

    Raises IndexUnusable, and OSError when there is nothing.
    """
    said = path.stat()
    if ON_WINDOWS:
        return
    # Root may do anything as it is.
    if said.st_uid not in {0, os.geteuid()}:
        problem = _("{path} belongs to another user: run this as its owner.")
        raise IndexUnusable(problem.format(path=path))
    if said.st_mode & 0o022:
        folder = path if path.is_dir() else path.parent
        problem = _(
            "Others can write to {path}: run `chmod -R go-w {folder}`, then "
            "`manage.py rebuild_index`."
        )
        raise IndexUnusable(problem.format(path=path, folder=folder))
