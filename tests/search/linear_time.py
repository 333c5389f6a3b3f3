"""Measures whether reading takes time in proportion to length, however busy all is."""

from __future__ import annotations

import time
from collections.abc import Callable

SHORT, LONG = 500, 2_000
# Twice what proportion asks, and what a clock may be wrong by.
MARGIN, GRAIN_SECONDS = 2, 0.02
ATTEMPTS = 4


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the processor's time for some work, which others do not lengthen."""
    start = time.process_time()
    work()
    return time.process_time() - start


def is_linear(read: Callable[[str], object], *, piece: str, end: str = "") -> bool:
    """Whether four times as much of a piece takes four times as long to read."""

    def seconds(length: int) -> float:
        text = (piece * length)[: length - len(end)] + end
        return cpu_seconds(lambda: read(text))

    most = MARGIN * LONG / SHORT
    return any(
        seconds(LONG) <= most * seconds(SHORT) + GRAIN_SECONDS for _ in range(ATTEMPTS)
    )


def is_no_slower(work: Callable[[], object], other: Callable[[], object]) -> bool:
    """Whether some work takes no longer than twice another."""
    return any(
        cpu_seconds(work) <= MARGIN * cpu_seconds(other) + GRAIN_SECONDS
        for _ in range(ATTEMPTS)
    )
