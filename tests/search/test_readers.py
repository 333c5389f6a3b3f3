"""Readers see one state of the index, whoever writes, merges and rebuilds meanwhile."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.test import override_settings

from tests.processes import ROOT, environment
from tests.search.states import STATES, by_digests, read

READERS = 2
READINGS = 60


def start(call: str, *, data_dir: Path) -> subprocess.Popen[str]:
    """Start a process that calls a function of states.py."""
    work = f"import django; django.setup(); from tests.search import states; {call}"
    return subprocess.Popen(
        [sys.executable, "-c", work],
        cwd=ROOT,
        env=environment(data_dir, DJANGO_SETTINGS_MODULE="archive.settings"),
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that writes states, which has begun."""
    # Known before, so that they are read while they are written.
    by_digests()
    with start("states.write()", data_dir=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        yield process
        process.kill()


def test_processes_and_threads_see_whole_commits(
    tmp_path: Path, writer: subprocess.Popen[str]
) -> None:
    with ExitStack() as stack:
        others = [
            stack.enter_context(
                start(f"states.read(times={READINGS})", data_dir=tmp_path)
            )
            for _ in range(READERS)
        ]
        stack.enter_context(override_settings(INDEX_DIR=tmp_path / "index"))
        with ThreadPoolExecutor(READERS) as pool:
            readings = [pool.submit(read, times=READINGS) for _ in range(READERS)]
            seen = set().union(*(reading.result() for reading in readings))
        assert writer.wait(timeout=60) == 0
        assert [other.wait(timeout=60) for other in others] == [0] * READERS
        assert len(seen) > 1
        assert read(times=1) == {STATES - 1}
