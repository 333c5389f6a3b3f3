"""Lets a few exports be written at a time, so that readers stay served."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from django.conf import settings

SECONDS_TO_WAIT = 10
# The other threads that answer are left to readers.
MOST_AT_ONCE = max(1, settings.SERVER_THREADS // 4)
_free = threading.BoundedSemaphore(MOST_AT_ONCE)


class NoTurn(Exception):
    """As many exports are being written as may be."""


class Turn:
    """The parts of a file that is written; closed, it makes room for another.

    Raises NoTurn.
    """

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._is_over = not _free.acquire(blocking=False)
        if self._is_over:
            raise NoTurn

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._parts)
        except StopIteration:
            self.close()
            raise

    def close(self) -> None:
        """Make room: the server calls it at the end, whatever came of it."""
        if not self._is_over:
            self._is_over = True
            _free.release()

    # An answer that is dropped before the server has it makes room as well.
    __del__ = close
