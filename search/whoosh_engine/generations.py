"""Knows which generation of the index is the one in use, and whether it is sound."""

from __future__ import annotations

import contextlib
import json
import pickle
import shutil
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from whoosh.index import FileIndex, LockError
from whoosh.index import IndexError as WhooshIndexError

from search.engine import IndexState, IndexUnusable
from search.whoosh_engine.schema import SCHEMA_VERSION, make_schema
from search.whoosh_engine.storage import SyncedStorage, replace_file

# What reading a torn or foreign file raises, in Whoosh and below it.
DAMAGE = (
    WhooshIndexError,
    LockError,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
)
REBUILD = "run `manage.py rebuild_index`"
DESCRIPTION = "generation.json"
OPENINGS = 20
SECONDS_BETWEEN_OPENINGS = 0.01


def index_dir() -> Path:
    """Return the folder of the index, which holds `current` and the generations."""
    return Path(settings.INDEX_DIR)


def current_generation() -> int:
    """Return the number of the generation in use."""
    try:
        return int((index_dir() / "current").read_text())
    except FileNotFoundError as error:
        raise IndexUnusable(f"There is no index yet: {REBUILD}.") from error
    except (OSError, ValueError) as error:
        message = f"The index does not say which generation is in use: {REBUILD}."
        raise IndexUnusable(message) from error


def folder_of(generation: int) -> Path:
    """Return a generation's folder."""
    return index_dir() / f"{generation:04d}"


def open_generation(generation: int) -> FileIndex:
    """Open a generation after looking at its version and its folder.

    Nothing of Whoosh's is read before that, since its files hold pickles.
    """
    folder = folder_of(generation)
    _refuse_open_folder(index_dir())
    _refuse_open_folder(folder)
    try:
        version = json.loads((folder / DESCRIPTION).read_text())["schema_version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"Generation {generation} of the index is damaged: {REBUILD}."
        raise IndexUnusable(message) from error
    if version != SCHEMA_VERSION:
        raise IndexUnusable(
            f"The index has version {version}, not {SCHEMA_VERSION}: {REBUILD}."
        )
    with damage_named():
        return _open(folder)


def _open(folder: Path) -> FileIndex:
    """Open an index, whose table of contents a commit may replace meanwhile."""
    for _ in range(OPENINGS):
        try:
            return SyncedStorage(str(folder)).open_index()
        except FileNotFoundError:
            time.sleep(SECONDS_BETWEEN_OPENINGS)
    return SyncedStorage(str(folder)).open_index()


@contextlib.contextmanager
def damage_named() -> Iterator[None]:
    """Turn what Whoosh raises over torn files into IndexUnusable."""
    try:
        yield
    except DAMAGE as error:
        raise IndexUnusable(f"The index is damaged: {REBUILD}.") from error


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can write to, whatever the umask."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)


def create_generation() -> tuple[int, FileIndex]:
    """Make the folder of a new, empty generation; readers do not see it yet."""
    make_folder(index_dir())
    taken = [int(path.name) for path in index_dir().glob("[0-9]*") if path.is_dir()]
    generation = max(taken, default=0) + 1
    folder = folder_of(generation)
    make_folder(folder)
    replace_file(
        folder / DESCRIPTION, json.dumps({"schema_version": SCHEMA_VERSION}) + "\n"
    )
    return generation, SyncedStorage(str(folder)).create_index(make_schema())


def use_generation(generation: int) -> None:
    """Make a generation the one in use and delete those before the last."""
    try:
        previous = current_generation()
    except IndexUnusable:
        previous = generation
    replace_file(index_dir() / "current", f"{generation:04d}\n")
    for path in index_dir().glob("[0-9]*"):
        # A reader that opened the previous one a moment ago may still need it.
        if path.is_dir() and int(path.name) not in {previous, generation}:
            shutil.rmtree(path, ignore_errors=True)


def index_state() -> IndexState:
    """Return what the index in use holds."""
    generation = current_generation()
    index = open_generation(generation)
    return IndexState(generation=generation, article_count=index.doc_count())


def _refuse_open_folder(folder: Path) -> None:
    """Refuse a folder that others can write to: its pickles could be theirs."""
    try:
        mode = folder.stat().st_mode
    except OSError as error:
        raise IndexUnusable(
            f"The folder {folder.name} of the index is missing: {REBUILD}."
        ) from error
    if mode & 0o022:
        raise IndexUnusable(
            f"Others can write to {folder}: run `chmod -R go-w {folder}`, then "
            "`manage.py rebuild_index`."
        )
