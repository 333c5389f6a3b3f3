"""Runs work in a process of its own, and watches the memory it takes."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

SECONDS_BETWEEN_LOOKS = 0.03
PROCESSES = Path("/proc")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Peak:
    """The most memory of a process and its children, added up, in megabytes.

    resident counts what is mapped from files too, and what is shared more than once;
    private is what nobody else has. Nothing where there is no /proc.
    """

    resident: float = 0.0
    private: float = 0.0

    def or_more(self, other: Peak) -> Peak:
        """Return the larger of each."""
        return Peak(
            max(self.resident, other.resident), max(self.private, other.private)
        )


def watched(work: Callable[..., Result], *arguments: object) -> tuple[Result, Peak]:
    """Run a function of a module in a new process; return its result and its peak."""
    spawning = multiprocessing.get_context("spawn")
    ours, its = spawning.Pipe()
    process = spawning.Process(target=_send, args=(its, work, arguments))
    process.start()
    its.close()
    watcher = _Watcher(process.pid or 0)
    watcher.start()
    try:
        result: Result = ours.recv()
    except EOFError as error:
        raise RuntimeError(f"{work.__name__} failed in its process") from error
    finally:
        watcher.stop()
        process.join()
    return result, watcher.peak


def _send(pipe: Connection, work: Callable[..., Any], arguments: tuple[Any]) -> None:
    pipe.send(work(*arguments))
    pipe.close()


class _Watcher(threading.Thread):
    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.peak = Peak()
        self._process = process
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            self.peak = self.peak.or_more(now(self._process))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def now(process: int) -> Peak:
    """Return what a process and its children take at this moment."""
    resident = private = 0
    for number in _family(process):
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            for line in (PROCESSES / str(number) / "status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    resident += int(line.split()[1])
                elif line.startswith("RssAnon:"):
                    private += int(line.split()[1])
    return Peak(resident / 1024, private / 1024)


def _family(process: int) -> Iterator[int]:
    yield process
    children: list[str] = []
    with contextlib.suppress(OSError):
        for thread in (PROCESSES / str(process) / "task").iterdir():
            children += (thread / "children").read_text().split()
    for child in children:
        yield from _family(int(child))
