"""Shares work out to processes of its own, and hands back what they did in order.

It imports little by itself: a new process comes here before Django is set up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import django

T = TypeVar("T")


class ThisProcess(Executor):
    """Does at once, and here, what it is told to do."""

    def submit(self, fn: Callable[..., T], /, *args: object, **_: object) -> Future[T]:
        """Call a function; return its result as a future that is done."""
        future: Future[T] = Future()
        future.set_result(fn(*args))
        return future


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def at_work(processes: int) -> Iterator[Executor]:
    """Give what does work in so many processes; one stands for this process itself."""
    executor: Executor = ThisProcess()
    if processes > 1:
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(processes, context, initializer=begin_process)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def in_order(
    executor: Executor,
    function: Callable[..., T],
    calls: Iterable[tuple[object, ...]],
    *,
    ahead: int,
) -> Iterator[T]:
    """Yield the results of calls in order; so many are under way at once."""
    waiting: deque[Future[T]] = deque()
    for arguments in calls:
        waiting.append(executor.submit(function, *arguments))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def begin_process() -> None:
    """Set Django up; this process ends when the one that it works for is gone."""
    end_with_parent()
    # Readers come first.
    if hasattr(os, "nice"):
        os.nice(10)
    django.setup()


def end_with_parent() -> None:
    """Have this process end when the one that it works for is gone, or says so."""
    threading.Thread(target=_wait_for_parent, name="parent", daemon=True).start()
    # Ctrl-C reaches all processes of a terminal; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
