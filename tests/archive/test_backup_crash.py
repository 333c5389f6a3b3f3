"""Backups and restores that are killed leave a whole file or archive, or none."""

import contextlib
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone

from archive.backup import swapping
from archive.backup.reading import check
from tests.archive.backups import digests, entries, make_archive
from tests.processes import ROOT, environment, manage

pytestmark = pytest.mark.crash

KILLS = 20
ARTICLES = 400


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive large enough for its backup to take a moment."""
    folder = tmp_path_factory.mktemp("made") / "data"
    return make_archive(folder, articles=ARTICLES)


def run(*arguments: str, data_dir: Path, seconds: float | None = None) -> bool:
    """Run a command; kill it after some seconds, and tell whether it had ended."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment(data_dir),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    assert process.returncode == 0
    return True


def test_a_killed_backup_is_whole_or_not_there(data_dir: Path, tmp_path: Path) -> None:
    calm = tmp_path / "calm.zip"
    begun = time.monotonic()
    assert run("backup", str(calm), data_dir=data_dir)
    took = time.monotonic() - begun
    dice = random.Random(2025)
    for number in range(KILLS):
        # Most of the time goes into starting: moments of the work itself count more.
        path = tmp_path / f"{number}.zip"
        run(
            "backup",
            str(path),
            data_dir=data_dir,
            seconds=dice.uniform(took * 0.5, took * 1.1),
        )
        if path.exists():
            assert check(path).article_count == ARTICLES
    last = tmp_path / "0.zip"
    last.unlink(missing_ok=True)
    assert run("backup", str(last), data_dir=data_dir)
    assert check(last).rows == check(calm).rows
    assert not last.with_name("0.zip.part").exists()
    assert not list(data_dir.glob("*unfinished*"))


def test_a_killed_restore_leaves_the_old_archive_or_the_new_one(
    data_dir: Path, tmp_path: Path
) -> None:
    path, here = tmp_path / "b.zip", tmp_path / "here/data"
    assert run("backup", str(path), data_dir=data_dir)
    new = digests(data_dir)
    old_archive = make_archive(tmp_path / "old/data")
    old = digests(old_archive)
    shutil.copytree(old_archive, here)
    begun = time.monotonic()
    assert run("restore", str(path), "--replace", data_dir=here)
    took = time.monotonic() - begun
    dice = random.Random(2026)
    for _ in range(KILLS):
        shutil.rmtree(here.parent)
        shutil.copytree(old_archive, here)
        seconds = dice.uniform(took * 0.2, took * 1.1)
        run("restore", str(path), "--replace", data_dir=here, seconds=seconds)
        # Any command finishes what only wanted a rename.
        code, said = manage("check_index", data_dir=here)
        assert code == 0, said
        assert digests(here) in (old, new)
    assert run("restore", str(path), "--replace", data_dir=here)
    assert digests(here) == new
    assert swapping.leftovers(here) == []


@pytest.mark.parametrize("renames", [0, 1, 2, 3])
def test_a_restore_that_ends_between_two_renames_is_completed(
    renames: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, new = tmp_path / "data", tmp_path / "data.restoring-1"
    for folder in (here, new):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    plain, done = Path.rename, 0

    def rename(path: Path, target: Path) -> Path:
        nonlocal done
        if done == renames:
            raise KeyboardInterrupt
        done += 1
        return plain(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        with contextlib.suppress(KeyboardInterrupt):
            swapping.swap(new, here, now=timezone.now())
    swapping.complete(here)
    assert (here / "name").read_text() == ("data" if renames < 2 else new.name)
    if renames < 2:
        assert entries(tmp_path)[0] == "data"
