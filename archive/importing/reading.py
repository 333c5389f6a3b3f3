"""Reads found files one after the other, turning whatever fails into a reason."""

import gzip
import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext as _

from archive.importing.formats import HEAD_BYTES, format_of
from archive.importing.limits import UNPACKED_LIMIT_BYTES, Bounded, Budget
from archive.importing.names import cannot_open, suffixes
from archive.importing.packing import Archives
from archive.importing.records import CannotRead, FoundFile, Record, Unreadable
from archive.importing.zips import BROKEN

DAMAGED = tuple(kind for kind in BROKEN if kind is not ValueError)
READ_AHEAD_BYTES = 1 << 17
GZIP = b"\x1f\x8b"
# What harms by its length alone harms little.
LIGHT_BYTES = 64_000
# What programs that write what nobody reads here can write as well.
SAVE_AS = {
    ".doc": ".docx",
    ".odt": ".docx",
    ".pages": ".docx",
    ".xls": ".csv",
    ".xlsx": ".csv",
    ".ods": ".csv",
    ".numbers": ".csv",
    ".msg": ".eml",
    ".webarchive": ".html",
}
PACKED = frozenset((".7z", ".rar"))
Found = tuple[FoundFile, Record | Unreadable]


class Reads(Protocol):
    """Whatever reads files one by one."""

    def read(self, file: FoundFile) -> Iterator[Found]:
        """Yield every record of a file, with the file; what fails is a reason."""
        ...


class TooHeavy(Exception):
    """A file that only a process should read that can be ended."""


class Reading:
    """Reads files; the archive that one lay in stays open for the next.

    only_light: whether TooHeavy is raised of what could take long.
    """

    def __init__(self, *, only_light: bool = False) -> None:
        self._only_light = only_light
        self._archives = Archives()

    def close(self) -> None:
        """Let go of the archive that is open, if one is."""
        self._archives.close()

    def read(self, file: FoundFile) -> Iterator[Found]:
        """Yield every record of a file, with the file; what fails is a reason."""
        if file.problem:
            yield file, Unreadable(file.problem, is_ignored=file.is_ignored)
            return
        try:
            for record in self._records(file):
                yield file, record
        except CannotRead as error:
            yield file, Unreadable(str(error))
        except gzip.BadGzipFile:
            yield file, Unreadable(_("damaged or cut off: not packed by gzip"))
        except RuntimeError as error:
            # zipfile's word for a password or a method of packing that it does not
            # know.
            yield file, Unreadable(_("cannot be unpacked: {error}").format(error=error))
        except DAMAGED as error:
            yield file, Unreadable(_("damaged or cut off: {error}").format(error=error))

    def _records(self, file: FoundFile) -> Iterator[Record | Unreadable]:
        endings = suffixes(file.path)
        if self._only_light and file.size > LIGHT_BYTES:
            raise TooHeavy
        with ExitStack() as stack:
            opened, budget = self._open(file)
            stream = _bounded(stack.enter_context(opened), budget=budget)
            is_packed = _head(stream).startswith(GZIP) or endings[-1:] == [".gz"]
            if is_packed:
                unpacked = stack.enter_context(gzip.GzipFile(fileobj=stream))
                stream = _bounded(unpacked, budget=budget)
            suffix = endings[0] if endings and endings[0] != ".gz" else ""
            format = format_of(_head(stream), suffix=suffix)
            if format is None:
                raise CannotRead(_no_reader(suffix))
            if self._only_light and (is_packed or format.is_packed):
                raise TooHeavy
            yield from format.reader.read(stream)

    def _open(self, file: FoundFile) -> tuple[IO[bytes], Budget]:
        """Open a file; return with it what may be unpacked of it, or of its archive."""
        if file.member is not None:
            return self._archives.open(file), self._archives.budget
        try:
            return Path(file.location).open("rb"), Budget(UNPACKED_LIMIT_BYTES)
        except OSError as error:
            raise CannotRead(cannot_open(error)) from error


def _no_reader(suffix: str) -> str:
    if not suffix:
        return _("no reader for such files")
    said = _("no reader for {ending} files").format(ending=suffix)
    if suffix in PACKED:
        return _("{problem}: unpack it first").format(problem=said)
    if other := SAVE_AS.get(suffix):
        return _("{problem}: save it as {other}").format(problem=said, other=other)
    return said


def _bounded(stream: IO[bytes] | gzip.GzipFile, *, budget: Budget) -> io.BufferedReader:
    return io.BufferedReader(Bounded(stream, budget=budget), READ_AHEAD_BYTES)


def _head(stream: io.BufferedReader) -> bytes:
    return stream.peek(HEAD_BYTES)[:HEAD_BYTES]
