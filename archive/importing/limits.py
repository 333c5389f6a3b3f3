"""Stops a packed file that unpacks to more than anybody's articles."""

import io
from gzip import GzipFile
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from archive.importing.records import CannotRead
from archive.locally import grouped

MEGABYTE = 1_000_000
TEXT_LIMIT_BYTES = 20 * MEGABYTE
LINE_LIMIT_BYTES = 20 * MEGABYTE
WHOLE_LIMIT_BYTES = 50 * MEGABYTE
UNPACKED_LIMIT_BYTES = 8_000 * MEGABYTE
MOST_NAMES = 500  # tags, credits or authors of one article


def too_long(limit: int) -> str:
    """Return why a line or a message is not read."""
    return _("longer than {size} MB").format(size=limit // MEGABYTE)


def unpacks_to_more_than(limit: int) -> str:
    """Return why something packed is not read."""
    problem = _("unpacks to more than {size} MB")
    return problem.format(size=grouped(limit // MEGABYTE))


class Budget:
    """The bytes that may still be unpacked from one archive."""

    def __init__(self, limit: int) -> None:
        self.limit = self.left = limit

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise CannotRead(unpacks_to_more_than(self.limit))


class Bounded(io.RawIOBase):
    """A stream that spends a budget: what a file claims of its size is not trusted."""

    def __init__(self, stream: IO[bytes] | GzipFile, *, budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.stream.read(len(buffer))
        self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def read_whole(stream: BinaryIO, *, limit: int = TEXT_LIMIT_BYTES) -> bytes:
    """Return all of a stream, which must hold something and not too much."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        problem = _("larger than {size} MB")
        raise CannotRead(problem.format(size=limit // MEGABYTE))
    if not data.strip():
        raise CannotRead(_("empty"))
    return data
