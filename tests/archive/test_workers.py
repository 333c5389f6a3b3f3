"""Several processes answer at one address, and look after the archive once."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.processes import PROCESSES, Server, manage, running

pytestmark = pytest.mark.skipif(not PROCESSES.is_dir(), reason="needs /proc")

HIDE = (
    "from archive.models import Article; "
    "Article.objects.filter(pk={}).update(state='hidden')"
)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of samples."""
    folder = tmp_path_factory.mktemp("archive")
    code, said = manage("quickstart", "--no-serve", data_dir=folder)
    assert code == 0, said
    return folder


@pytest.fixture(scope="module")
def server(data_dir: Path) -> Iterator[Server]:
    """The archive, served by two processes."""
    with running("serve", data_dir=data_dir, ARCHIVE_WORKERS="2") as server:
        yield server


@pytest.fixture
def short_lived(data_dir: Path) -> Iterator[Server]:
    """The same, for one test alone."""
    with running("serve", data_dir=data_dir, ARCHIVE_WORKERS="2") as server:
        yield server


@contextmanager
def asleep(process: int) -> Iterator[None]:
    """Keep a process from doing anything."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def wait_for(happens: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def worker_of(server: Server) -> int:
    """Return the process that answers beside the server's own, once it does."""
    with asleep(server.process.pid):
        assert server.get("/years/")[0] == HTTPStatus.OK
    (worker,) = server.workers()
    return worker


def test_what_another_process_hides_no_worker_shows(
    data_dir: Path, server: Server
) -> None:
    worker = worker_of(server)
    address = re.search(r'/articles/(\d+)/[^"]+', server.get("/search/")[1])
    assert address
    both = server.process.pid, worker
    for process in both:
        with asleep(process):
            assert server.get(address[0])[0] == HTTPStatus.OK
    manage("shell", f"--command={HIDE.format(address[1])}", data_dir=data_dir)
    for process in both:
        with asleep(process):
            assert server.get(address[0])[0] == HTTPStatus.NOT_FOUND


def test_a_worker_that_is_killed_is_replaced(server: Server) -> None:
    worker = worker_of(server)
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: server.workers() not in ([], [worker]))
    worker_of(server)


def test_workers_end_with_the_server(short_lived: Server) -> None:
    worker = worker_of(short_lived)
    assert short_lived.stop() == 0
    assert "worker" not in short_lived.said
    assert not (PROCESSES / str(worker)).exists()


def test_a_server_that_is_told_to_end_as_it_begins_ends_in_good_order(
    short_lived: Server,
) -> None:
    assert short_lived.stop() == 0
    assert "worker" not in short_lived.said


def test_a_server_that_is_told_twice_ends_in_good_order(short_lived: Server) -> None:
    worker = worker_of(short_lived)
    for process in (worker, short_lived.process.pid) * 2:
        os.kill(process, signal.SIGTERM)
    assert short_lived.stop() == 0
    assert "Traceback" not in short_lived.said


def test_workers_end_with_a_server_that_is_killed(short_lived: Server) -> None:
    worker = worker_of(short_lived)
    short_lived.process.kill()
    short_lived.process.wait()
    wait_for(lambda: not (PROCESSES / str(worker)).exists())
