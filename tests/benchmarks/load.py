"""Asks a served archive for pages, as many readers do, and looks at what it costs."""

from __future__ import annotations

import http.client
import itertools
import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass

from tests.processes import PROCESSES, Server

CONNECTIONS = 16
HEADERS = {"Accept-Encoding": "gzip", "Accept": "text/html"}


@dataclass(frozen=True)
class Reply:
    """What came back, and how long it took."""

    status: int
    etag: str
    milliseconds: float


@dataclass(frozen=True)
class Burst:
    """Pages that were asked for as fast as they came, and the server's work on them."""

    pages: int
    seconds: float
    cpu_seconds: float


class Reader:
    """Asks for one page after another over one connection."""

    def __init__(self, place: str) -> None:
        self.connection = http.client.HTTPConnection(place, timeout=60)

    def ask(self, path: str, *, etag: str = "", due: float | None = None) -> Reply:
        """Ask for a page.

        etag: of what is here already. due: when it was to be asked for, which is where
        its time begins.
        """
        begun = time.perf_counter() if due is None else due
        known = {"If-None-Match": etag} if etag else {}
        self.connection.request("GET", path, headers=HEADERS | known)
        answer = self.connection.getresponse()
        answer.read()
        milliseconds = (time.perf_counter() - begun) * 1000
        etag = answer.headers.get("ETag", "")
        return Reply(answer.status, etag, milliseconds)

    def follow(self, path: str) -> str:
        """Return where an address leads."""
        self.connection.request("HEAD", path)
        answer = self.connection.getresponse()
        answer.read()
        return answer.headers["Location"]


def at_a_rate(place: str, paths: Iterable[str], *, a_second: float) -> Iterator[Reply]:
    """Ask for so many pages a second, whether or not those before have come."""
    readers = [Reader(place) for _ in range(CONNECTIONS)]
    begun = time.perf_counter() + 0.1
    with ThreadPoolExecutor(CONNECTIONS) as threads:

        def ask(number: int, path: str) -> Reply:
            due = begun + number / a_second
            time.sleep(max(0.0, due - time.perf_counter()))
            reader = free.pop()
            try:
                return reader.ask(path, due=due)
            finally:
                free.append(reader)

        free = readers
        yield from threads.map(ask, itertools.count(), paths)


def burst(server: Server, paths: Sequence[str]) -> Burst:
    """Ask for pages as fast as they come, over many connections."""
    shares = [paths[number::CONNECTIONS] for number in range(CONNECTIONS)]
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawning) as processes:
        # Begun before the clock is.
        list(processes.map(_ask_all, [server.place] * 2, [[], []]))
        cpu, begun = cpu_seconds(server), time.perf_counter()
        halves = (shares[: CONNECTIONS // 2], shares[CONNECTIONS // 2 :])
        list(processes.map(_ask_all, [server.place] * 2, halves))
        return Burst(len(paths), time.perf_counter() - begun, cpu_seconds(server) - cpu)


def cpu_seconds(server: Server) -> float:
    """Return what the processes of a server have computed so far."""
    ticks = 0
    for process in (server.process.pid, *server.workers()):
        stat = (PROCESSES / str(process) / "stat").read_text()
        ticks += sum(map(int, stat.rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _ask_all(place: str, shares: Sequence[Sequence[str]]) -> None:
    """Ask for each share of pages over a connection of its own."""

    def ask(paths: Sequence[str]) -> None:
        reader = Reader(place)
        for path in paths:
            reply = reader.ask(path)
            assert reply.status == http.client.OK, f"{path}: {reply.status}"

    with ThreadPoolExecutor(len(shares) or 1) as threads:
        list(threads.map(ask, shares))
