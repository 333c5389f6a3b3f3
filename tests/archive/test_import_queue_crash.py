"""An import that dies with its server, or alone, is done once and whole."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive.test_import_crash import articles
from tests.processes import ROOT, environment, manage, running

pytestmark = pytest.mark.crash
FILES = 1_000
MAKE = """
import sys, django
django.setup()
from tests.archive.test_import_queue import make_waiting
print(make_waiting(int(sys.argv[1])).pk)
"""


def hand_in(data_dir: Path, files: int) -> None:
    """Have a pile wait in an archive."""
    assert manage("migrate", "-v0", data_dir=data_dir)[0] == 0
    assert manage("rebuild_index", "-v0", data_dir=data_dir)[0] == 0
    variables = {"DJANGO_SETTINGS_MODULE": "archive.settings"}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, str(files)],
        cwd=ROOT,
        env=environment(data_dir, **variables),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def state(data_dir: Path) -> tuple[str, int]:
    """Return the state of the only import, and how many files it has stored."""
    database = sqlite3.connect(data_dir / "db.sqlite3", timeout=20)
    try:
        asked = "SELECT state, (SELECT count(*) FROM archive_importedfile) "
        found = database.execute(f"{asked} FROM archive_import").fetchone()
        return str(found[0]), int(found[1])
    finally:
        database.close()


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def wait_until_ended(pids: list[int]) -> None:
    """Wait for processes to end that nobody has told to."""
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline, "a child outlived its server"
        time.sleep(0.05)


def kill_under_way(data_dir: Path, *, child_alone: bool) -> list[int]:
    """Serve until the import has come further, and kill it there; return its pids."""
    _, before = state(data_dir)
    with running("serve", data_dir=data_dir) as server:
        deadline = time.monotonic() + 60
        while state(data_dir)[1] == before:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        pids = children(server.process.pid)
        if child_alone:
            os.kill(pids[0], signal.SIGKILL)
            time.sleep(0.2)
        server.process.kill()
    return pids


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_killed_with_its_server_or_alone_it_is_done_once_and_whole(
    tmp_path: Path,
) -> None:
    data_dir = tmp_path / "data"
    hand_in(data_dir, FILES)
    for child_alone in (False, True):
        wait_until_ended(kill_under_way(data_dir, child_alone=child_alone))
    assert 0 < state(data_dir)[1] < FILES
    with running("serve", data_dir=data_dir):
        deadline = time.monotonic() + 60
        while state(data_dir)[0] != "finished":
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert state(data_dir) == ("finished", FILES + 3)
    assert len(articles(data_dir)) == FILES + 2
