"""Finds texts that may have nearly the same words, without reading all of them.

MinHash with banding: Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive
Datasets, 3.3 and 3.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from archive.importing.likeness import FEWEST_WORDS, RUN_WORDS, words_of

# Two texts that share a share s of their runs have a band in common with probability
# 1 - (1 - s³)³²: 0.58 for 0.3, 0.88 for 0.4, 0.99 for 0.5.
BANDS, ROWS = 32, 3
RUNS_AT_ONCE = 4_096
# Of what stands in a thousand texts, the first ones lead to the others' group.
MOST_OF_A_KEY = 50
MOST_CANDIDATES = 50
# Larger arrays are left as they are: to merge them would take as much memory again.
MOST_MERGED = 4_000_000
Keys = NDArray[np.uint64]

_dice = np.random.default_rng(1997)
_factors = _dice.integers(0, 2**63, (BANDS * ROWS, 1), np.uint64) * np.uint64(2) + 1
_terms = _dice.integers(0, 2**64, (BANDS * ROWS, 1), np.uint64)
_odd = _dice.integers(0, 2**63, RUN_WORDS + ROWS, np.uint64) * np.uint64(2) + 1
_NUMBER_BITS = np.uint64(32)
_NUMBER = np.uint64(2**32 - 1)


def sketch_of(text: str) -> bytes:
    """Return the keys of a text, one a band; none when it is too short for copies."""
    words = words_of(text)
    if len(words) < FEWEST_WORDS:
        return b""
    coded = np.array(list(map(crc32, "\n".join(words).encode().split())), np.uint64)
    runs = _mixed([coded[start:] for start in range(RUN_WORDS)], _odd[:RUN_WORDS])
    least = np.full(BANDS * ROWS, 2**64 - 1, np.uint64)
    for start in range(0, len(runs), RUNS_AT_ONCE):
        hashed = runs[start : start + RUNS_AT_ONCE] * _factors + _terms
        np.minimum(least, hashed.min(axis=1), out=least)
    rows = least.reshape(BANDS, ROWS) + np.arange(BANDS, dtype=np.uint64)[:, None]
    keys = _mixed(list(rows.T), _odd[RUN_WORDS:])
    return (keys >> _NUMBER_BITS).astype("<u4").tobytes()


def _mixed(parts: Sequence[Keys], factors: Keys) -> Keys:
    """Return one number for each row of the parts, (n,), n being the shortest's."""
    length = min(map(len, parts))
    mixed = np.zeros(length, np.uint64)
    for part, factor in zip(parts, factors, strict=True):
        mixed = (mixed ^ part[:length]) * factor
        mixed ^= mixed >> np.uint64(29)
    return mixed


class Bands:
    """Sketches of many texts, each known by a number below 2³².

    An entry is a key and a number in 64 bits: 256 bytes a text. They stand in sorted
    arrays, each at least twice as long as the next, so that adding costs little.
    """

    def __init__(self) -> None:
        self._levels: list[Keys] = []

    def add(self, sketches: Iterable[tuple[int, bytes]]) -> None:
        """Add texts by number; those without keys are left out."""
        numbered = [(number, keys) for number, keys in sketches if keys]
        if not numbered:
            return
        numbers = np.array([number for number, _ in numbered], np.uint64)
        keys = _keys([keys for _, keys in numbered])
        added = ((keys << _NUMBER_BITS) | numbers[:, None]).ravel()
        added.sort()
        while self._levels and _is_worth_merging(len(self._levels[-1]), len(added)):
            added = np.concatenate([self._levels.pop(), added])
            # Merges runs that are sorted already.
            added.sort(kind="stable")
        self._levels.append(added)

    def find(self, sketches: Sequence[bytes]) -> list[list[int]]:
        """Return for each sketch the numbers that share a key, the likeliest first."""
        shared: list[Counter[int]] = [Counter() for _ in sketches]
        asked = [place for place, keys in enumerate(sketches) if keys]
        if asked:
            wanted = _keys([sketches[place] for place in asked]).ravel() << _NUMBER_BITS
            for level in self._levels:
                first = np.searchsorted(level, wanted)
                end = np.searchsorted(level, wanted | _NUMBER, side="right")
                for at in np.flatnonzero(end > first).tolist():
                    found = level[first[at] : end[at]][:MOST_OF_A_KEY] & _NUMBER
                    shared[asked[at // BANDS]].update(found.tolist())
        return [
            [number for number, _ in counted.most_common(MOST_CANDIDATES)]
            for counted in shared
        ]


def _is_worth_merging(last: int, added: int) -> bool:
    return last < 2 * added and last + added <= MOST_MERGED


def _keys(sketches: Sequence[bytes]) -> Keys:
    """Return the keys of sketches, (n, BANDS)."""
    joined = np.frombuffer(b"".join(sketches), "<u4")
    return joined.reshape(-1, BANDS).astype(np.uint64)
