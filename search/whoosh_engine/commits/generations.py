"""Knows which generation of the index is the one in use, and whether it is sound."""

from __future__ import annotations

import contextlib
import errno
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from whoosh.index import EmptyIndexError, FileIndex, LockError
from whoosh.index import IndexError as WhooshIndexError

from search.engine import IndexState, IndexUnusable
from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.schema import SCHEMA_VERSION, make_schema
from search.whoosh_engine.commits.storage import SyncedStorage, replace_file
from search.whoosh_engine.segments.arrayfile import Array, DamagedFile
from search.whoosh_engine.segments.segment import Segment

# What a torn, missing or foreign file raises: all are checked before they are read.
DAMAGE = (DamagedFile, WhooshIndexError, LockError, OSError)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
REBUILD = "run `manage.py rebuild_index`"
UNKNOWN_GENERATION = f"The index does not say which generation is in use: {REBUILD}."
DESCRIPTION = "generation.json"
READINGS = 20
SECONDS_BETWEEN_READINGS = 0.01
T = TypeVar("T")


@dataclass(frozen=True)
class CommitState:
    """What one commit left: segments, and which documents of each are live.

    number: counts the commits of a generation. live: (documents,) bool; None for all.
    """

    generation: int
    number: int
    segments: tuple[Segment, ...]
    live: tuple[Array | None, ...]


def index_dir() -> Path:
    """Return the folder of the index, which holds `current` and the generations."""
    return Path(settings.INDEX_DIR)


def languages_of_keys() -> tuple[str, ...]:
    """Return the languages that segments have keys in; their order is all one."""
    return tuple(sorted(settings.LANGUAGES_OF_ARTICLES))


def current_generation() -> int:
    """Return the number of the generation in use."""
    try:
        said = (index_dir() / "current").read_text()
    except FileNotFoundError as error:
        raise IndexUnusable(f"There is no index yet: {REBUILD}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnusable(UNKNOWN_GENERATION) from error
    # Whole with its line's end: cut short, it would name another generation.
    if not re.fullmatch(r"[0-9]{4,}\n", said):
        raise IndexUnusable(UNKNOWN_GENERATION)
    return int(said)


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
    _refuse_other(generation)
    with damage_named():
        return _open(folder)


def _refuse_other(generation: int) -> None:
    """Refuse a generation of another version, or made for other languages."""
    try:
        said = json.loads((folder_of(generation) / DESCRIPTION).read_text())
        version, languages = said["schema_version"], said.get("languages", [])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"Generation {generation} of the index is damaged: {REBUILD}."
        raise IndexUnusable(message) from error
    if version != SCHEMA_VERSION:
        raise IndexUnusable(
            f"The index has version {version}, not {SCHEMA_VERSION}: {REBUILD}."
        )
    wanted = languages_of_keys()
    if tuple(languages) != wanted:
        raise IndexUnusable(
            f"The index was made for articles in {', '.join(languages)}, not in "
            f"{', '.join(wanted)}: {REBUILD}."
        )


def _open(folder: Path) -> FileIndex:
    """Open an index, whose table of contents a commit may replace meanwhile."""
    return _again(lambda: SyncedStorage(str(folder)).open_index())


def _again(read: Callable[[], T]) -> T:
    """Read what a commit may replace and delete meanwhile: then once more."""
    for _ in range(READINGS):
        with contextlib.suppress(FileNotFoundError, EmptyIndexError):
            return read()
        time.sleep(SECONDS_BETWEEN_READINGS)
    return read()


@contextlib.contextmanager
def damage_named() -> Iterator[None]:
    """Turn what torn files raise into IndexUnusable; not all trouble is damage."""
    try:
        yield
    except DAMAGE as error:
        raise IndexUnusable(_advice(error)) from error


def _advice(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return (
            f"There is no room for the index in {index_dir()}: free some, then run "
            "`manage.py update_index`."
        )
    if isinstance(error, PermissionError):
        return f"This user may not write to {index_dir()}: run this as its owner."
    return f"The index is damaged: {REBUILD}."


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
    description = {
        "schema_version": SCHEMA_VERSION,
        "languages": list(languages_of_keys()),
    }
    replace_file(folder / DESCRIPTION, json.dumps(description) + "\n")
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


def read_commit(generation: int) -> CommitState:
    """Return what a generation's last commit left; raises IndexUnusable."""
    index = open_generation(generation)
    folder = folder_of(generation)

    def read() -> CommitState:
        contents = index._read_toc()
        return CommitState(
            generation,
            contents.generation,
            tuple(segment.open(folder) for segment in contents.segments),
            tuple(segment.live() for segment in contents.segments),
        )

    with damage_named():
        return _again(read)


def last_segments(generation: int) -> list[ArraySegment]:
    """Return what a generation's last commit says of its segments, none opened."""
    index = open_generation(generation)
    with damage_named():
        return list(_again(index._read_toc).segments)


def check_files() -> None:
    """Read every page of the index in use; raises IndexUnusable."""
    with damage_named():
        for segment in read_commit(current_generation()).segments:
            segment.file.check()


def index_state() -> IndexState:
    """Return what the index in use holds."""
    generation = current_generation()
    count = sum(segment.doc_count() for segment in last_segments(generation))
    return IndexState(generation=generation, article_count=count)


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
