"""Finds the files that named paths lead to, in an order that is always the same."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importing.names import JUNK_REASON, cannot_open, is_junk, readable
from archive.importing.packing import find_packed
from archive.importing.page_parts import without_page_parts
from archive.importing.records import FoundFile
from archive.importing.zips import ending_of

READ_ALREADY = gettext_lazy("a folder that is read already, under another name")


class PathMissing(Exception):
    """A path that was named is not there; nothing was read."""


def find_files(paths: Iterable[Path]) -> list[FoundFile]:
    """List every file below the paths, readable or not."""
    named = list(paths)
    for path in named:
        if not os.path.lexists(path):
            raise PathMissing(_("{path} does not exist").format(path=path))
    found = [file for path in named for file in _find(path)]
    return list(without_page_parts(found))


def root_name(path: Path) -> str:
    """Return the name that files below a path are known under.

    A folder and its archive are one root; a single file belongs to its folder.
    """
    if path.is_dir():
        return readable(path.name)
    if ending := ending_of(path.name):
        return readable(path.name[: -len(ending)])
    return readable(path.parent.name)


def _find(path: Path) -> Iterator[FoundFile]:
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() renames links
    root = root_name(whole)
    if whole.is_dir():
        yield from _walk(whole, root=root)
    elif ending_of(whole.name):
        yield from find_packed(whole, root=root)
    else:
        yield from _look_at(whole, root=root, path=readable(whole.name))


def _walk(top: Path, *, root: str) -> Iterator[FoundFile]:
    seen: set[tuple[int, int]] = set()
    waiting = [("", top)]
    while waiting:
        path, location = waiting.pop()
        try:
            if is_junk(path) or not location.is_dir():
                yield from _look_at(location, root=root, path=path)
                continue
            status = location.stat()
            entries = sorted(location.iterdir(), reverse=True)
        except OSError as error:
            yield _problem(
                location, root=root, path=path or ".", why=cannot_open(error)
            )
            continue
        if (status.st_dev, status.st_ino) in seen:
            why = str(READ_ALREADY)
            yield _problem(location, root=root, path=path, why=why, is_ignored=True)
            continue
        seen.add((status.st_dev, status.st_ino))
        below = f"{path}/" if path else ""
        waiting += [(below + readable(entry.name), entry) for entry in entries]


def _look_at(location: Path, *, root: str, path: str) -> Iterator[FoundFile]:
    """Say what kind of file it is, without reading it."""
    if is_junk(path):
        why = str(JUNK_REASON)
        yield _problem(location, root=root, path=path, why=why, is_ignored=True)
        return
    try:
        status = location.stat()
        if not stat.S_ISREG(status.st_mode):
            why = _("not an ordinary file")
            yield _problem(location, root=root, path=path, why=why)
        elif ending_of(path):
            yield from find_packed(location, root=root, below=f"{path}/")
        else:
            size = _unpacked_size(location, packed=status.st_size)
            yield FoundFile(root=root, path=path, location=str(location), size=size)
    except OSError as error:
        yield _problem(location, root=root, path=path, why=cannot_open(error))


def _unpacked_size(location: Path, *, packed: int) -> int:
    """Return the size for the progress bar; .gz notes it in its last four bytes."""
    if location.suffix.lower() != ".gz" or packed < 4:
        return packed
    with location.open("rb") as file:
        file.seek(-4, os.SEEK_END)
        return int.from_bytes(file.read(4), "little")


def _problem(
    location: Path, *, root: str, path: str, why: str, is_ignored: bool = False
) -> FoundFile:
    return FoundFile(
        root=root,
        path=path,
        location=str(location),
        problem=why,
        is_ignored=is_ignored,
    )
