"""Measures an import from files to searchable, its memory, and pages meanwhile.

python -m tests.benchmarks.measure_import FOLDER [--read]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from tests.benchmarks.memory import Peak, now
from tests.benchmarks.timing import p95
from tests.processes import ROOT, Server, environment, manage, running

SECONDS_BETWEEN_LOOKS = 0.1
PAGES = (
    "q=oil+prices",
    "q=company",
    "q=%22interest+rates%22",
    "",
    "q=bank&sort=newest",
)


def main() -> None:
    """Import a pile into a new archive, then again, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pile", type=Path, help="folder, zip or file to import")
    parser.add_argument("--read", action="store_true", help="ask for pages meanwhile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        manage("quickstart", "--no-serve", data_dir=data_dir)
        for again in (("--dry-run",), (), ()):
            with _server(data_dir, is_wanted=options.read) as server:
                _measure(options.pile.resolve(), *again, data_dir=data_dir, of=server)


@contextlib.contextmanager
def _server(data_dir: Path, *, is_wanted: bool) -> Iterator[Server | None]:
    with contextlib.ExitStack() as stack:
        yield (
            stack.enter_context(running("serve", data_dir=data_dir))
            if (is_wanted)
            else None
        )


def _measure(pile: Path, *options: str, data_dir: Path, of: Server | None) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "import_articles", str(pile)]
    begun, used = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [*command, *options],
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        text=True,
    )
    peak, pages = Peak(), []
    queries = cycle(PAGES)
    while process.poll() is None:
        peak = peak.or_more(now(process.pid))
        if of is not None:
            asked = time.perf_counter()
            of.get(f"/search/?{next(queries)}")
            pages.append((time.perf_counter() - asked) * 1000)
        time.sleep(SECONDS_BETWEEN_LOOKS)
    said, _ = process.communicate()
    seconds, spent = time.perf_counter() - begun, os.times()
    worked = spent.children_user + spent.children_system
    worked -= used.children_user + used.children_system
    print(said.splitlines()[0], *options)
    print(f"  {seconds:.1f} s, {worked:.1f} s of work; load {os.getloadavg()[0]:.1f}")
    print(f"  {peak.private:.0f} MB of private memory in all processes")
    if pages:
        median, slow = statistics.median(pages), p95(pages)
        print(f"  {len(pages)} pages: {median:.0f} ms, 95 of 100 in {slow:.0f} ms")


if __name__ == "__main__":
    main()
