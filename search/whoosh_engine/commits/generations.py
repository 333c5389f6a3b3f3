"""Knows which generation of the index is the one in use, and whether it is sound."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from whoosh.index import EmptyIndexError, FileIndex

from search.answers import IndexState
from search.engine import IndexUnusable
from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.description import (
    describe,
    is_described,
    refuse_other,
)
from search.whoosh_engine.commits.schema import make_schema
from search.whoosh_engine.commits.storage import (
    SyncedStorage,
    replace_file,
    sync_folder,
)
from search.whoosh_engine.commits.trouble import (
    REBUILD,
    UNKNOWN_GENERATION,
    advice,
    damage_named,
    refuse_others,
)
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import Segment

NAME_OF_GENERATION = re.compile(r"[0-9]{4}|[1-9][0-9]{4,}")
# The name of a folder that a crash has left may be deleted whatever is in it.
UNFINISHED = "unfinished-{}"
READINGS = 20
SECONDS_BETWEEN_READINGS = 0.01
T = TypeVar("T")


@dataclass(frozen=True)
class CommitState:
    """What one commit left: segments, and which documents of each are live.

    number: counts the commits of a generation. made_at: seconds since 1970. live:
    (documents,) bool; None for all.
    """

    generation: int
    number: int
    made_at: float
    segments: tuple[Segment, ...]
    live: tuple[Array | None, ...]


def index_dir() -> Path:
    """Return the folder of the index, which holds `current` and the generations."""
    return Path(settings.INDEX_DIR)


def current_generation() -> int:
    """Return the number of the generation in use."""
    try:
        said = (index_dir() / "current").read_text()
    except FileNotFoundError as error:
        problem = _("There is no index yet: run `manage.py rebuild_index`.")
        raise IndexUnusable(problem) from error
    except PermissionError as error:
        raise IndexUnusable(advice(error)) from error
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
    with damage_named():
        for each in (index_dir(), folder):
            if not each.is_dir():
                problem = _(
                    "The folder {name} of the index is missing: "
                    "run `manage.py rebuild_index`."
                )
                raise IndexUnusable(problem.format(name=each.name))
            refuse_others(each)
        refuse_other(folder)
        return _open(folder)


def _open(folder: Path) -> FileIndex:
    """Open an index, whose table of contents a commit may replace meanwhile."""
    return _again(lambda: SyncedStorage(str(folder)).open_index())


def _again(read: Callable[[], T]) -> T:
    """Read what a commit may replace and delete meanwhile: then once more."""
    for _reading in range(READINGS):
        with contextlib.suppress(FileNotFoundError, EmptyIndexError):
            return read()
        time.sleep(SECONDS_BETWEEN_READINGS)
    return read()


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can use, if there is none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def create_generation() -> tuple[int, FileIndex]:
    """Make the folder of a new, empty generation; readers do not see it yet."""
    with damage_named(again=REBUILD):
        make_folder(index_dir())
        generation = max(_named(), default=0) + 1
        folder = _unfinished(generation)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            describe(folder)
            SyncedStorage(str(folder)).create_index(make_schema())
            folder.rename(folder_of(generation))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        sync_folder(index_dir())
        return generation, _open(folder_of(generation))


def use_generation(generation: int) -> None:
    """Make a generation the one in use and delete those before the last."""
    try:
        previous = current_generation()
    except IndexUnusable:
        previous = generation
    with damage_named(again=REBUILD):
        replace_file(index_dir() / "current", f"{generation:04d}\n")
    for number in _named():
        # A reader that opened the previous one a moment ago may still need it.
        if number < generation and number != previous:
            _delete(number)


def discard(generation: int) -> None:
    """Delete a generation that came to nothing, unless it is the one in use."""
    try:
        is_used = current_generation() == generation
    except IndexUnusable:
        is_used = (index_dir() / "current").exists()
    if not is_used:
        _delete(generation)


def discard_unfinished() -> None:
    """Delete what rebuilds that were killed have left, where that is certain.

    The caller holds the rebuild's lock.
    """
    for path in index_dir().glob("current.*.new"):
        path.unlink()
    for path in index_dir().glob(UNFINISHED.format("*")):
        shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(IndexUnusable):
        current = current_generation()
        for number in _named():
            if number > current:
                _delete(number)


def _named() -> list[int]:
    """Return the numbers that folders of generations have; no other name counts."""
    names = [path.name for path in index_dir().iterdir()]
    return [int(name) for name in names if NAME_OF_GENERATION.fullmatch(name)]


def _unfinished(generation: int) -> Path:
    """Return the folder of a generation that is half made, or half deleted."""
    return index_dir() / UNFINISHED.format(f"{generation:04d}")


def _delete(generation: int) -> None:
    """Delete a generation as far as others let it go; what is none stays."""
    folder, rest = folder_of(generation), _unfinished(generation)
    if is_described(folder):
        shutil.rmtree(rest, ignore_errors=True)
        with contextlib.suppress(OSError):
            shutil.rmtree(folder.rename(rest))


def read_commit(generation: int) -> CommitState:
    """Return what a generation's last commit left; raises IndexUnusable."""
    index = open_generation(generation)
    folder = folder_of(generation)

    def read() -> CommitState:
        # First: what a commit between the two brings must not pass for older.
        made_at = index.last_modified()
        contents = index._read_toc()
        return CommitState(
            generation,
            contents.generation,
            made_at,
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
