"""Keeps arrays that were dear to make, up to a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar


class Sized(Protocol):
    """Something that says how many bytes it takes."""

    @property
    def nbytes(self) -> int: ...


T = TypeVar("T", bound=Sized)
# What an entry takes beside its arrays.
BYTES_AN_ENTRY = 400


class ByteCache:
    """Drops what was used longest ago when it holds too many bytes; thread-safe.

    The first part of a key says what the entry belongs to: a segment or a snapshot.
    """

    def __init__(self, *, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes_held = 0
        self._entries: OrderedDict[tuple[Hashable, ...], Sized] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return the entry of a key; when there is none, make it.

        Two threads may make it at once; both get what the first one kept.
        """
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                self._entries.move_to_end(key)
                return found  # type: ignore[return-value]  # a key has one type
        made = make()
        with self._lock:
            if key not in self._entries:
                self._entries[key] = made
                self.bytes_held += made.nbytes + BYTES_AN_ENTRY
                self._shrink()
            return self._entries.get(key, made)  # type: ignore[return-value]

    def forget(self, owner: Hashable) -> None:
        """Drop all that belongs to a segment or a snapshot that is no more."""
        with self._lock:
            for key in [key for key in self._entries if key[0] == owner]:
                self._drop(key)

    def clear(self) -> None:
        """Drop everything."""
        with self._lock:
            self._entries.clear()
            self.bytes_held = 0

    def _shrink(self) -> None:
        while self.bytes_held > self.max_bytes and len(self._entries) > 1:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: tuple[Hashable, ...]) -> None:
        self.bytes_held -= self._entries.pop(key).nbytes + BYTES_AN_ENTRY
