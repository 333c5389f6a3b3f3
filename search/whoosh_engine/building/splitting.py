"""Splits texts at their blanks into chunks, and hashes these, many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from search.whoosh_engine.segments.arrayfile import Array

# What is looked at together stays in the processor's cache.
PIECE_BYTES = 1 << 20
PADDING = b"\n" + b"\0" * 16
BLANK = 0x20
NEWLINE = 0x0A
# What a chunk's first bytes leave of the eight that are read.
MASKS = np.array([(1 << 8 * count) - 1 for count in range(9)], np.uint64)
SHORT_BYTES = 7
# A longer chunk hardly ever comes again: none is kept, or looked for.
MAX_KEPT_BYTES = 64
LONG = np.uint64(1 << 63)
# Odd, so that multiplying loses nothing.
FACTORS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xBF58476D1CE4E5B9)


class Piece(NamedTuple):
    """Some texts, split.

    starts, sizes: of each chunk, in bytes. counts: chunks of each text.
    after_blank_line: the chunks with a blank line before them, ascending.
    """

    data: bytes
    starts: Array
    sizes: Array
    counts: Array
    after_blank_line: Array

    def chunks(self, numbers: Array) -> Iterator[str]:
        """Yield some of the chunks."""
        ends = self.starts[numbers] + self.sizes[numbers]
        for start, end in zip(
            self.starts[numbers].tolist(), ends.tolist(), strict=True
        ):
            yield self.data[start:end].decode()


def split(texts: Sequence[str]) -> Iterator[Piece]:
    """Split texts, about a megabyte of them at a time."""
    parts: list[bytes] = []
    size = 0
    for text in texts:
        parts.append(text.encode())
        size += len(parts[-1])
        if size >= PIECE_BYTES:
            yield _split(parts)
            parts, size = [], 0
    if parts:
        yield _split(parts)


def _split(parts: list[bytes]) -> Piece:
    data = b"\n".join(parts) + PADDING
    view = np.frombuffer(data, np.uint8)
    inside = view > BLANK
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.concatenate([[0], edges])
    starts, sizes = edges[0::2], edges[1::2] - edges[0::2]
    ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)) + 1)
    counts = np.diff(np.searchsorted(starts, ends), prepend=0)
    newlines = np.searchsorted(starts, np.flatnonzero(view == NEWLINE))
    # A chunk with several newlines before it.
    after = np.flatnonzero(np.bincount(newlines, minlength=len(starts)) > 1)
    return Piece(data, starts, sizes, counts, after[after < len(starts)])


def hashes(piece: Piece) -> tuple[Array, Array]:
    """Return two hashes of each chunk, uint64; the second of a short one is nought.

    Chunks of up to seven bytes have first hashes of their own: nothing is lost of them.
    Two longer ones share the first hash once in 2^63 pairs, both once in 2^127. Of
    those over MAX_KEPT_BYTES not all is read: their hashes mean nothing.
    """
    # Eight bytes from every byte on.
    eights = np.lib.stride_tricks.as_strided(
        np.frombuffer(piece.data, np.uint64, 1), (len(piece.data) - 7,), (1,)
    )
    state: Array = eights[piece.starts] & MASKS[np.minimum(piece.sizes, 8)]
    long = np.flatnonzero(piece.sizes > SHORT_BYTES)
    first, second = _long_hashes(eights, state[long], piece, long)
    state = np.bitwise_xor(state, piece.sizes.astype(np.uint64) << np.uint64(56))
    state[long] = first | LONG
    seconds = np.zeros(len(state), np.uint64)
    seconds[long] = second
    return _mix(state), seconds


def _long_hashes(
    eights: Array, begin: Array, piece: Piece, rows: Array
) -> tuple[Array, Array]:
    """Return two hashes of chunks of which eight bytes have been read."""
    starts, sizes = piece.starts[rows], piece.sizes[rows]
    second = begin ^ sizes.astype(np.uint64)
    first = _mix(second)
    read = 8
    left = np.flatnonzero(sizes > read)
    while len(left) and read < MAX_KEPT_BYTES:
        part = eights[starts[left] + read] & MASKS[np.minimum(sizes[left] - read, 8)]
        first[left] = _mix(first[left] ^ part)
        mixed = (second[left] + part) * FACTORS[2]
        second[left] = mixed ^ (mixed >> np.uint64(31))
        read += 8
        left = left[sizes[left] > read]
    return first, second


def _mix(numbers: Array) -> Array:
    mixed = numbers * FACTORS[0]
    mixed ^= mixed >> np.uint64(32)
    mixed *= FACTORS[1]
    mixed ^= mixed >> np.uint64(29)
    return mixed
