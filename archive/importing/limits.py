"""Stops a packed file that unpacks to more than anybody's articles."""

import io
from gzip import GzipFile
from typing import BinaryIO

from archive.importing.records import CannotRead

MEGABYTE = 1_000_000
TEXT_LIMIT_BYTES = 20 * MEGABYTE
LINE_LIMIT_BYTES = 20 * MEGABYTE
UNPACKED_LIMIT_BYTES = 8_000 * MEGABYTE


class Budget:
    """The bytes that may still be unpacked from one archive."""

    def __init__(self, limit: int) -> None:
        self.limit = self.left = limit

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            size = f"{self.limit // MEGABYTE:,} MB"
            raise CannotRead(f"unpacks to more than {size}")


class Bounded(io.RawIOBase):
    """A stream that spends a budget: what a file claims of its size is not trusted."""

    def __init__(self, stream: BinaryIO | GzipFile, *, budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.stream.read(len(buffer))
        self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
