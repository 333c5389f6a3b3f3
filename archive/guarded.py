"""Has tasks done in processes that end with a step that harms, and goes on without it.

A step that takes too long cannot be stopped from inside: a parser in C, or one regular
expression, hears nothing. So the system ends its process, by the time that it computed;
another one does the task without that step, which is told why.
"""

from __future__ import annotations

import pickle
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.steps import ALARM, OUT_OF_MEMORY, Begin, Task, work

T = TypeVar("T")
SECONDS_A_STEP = 20
MOST_MEMORY_BYTES = 2_000_000_000
TOO_LONG = gettext_lazy("took longer than {count} seconds to read")
BROKE_OFF = gettext_lazy("what reads it broke off")
TOO_MUCH_MEMORY = gettext_lazy("took more memory than one file may")
# How a process ends that somebody ended, or the system for want of memory.
FROM_OUTSIDE = (-signal.SIGTERM, -getattr(signal, "SIGKILL", 9))


class ProcessLost(Exception):
    """A process that read files was ended from outside."""


class Worker(Generic[T]):
    """A process that does tasks one after another; a new one where it ended.

    begin: called in it first, with what is given.
    """

    def __init__(
        self, *, begin: Begin | None = None, given: tuple[object, ...] = ()
    ) -> None:
        # As bytes: what they are made of can be loaded once Django is set up.
        self._then = pickle.dumps((begin, given))
        self._tasks: deque[Task[T]] = deque()
        self._start()

    def send(self, task: Task[T]) -> None:
        """Have a task done after those that were sent before."""
        self._tasks.append(task)
        self._hand_over(task)

    def receive(self) -> Iterator[T]:
        """Yield what the first of the tasks that were sent gives; ProcessLost."""
        given: Counter[int] = Counter()
        known = 0  # so many things come again
        while True:
            try:
                parcel = self._results.recv()
            except (EOFError, OSError):
                place = self._replace()
                if place is not None:
                    given = Counter({n: given[n] for n in given if n < place})
                known = given.total()
                continue
            if parcel is None:
                self._tasks.popleft()
                self._done += 1
                return
            for step, thing in parcel[known:]:
                given[step] += 1
                yield thing
            known = max(0, known - len(parcel))

    @property
    def is_alive(self) -> bool:
        """Whether its process has not ended."""
        return self._process.is_alive()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._orders.close()
        self._results.close()

    def _start(self) -> None:
        context = get_context("spawn")
        orders, self._orders = context.Pipe(duplex=False)
        self._results, results = context.Pipe(duplex=False)
        # The task and the step that it is at: they outlive it.
        self._at, self._done = context.RawArray("q", [-1, 0]), 0
        self._process = context.Process(
            target=work,
            args=(self._then, orders, results, self._at),
            kwargs={"seconds": SECONDS_A_STEP, "memory": MOST_MEMORY_BYTES},
            daemon=True,
        )
        self._process.start()
        # Held by the process alone, so that its end is the end of what it says.
        orders.close()
        results.close()

    def _hand_over(self, task: Task[T]) -> None:
        # Its end is noticed where its results are awaited.
        with suppress(OSError):
            self._orders.send(task)

    def _replace(self) -> int | None:
        """Start another process; return which step of the first task was at fault."""
        self._process.join()
        code, (task, step) = self._process.exitcode, self._at
        at_fault = task - self._done
        is_known = 0 <= at_fault < len(self._tasks)
        self.close()
        # Nothing to do for a minute is no fault.
        if code and (code in FROM_OUTSIDE or not is_known):
            raise ProcessLost(
                _(
                    "a process that read files was ended from outside, perhaps for "
                    "want of memory"
                )
            )
        if code:
            reasons = {-ALARM: TOO_LONG, OUT_OF_MEMORY: TOO_MUCH_MEMORY}
            why = str(reasons.get(code, BROKE_OFF)).format(count=SECONDS_A_STEP)
            self._tasks[at_fault] = self._tasks[at_fault].without(step, why=why)
        self._start()
        for waiting in self._tasks:
            self._hand_over(waiting)
        return step if code and at_fault == 0 else None


@contextmanager
def workers(
    number: int, *, begin: Begin, given: tuple[object, ...]
) -> Iterator[list[Worker[Any]]]:
    """Give processes that do tasks, and end them."""
    started: list[Worker[Any]] = []
    try:
        for __ in range(number):
            started.append(Worker(begin=begin, given=given))
        yield started
    finally:
        for worker in started:
            worker.close()


def in_order(given: Sequence[Worker[T]], tasks: Iterable[Task[T]]) -> Iterator[T]:
    """Yield what tasks give, in their order; each worker has two of them."""
    under_way: deque[Worker[T]] = deque()
    for number, task in enumerate(tasks):
        if len(under_way) == 2 * len(given):
            yield from under_way.popleft().receive()
        worker = given[number % len(given)]
        worker.send(task)
        under_way.append(worker)
    while under_way:
        yield from under_way.popleft().receive()


_kept: list[Worker[Any]] = []


def _take_kept() -> Worker[Any] | None:
    """Return the process that was kept, unless it has ended meanwhile."""
    try:
        worker = _kept.pop()
    except IndexError:
        return None
    if worker.is_alive:
        return worker
    worker.close()
    return None


def do(task: Task[T]) -> Iterator[T]:
    """Yield what a task gives, done in a process that is kept for the next one."""
    worker = _take_kept() or Worker()
    is_done = False
    try:
        worker.send(task)
        yield from worker.receive()
        is_done = True
    finally:
        if is_done and not _kept:
            _kept.append(worker)
        else:
            worker.close()
