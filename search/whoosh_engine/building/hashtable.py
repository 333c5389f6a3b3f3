"""Finds numbers by 64-bit hashes, many at a time."""

from __future__ import annotations

import numpy as np

from search.whoosh_engine.segments.arrayfile import Array

ABSENT = np.uint32(0xFFFFFFFF)
SMALLEST = 1 << 12


class HashTable:
    """Open addressing in arrays that grow with what they hold."""

    def __init__(self) -> None:
        self._clear(SMALLEST)

    def _clear(self, size: int) -> None:
        self._count = 0
        self._hashes = np.zeros(size, np.uint64)
        self._numbers = np.full(size, ABSENT)

    def find(self, hashes: Array) -> Array:
        """Return the number of each hash, uint32, or ABSENT."""
        last = np.uint64(len(self._hashes) - 1)
        places = (hashes & last).astype(np.int64)
        numbers = self._numbers[places]
        left = np.flatnonzero((self._hashes[places] != hashes) & (numbers != ABSENT))
        places, hashes = places[left], hashes[left]
        while len(left):
            places = (places + 1) & int(last)
            found = self._numbers[places]
            numbers[left] = found
            wrong = (self._hashes[places] != hashes) & (found != ABSENT)
            left, places, hashes = left[wrong], places[wrong], hashes[wrong]
        return numbers

    def add(self, hashes: Array, numbers: Array) -> None:
        """Add hashes, all different and none of them held."""
        if 2 * (self._count + len(hashes)) > len(self._hashes):
            held = self._numbers != ABSENT
            hashes = np.concatenate([self._hashes[held], hashes])
            numbers = np.concatenate([self._numbers[held], numbers])
            self._clear(1 << (2 * len(hashes)).bit_length())
        self._count += len(hashes)
        last = len(self._hashes) - 1
        places = (hashes & np.uint64(last)).astype(np.int64)
        while len(hashes):
            free = self._numbers[places] == ABSENT
            # Of several that want one place, the last is written.
            self._hashes[places[free]] = hashes[free]
            self._numbers[places[free]] = numbers[free]
            left = self._numbers[places] != numbers
            hashes, numbers = hashes[left], numbers[left]
            places = (places[left] + 1) & last
