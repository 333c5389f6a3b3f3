"""Has further processes answer beside that of the server."""

from __future__ import annotations

import logging
import multiprocessing
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

Answer = Callable[[socket.socket], None]

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_TO_END = 10.0


class Workers(threading.Thread):
    """Keeps so many processes answering; one that ends is replaced."""

    def __init__(self, answer: Answer, listener: socket.socket, number: int) -> None:
        super().__init__(name="workers", daemon=True)
        self.answer = answer
        self.listener = listener
        self.processes = [self._begin() for _ in range(number)]
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(SECONDS_BETWEEN_LOOKS):
            self.look()

    def look(self) -> None:
        """Replace what ended; the others answer meanwhile."""
        for place, process in enumerate(self.processes):
            if not process.is_alive():
                logger.warning("A worker ended (%s): another begins.", process.exitcode)
                self.processes[place] = self._begin()

    def stop(self) -> None:
        """Have the processes end what they are at, and wait for them."""
        self.is_over.set()
        self.join()
        for process in self.processes:
            process.terminate()
        try:
            for process in self.processes:
                process.join(SECONDS_TO_END)
        finally:
            for process in self.processes:
                process.kill()

    def _begin(self) -> BaseProcess:
        # Begun anew rather than copied: threads and connections cannot be.
        context = multiprocessing.get_context("spawn")
        # No daemon: it has a process of its own for files that could take long.
        process = context.Process(target=self.answer, args=(self.listener,))
        process.start()
        return process


@contextmanager
def beside(answer: Answer, listener: socket.socket, number: int) -> Iterator[None]:
    """Have so many processes answer at an address until the block ends."""
    if not number:
        yield
        return
    workers = Workers(answer, listener, number)
    workers.start()
    try:
        yield
    finally:
        workers.stop()
