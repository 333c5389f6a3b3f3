"""Does tasks step by step, in a process that ends when one takes too much."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

from archive.processes import begin_process

T = TypeVar("T", covariant=True)
Begin = Callable[..., None]
SECONDS_KEPT = 60
MOST_A_PARCEL, BYTES_A_PARCEL, PARCELS_AHEAD = 200, 1_000_000, 2
OUT_OF_MEMORY = 12
ALARM = getattr(signal, "SIGPROF", 0)


class Task(Protocol[T]):
    """What is done in steps; it is sent to another process."""

    def run(self) -> Iterator[T]:
        """Yield things in order; begin_step is called before each step and thing."""
        ...

    def weigh(self, thing: Any) -> int:
        """Return the bytes that a thing holds."""
        ...

    def without(self, step: int, *, why: str) -> Task[T]:
        """Return the same task with a reason in the place of a step."""
        ...


def begin_step(step: int) -> None:
    """Note the step that begins or goes on, and give it its time; nothing elsewhere."""
    if _at is not None:
        _at[1] = step
        _allow(_seconds)


# Where this process notes what it is at, if it does tasks, and how long a step may be.
_at: Any = None
_seconds = 0


def work(
    then: bytes,
    orders: Connection,
    results: Connection,
    at: Any,
    *,
    seconds: int,
    memory: int,
) -> None:
    """Do tasks until nobody wants more; the threads keep the pipes from standing.

    at: where to note the task and its step. seconds: of computing, that a step may
    take. memory: the bytes that this process may have.
    """
    global _at, _seconds
    begin_process()
    begin, given = pickle.loads(then)
    if begin is not None:
        begin(*given)
    _limit_memory(memory)
    _at, _seconds = at, seconds
    tasks: queue.Queue[Task[Any]] = queue.Queue()
    said: queue.Queue[bytes] = queue.Queue(PARCELS_AHEAD)
    threading.Thread(target=_listen, args=(orders, tasks), daemon=True).start()
    threading.Thread(target=_tell, args=(said, results), daemon=True).start()
    for number in count():
        try:
            task = tasks.get(timeout=SECONDS_KEPT)
        except queue.Empty:
            os._exit(0)
        at[:] = number, 0
        begin_step(0)
        try:
            for parcel in _parcels(task):
                said.put(pickle.dumps(parcel))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        _allow(0)
        said.put(pickle.dumps(None))


def _parcels(task: Task[T]) -> Iterator[list[tuple[int, T]]]:
    """Yield what a task gives in lists of bounded size, each thing with its step."""
    parcel: list[tuple[int, T]] = []
    weight = 0
    for thing in task.run():
        parcel.append((_at[1], thing))
        weight += task.weigh(thing)
        if len(parcel) >= MOST_A_PARCEL or weight >= BYTES_A_PARCEL:
            yield parcel
            parcel, weight = [], 0
    yield parcel


def _listen(orders: Connection, tasks: queue.Queue[Task[Any]]) -> None:
    while True:
        try:
            tasks.put(orders.recv())
        except (EOFError, OSError):
            return


def _tell(said: queue.Queue[bytes], results: Connection) -> None:
    while True:
        try:
            results.send_bytes(said.get())
        except OSError:
            return


def _allow(seconds: float) -> None:
    """Have the system end this process when it has computed so long; 0: never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
