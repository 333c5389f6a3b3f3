"""Whoever is killed at the index leaves a sound one, and others complete it."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from search.whoosh_engine.commits.generations import (
    current_generation,
    folder_of,
    last_segments,
)
from tests.factories import write_house
from tests.processes import ROOT, environment, manage

pytestmark = pytest.mark.crash

FILES = 60
# How often each way of writing is killed, and after how many seconds at most.
WAYS = {
    "drain": (18, 0.5),
    "merge": (18, 0.5),
    "rebuild": (18, 0.5),
    "drain+merge": (8, 0.6),
    "drain+rebuild": (8, 0.6),
    "merge+rebuild": (8, 0.6),
    "share": (4, 3.0),
}


class Nursery:
    """A process that forks others quickly; see nursery.py."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, way: str, number: int) -> int:
        """Start a process; return its number."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{way} {number}\n")
        self._process.stdin.flush()
        return self._read()

    def ended(self) -> int:
        """Wait for the last process; return its exit code."""
        return self._read()

    def _read(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextlib.contextmanager
def nursery(data_dir: Path) -> Iterator[Nursery]:
    """Run a nursery over a folder of data."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.search.nursery"],
        cwd=ROOT,
        env=environment(data_dir, DJANGO_SETTINGS_MODULE="archive.settings"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A folder of data with articles that are indexed."""
    pile, data_dir = tmp_path / "pile", tmp_path / "data"
    for number in range(FILES):
        write_house(pile / f"{number:03}.txt", f"Ferry {number} left the harbour.")
    for command in (["migrate", "-v0"], ["rebuild_index"], ["import_articles", pile]):
        code, said = manage(*map(str, command), data_dir=data_dir)
        assert code == 0, said
    return data_dir


@pytest.mark.parametrize("way", WAYS)
def test_the_index_survives_kills(data_dir: Path, way: str) -> None:
    dice = random.Random(way)
    kills, seconds = WAYS[way]
    with nursery(data_dir) as children:
        for number in range(kills):
            child = children.start(way, number)
            time.sleep(dice.uniform(0, seconds))
            os.killpg(child, signal.SIGKILL)
            assert children.ended() == -signal.SIGKILL
            children.start("check", number)
            assert children.ended() == 0
    another = write_house(data_dir.parent / "another.txt", "A ferry came back.")
    for command in (["import_articles", str(another)], ["check_index"]):
        code, said = manage(*command, data_dir=data_dir)
        assert code == 0, said
    assert f"{FILES + 1} articles checked: the index equals the database." in said
    assert "still" not in said
    assert_nothing_stray(data_dir / "index")
    code, said = manage("rebuild_index", data_dir=data_dir)
    assert code == 0, said
    assert_nothing_stray(data_dir / "index")
    assert len([path for path in (data_dir / "index").iterdir() if path.is_dir()]) == 2


def assert_nothing_stray(index: Path) -> None:
    """Fail when the index in use has files that its last commit does not know."""
    with override_settings(INDEX_DIR=index):
        generation = current_generation()
        known = {segment.file_name for segment in last_segments(generation)}
        held = {path.name for path in folder_of(generation).glob("*.seg")}
        assert held == known
        assert not list(folder_of(generation).glob("*.toc.*"))
    assert not [*index.rglob("*.part"), *index.rglob("*.new")]


def test_workers_end_with_the_process_they_work_for(tmp_path: Path) -> None:
    work = f"""
from functools import partial
from pathlib import Path
from search.whoosh_engine.commits.sharing import write_segments
from tests.search.sample_documents import in_state
source, said = partial(in_state, state=1), partial(print, flush=True)
write_segments(
    range(10**7), source, Path({str(tmp_path)!r}), processes=2, progress=said
)
"""
    with subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup(){work}"],
        cwd=ROOT,
        env=environment(tmp_path / "data", DJANGO_SETTINGS_MODULE="archive.settings"),
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"4000\n"
        # Its workers hold the other ends of their pipes, so reading on would wait.
        parent.kill()
    deadline = time.monotonic() + 20
    while _is_alive(parent.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(parent.pid)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
