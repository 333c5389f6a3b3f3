"""Keeps named arrays in one file that is mapped into memory and never changes.

The arrays stand one after another, each aligned to 64 bytes; then the checksums of the
file's pages; then a table, as JSON, of the arrays and of a few facts; then a trailer of
fixed size. A page is checked when it is first read, so that a torn or swapped file is
an error and never a wrong answer.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

MAGIC = b"arrays1\n"
ALIGNMENT = 64
PAGE_BYTES = 1 << 14
# Where the checksums begin, where the table begins, the checksum of both, the magic.
# From about this length pieces are quicker copied one by one than number by number.
LONG_PIECE = 64
TRAILER = struct.Struct("<QQI8s")

Array = NDArray[Any]


class DamagedFile(ValueError):
    """A file of arrays is torn, or is not the one it should be."""


def narrow(values: Array) -> Array:
    """Return whole numbers, none negative, in the smallest type that holds them."""
    return values.astype(np.min_scalar_type(int(values.max()) if len(values) else 0))


def ranges(starts: Array, stops: Array) -> Array:
    """Return the numbers from each start to its stop, one range after another."""
    sizes = (stops - starts).astype(np.int64, copy=False)
    before = sizes.cumsum() - sizes
    shifts: Array = np.repeat(starts.astype(np.int64, copy=False) - before, sizes)
    shifts += np.arange(len(shifts))
    return shifts


class ArrayWriter:
    """Writes arrays to a new file, in the order they come."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb")
        self._is_whole = False
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self._at = 0
        self._checksums: list[int] = []
        self._page_checksum = 0

    def put(self, name: str, array: Array) -> None:
        """Write one array of one dimension."""
        self.put_pieces(name, array.dtype, [array])

    def put_pieces(self, name: str, dtype: DTypeLike, pieces: Iterable[Array]) -> None:
        """Write one array that comes in pieces."""
        self._write(b"\0" * (-self._at % ALIGNMENT))
        start, count = self._at, 0
        for piece in pieces:
            self._write(np.ascontiguousarray(piece, dtype).data.cast("B"))
            count += len(piece)
        self._arrays[name] = (np.dtype(dtype).str, start, count)

    def close(self, **facts: object) -> None:
        """Write the table and bring the file to the disk."""
        end = self._at
        if end % PAGE_BYTES:
            self._checksums.append(self._page_checksum)
        checksums = np.array(self._checksums, np.uint32).tobytes()
        table = json.dumps({"arrays": self._arrays, "facts": facts}).encode()
        checksum = zlib.crc32(table, zlib.crc32(checksums))
        trailer = TRAILER.pack(end, end + len(checksums), checksum, MAGIC)
        self._file.write(checksums + table + trailer)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._is_whole = True

    def abandon(self) -> None:
        """Close and delete the file, unless it is whole."""
        if self._is_whole:
            return
        # On a full disk what is still to be written fails once more.
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        rest = memoryview(data)
        while len(rest):
            piece = rest[: PAGE_BYTES - self._at % PAGE_BYTES]
            self._page_checksum = zlib.crc32(piece, self._page_checksum)
            self._at += len(piece)
            rest = rest[len(piece) :]
            if self._at % PAGE_BYTES == 0:
                self._checksums.append(self._page_checksum)
                self._page_checksum = 0


class ArrayFile:
    """A finished file of arrays; safe under threads, since nothing in it changes."""

    def __init__(self, path: Path) -> None:
        """Map the file; raises DamagedFile when it is not whole."""
        self.path = path
        with path.open("rb") as file:
            self._map = _mapped(file.fileno(), path)
        self._bytes = memoryview(self._map)
        table = self._read_table()
        self.facts: dict[str, Any] = table["facts"]
        self._places: dict[str, tuple[str, int, int]] = table["arrays"]
        self._arrays = {
            name: np.frombuffer(self._map, dtype, count, start)
            for name, (dtype, start, count) in self._places.items()
        }

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> Array:
        """Return a whole array, read-only."""
        return self.part(name, 0, len(self._arrays[name]))

    def size(self, name: str) -> int:
        """Return how many elements an array has."""
        return len(self._arrays[name])

    def part(self, name: str, start: int, stop: int) -> Array:
        """Return a piece of an array, read-only; raises DamagedFile."""
        part = self._arrays[name][start:stop]
        if len(part):
            first = self._places[name][1] + start * part.itemsize
            self._check(first // PAGE_BYTES, (first + part.nbytes - 1) // PAGE_BYTES)
        return part

    def gather(self, name: str, starts: Array, stops: Array) -> Array:
        """Return pieces of an array one after another; raises DamagedFile.

        starts, stops: (n,) ascending, where each piece begins and ends.
        """
        if not len(starts):
            return self._arrays[name][:0]
        # Pieces that touch are one.
        apart = np.flatnonzero(starts[1:] != stops[:-1])
        starts = starts[np.append(0, apart + 1)]
        stops = stops[np.append(apart, len(stops) - 1)]
        if len(starts) == 1:
            return self.part(name, int(starts[0]), int(stops[0]))
        array, offset = self._arrays[name], self._places[name][1]
        first = (offset + starts * array.itemsize) // PAGE_BYTES
        last = (offset + np.maximum(stops * array.itemsize - 1, 0)) // PAGE_BYTES
        wanted = np.zeros(len(self._sound), bool)
        wanted[first] = wanted[last] = True
        for page in np.flatnonzero(wanted & ~self._sound).tolist():
            self._check(page, page)
        for piece in np.flatnonzero(last > first + 1).tolist():
            self._check(int(first[piece]), int(last[piece]))
        if int((stops - starts).sum()) < LONG_PIECE * len(starts):
            return array[ranges(starts, stops)]
        pieces = zip(starts.tolist(), stops.tolist(), strict=True)
        return np.concatenate([array[start:stop] for start, stop in pieces])

    def check(self) -> None:
        """Check every page; raises DamagedFile."""
        if len(self._sound):
            self._check(0, len(self._sound) - 1)

    def _read_table(self) -> Any:
        size = len(self._bytes)
        if size < TRAILER.size:
            raise DamagedFile(f"{self.path.name} is cut short")
        end, table_at, checksum, magic = TRAILER.unpack(self._bytes[-TRAILER.size :])
        tail = self._bytes[end : size - TRAILER.size]
        pages = -(-end // PAGE_BYTES)
        if (
            magic != MAGIC
            or table_at != end + 4 * pages
            or zlib.crc32(tail) != checksum
        ):
            raise DamagedFile(f"{self.path.name} is torn")
        self._end = end
        self._checksums = np.frombuffer(self._map, "V4", pages, end)
        # Threads may check a page twice, which does no harm.
        self._sound = np.zeros(pages, bool)
        try:
            return json.loads(bytes(tail[table_at - end :]))
        except ValueError as error:
            raise DamagedFile(f"{self.path.name} has no table") from error

    def _check(self, first: int, last: int) -> None:
        """Compare the pages from first to last with their checksums, once each."""
        pages = self._sound[first : last + 1]
        if pages.all():
            return
        for page in (first + np.flatnonzero(~pages)).tolist():
            data = self._bytes[
                page * PAGE_BYTES : min((page + 1) * PAGE_BYTES, self._end)
            ]
            if zlib.crc32(data) != int.from_bytes(self._checksums[page], "little"):
                raise DamagedFile(f"{self.path.name} is damaged on page {page}")
            self._sound[page] = True


def _mapped(descriptor: int, path: Path) -> mmap.mmap:
    try:
        return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    except ValueError as error:  # A file of no bytes cannot be mapped.
        raise DamagedFile(f"{path.name} is empty") from error
