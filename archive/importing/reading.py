"""Reads found files one after the other, turning whatever fails into a reason."""

import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO

from archive.importing.formats import HEAD_BYTES, format_of
from archive.importing.limits import UNPACKED_LIMIT_BYTES, Bounded, Budget
from archive.importing.names import cannot_open, suffixes
from archive.importing.packing import inner
from archive.importing.records import CannotRead, FoundFile, Record, Unreadable
from archive.importing.zips import BROKEN, Member, Packed, path_of

DAMAGED = tuple(kind for kind in BROKEN if kind is not ValueError)
READ_AHEAD_BYTES = 1 << 17
GZIP = b"\x1f\x8b"
Found = tuple[FoundFile, Record | Unreadable]


def read_files(files: Iterable[FoundFile]) -> Iterator[Found]:
    """Yield every record of every file, each with the file it stands in."""
    for location, group in groupby(files, key=_archive_of):
        if not location:
            for file in group:
                yield from _read(file, archive=None, budget=_budget())
            continue
        budget, inner_budget = _budget(), _budget()
        with ExitStack() as stack:
            archive = _open_archive(location, stack=stack)
            for within, inside in groupby(group, key=_within):
                with _open_inner(archive, within, budget=inner_budget) as opened:
                    for file in inside:
                        yield from _read(file, archive=opened, budget=budget)


def _archive_of(file: FoundFile) -> str:
    return file.location if file.member else ""


def _within(file: FoundFile) -> Member | None:
    return file.within


def _budget() -> Budget:
    return Budget(UNPACKED_LIMIT_BYTES)


def _open_archive(location: str, *, stack: ExitStack) -> Packed | None:
    try:
        file = stack.enter_context(Path(location).open("rb"))  # noqa: SIM115 - the stack closes it
        return stack.enter_context(Packed(file, name=location))
    except BROKEN:
        return None


@contextmanager
def _open_inner(
    archive: Packed | None, within: Member | None, *, budget: Budget
) -> Iterator[Packed | None]:
    """Open the archive inside an archive that files lie in, if they lie in one."""
    with ExitStack() as stack:
        if archive is not None and within is not None:
            try:
                name = path_of(within)
                archive = stack.enter_context(
                    inner(archive, within, name=name, budget=budget)
                )
            except (*BROKEN, RuntimeError, CannotRead):
                archive = None
        yield archive


def _read(
    file: FoundFile, *, archive: Packed | None, budget: Budget
) -> Iterator[Found]:
    if file.problem:
        yield file, Unreadable(file.problem, is_ignored=file.is_ignored)
        return
    try:
        for record in _records(file, archive=archive, budget=budget):
            yield file, record
    except CannotRead as error:
        yield file, Unreadable(str(error))
    except RuntimeError as error:
        # zipfile's word for a password or a method of packing that it does not know.
        yield file, Unreadable(f"cannot be unpacked: {error}")
    except DAMAGED as error:
        yield file, Unreadable(f"damaged or cut off: {error}")


def _records(
    file: FoundFile, *, archive: Packed | None, budget: Budget
) -> Iterator[Record | Unreadable]:
    endings = suffixes(file.path)
    with ExitStack() as stack:
        opened = stack.enter_context(_open(file, archive=archive))
        stream = _bounded(opened, budget=budget)
        if _head(stream).startswith(GZIP) or endings[-1:] == [".gz"]:
            unpacked = stack.enter_context(gzip.GzipFile(fileobj=stream))
            stream = _bounded(unpacked, budget=budget)
        suffix = endings[0] if endings and endings[0] != ".gz" else ""
        format = format_of(_head(stream), suffix=suffix)
        if format is None:
            raise CannotRead(f"no reader for {suffix or 'such'} files")
        yield from format.reader.read(stream)


def _bounded(stream: IO[bytes] | gzip.GzipFile, *, budget: Budget) -> io.BufferedReader:
    return io.BufferedReader(Bounded(stream, budget=budget), READ_AHEAD_BYTES)


def _head(stream: io.BufferedReader) -> bytes:
    return stream.peek(HEAD_BYTES)[:HEAD_BYTES]


def _open(file: FoundFile, *, archive: Packed | None) -> IO[bytes]:
    if file.member is None:
        try:
            return Path(file.location).open("rb")
        except OSError as error:
            raise CannotRead(cannot_open(error)) from error
    if archive is None:
        raise CannotRead("its archive can no longer be opened")
    return archive.open(file.member)
