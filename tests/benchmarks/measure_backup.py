"""Measures a backup under load: how long it takes, and what readers notice of it."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.archive.backups import digests
from tests.benchmarks.measure_pages import QUERIES
from tests.benchmarks.timing import p95
from tests.processes import NO_PROXY, ROOT, environment

MANAGE = (sys.executable, str(ROOT / "manage.py"))
REQUESTS_A_SECOND = 50
READERS = 8
SECONDS_AT_REST = 20


def main() -> None:
    """Back an archive up while it is read and written, restore it, compare both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path, help="of the archive that is served")
    parser.add_argument("site", help="such as http://127.0.0.1:8000")
    parser.add_argument("pile", help="what is imported meanwhile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _measure(options.data_dir, options.site.rstrip("/"), options.pile, Path(folder))


def _measure(data_dir: Path, site: str, pile: str, folder: Path) -> None:
    backup, restored = folder / "archive.zip", folder / "restored"
    with _readers(site) as times:
        time.sleep(SECONDS_AT_REST)
    _say("readers at rest", times)
    with _readers(site) as times:
        print(f"{_run(data_dir, 'backup', str(backup)):7.1f} s  backup, read meanwhile")
    _say("readers meanwhile", times)
    backup.unlink()
    with _readers(site) as times, _importing(data_dir, pile):
        print(f"{_run(data_dir, 'backup', str(backup)):7.1f} s  backup, import as well")
    _say("readers meanwhile", times)
    print(f"{backup.stat().st_size / 1e6:7.1f} MB backup")
    print(f"{_run(restored, 'restore', str(backup)):7.1f} s  restored, index and all")
    with zipfile.ZipFile(backup) as packed:
        packed.extractall(folder / "unpacked")
    kept, found = digests(folder / "unpacked"), digests(restored)
    differing = sorted(name for name in kept if kept[name] != found.get(name))
    print(
        f"{len(kept)} tables and uploads; differing: {', '.join(differing) or 'none'}"
    )


def _run(data_dir: Path, *arguments: str) -> float:
    """Run a command to its end; return its seconds."""
    begun = time.perf_counter()
    subprocess.run(
        [*MANAGE, *arguments],
        env=environment(data_dir),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun


@contextmanager
def _importing(data_dir: Path, pile: str) -> Iterator[None]:
    child = subprocess.Popen(
        [*MANAGE, "import_articles", pile],
        env=environment(data_dir),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield
    print("        the import was " + ("at work" if child.poll() is None else "over"))
    child.wait()


@contextmanager
def _readers(site: str) -> Iterator[list[float]]:
    """Ask for pages at a steady pace, and gather the milliseconds of each."""
    times: list[float] = []
    over = threading.Event()

    def read(number: int) -> None:
        query = QUERIES[number % len(QUERIES)]
        begun = time.perf_counter()
        with NO_PROXY.open(f"{site}/search/?{query}") as response:
            response.read()
        times.append((time.perf_counter() - begun) * 1000)

    def pace() -> None:
        with ThreadPoolExecutor(READERS) as pool:
            number = 0
            while not over.wait(1 / REQUESTS_A_SECOND):
                pool.submit(read, number)
                number += 1

    thread = threading.Thread(target=pace)
    thread.start()
    yield times
    over.set()
    thread.join()


def _say(what: str, times: list[float]) -> None:
    print(f"{p95(times):7.1f} ms  {what}: 95th percentile of {len(times)} pages")


if __name__ == "__main__":
    main()
