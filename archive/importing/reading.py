"""Reads found files one after the other, turning whatever fails into a reason."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from archive.importing.formats import reader_for
from archive.importing.limits import UNPACKED_LIMIT_BYTES, Bounded, Budget
from archive.importing.names import cannot_open, suffixes
from archive.importing.records import CannotRead, FoundFile, Record, Unreadable
from archive.importing.zips import BROKEN

DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
READ_AHEAD_BYTES = 1 << 17
Stream = BinaryIO | gzip.GzipFile
Found = tuple[FoundFile, Record | Unreadable]


def read_files(files: Iterable[FoundFile]) -> Iterator[Found]:
    """Yield every record of every file, each with the file it stands in."""
    for location, group in groupby(files, key=_archive_of):
        if not location:
            for file in group:
                yield from _read(file, archive=None, budget=_budget())
            continue
        with ExitStack() as stack:
            archive = _open_zip(location, stack=stack)
            budget = _budget()
            for file in group:
                yield from _read(file, archive=archive, budget=budget)


def _archive_of(file: FoundFile) -> str:
    return file.location if file.member else ""


def _budget() -> Budget:
    return Budget(UNPACKED_LIMIT_BYTES)


def _open_zip(location: str, *, stack: ExitStack) -> zipfile.ZipFile | None:
    try:
        return stack.enter_context(zipfile.ZipFile(location))
    except BROKEN:
        return None


def _read(
    file: FoundFile, *, archive: zipfile.ZipFile | None, budget: Budget
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
    file: FoundFile, *, archive: zipfile.ZipFile | None, budget: Budget
) -> Iterator[Record | Unreadable]:
    endings = suffixes(file.path)
    reader = reader_for(endings[0]) if endings else None
    if reader is None:
        raise CannotRead(f"no reader for {endings[0] if endings else 'such'} files")
    with ExitStack() as stack:
        stream: Stream = stack.enter_context(_open(file, archive=archive))
        if endings[-1] == ".gz":
            stream = stack.enter_context(gzip.GzipFile(fileobj=stream))
        bounded = io.BufferedReader(Bounded(stream, budget=budget), READ_AHEAD_BYTES)
        yield from reader.read(bounded)


def _open(file: FoundFile, *, archive: zipfile.ZipFile | None) -> BinaryIO:
    if file.member is None:
        try:
            return Path(file.location).open("rb")
        except OSError as error:
            raise CannotRead(cannot_open(error)) from error
    if archive is None:
        raise CannotRead("its zip can no longer be opened")
    return archive.open(file.member)  # type: ignore[return-value]
