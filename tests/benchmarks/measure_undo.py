"""Measures taking a large import back, and proves that all is as before.

python -m tests.benchmarks.measure_undo DATA_DIR [--files N]

DATA_DIR: an archive with articles in it, which is copied.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.benchmarks.timing import p95
from tests.factories import write_house
from tests.processes import ROOT, Server, environment, manage, running

# What tells of the import itself.
LEFT_OUT = {
    "archive_import",
    "archive_importedfile",
    "django_session",
    "sqlite_sequence",
    "search_pendingchange",
}
# A sketch is known by its article; its own number says when it was made.
COLUMNS = {"archive_articlesketch": "article_id, text_digest, keys"}
# An import sketches the articles that nobody had sketched yet.
SKETCHES = """
import django
django.setup()
from archive.importing.kinship import CopyFinder
CopyFinder().make_ready()
"""
INDEX = """
import django, hashlib
django.setup()
from search.whoosh_engine import open_engine
found = sorted(open_engine().digests().items())
print(len(found), hashlib.sha256(repr(found).encode()).hexdigest())
"""
PAGES = ("/search/?q=oil+prices", "/search/?q=bank&sort=newest", "/2024/")


def main() -> None:
    """Import a pile, take it back while people read, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--files", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data_dir, pile = Path(folder) / "data", Path(folder) / "pile"
        shutil.copytree(options.data_dir, data_dir)
        for command in ("migrate", "rebuild_index"):
            manage(command, data_dir=data_dir)
        make_pile(pile, options.files)
        run(SKETCHES, data_dir=data_dir)
        before = digests(data_dir)
        tell("import", timed("import_articles", str(pile), data_dir=data_dir))
        assert digests(data_dir) != before
        with running("serve", data_dir=data_dir) as server:
            reader = Reader(server)
            reader.start()
            number = last_import(data_dir)
            tell("undo", timed("undo_import", number, data_dir=data_dir))
            reader.is_wanted = False
            reader.join()
        manage("update_index", data_dir=data_dir)
        times = sorted(reader.times)
        tell(f"pages meanwhile: {len(times)}, 95th percentile", p95(times))
        for name, digest in digests(data_dir).items():
            same = "as before" if digest == before[name] else "CHANGED"
            sys.stdout.write(f"{name}: {same}\n")


class Reader(threading.Thread):
    """Asks for pages one after another."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server, self.is_wanted = server, True
        self.times: list[float] = []

    def run(self) -> None:
        while self.is_wanted:
            for page in PAGES:
                begun = time.perf_counter()
                status, _ = self.server.get(page)
                assert status == 200, page
                self.times.append(time.perf_counter() - begun)


def make_pile(pile: Path, files: int) -> None:
    """Write stories; every tenth is a copy of the one before, on another day."""
    for number in range(files):
        story = number - 1 if number % 10 == 9 else number
        date = f"2024-03-{number % 28 + 1:02}"
        words = [f"Story {story} of berth {story * 7}. " * 3, f"Toll {story}. " * 60]
        write_house(pile / f"{number // 1000}/{number}.txt", *words, date=date)


def digests(data_dir: Path) -> dict[str, str]:
    """Return a digest of each table, and one of the index by its articles."""
    database = sqlite3.connect(data_dir / "db.sqlite3")
    names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    found = {}
    for (table,) in database.execute(names).fetchall():
        if table not in LEFT_OUT:
            rows = hashlib.sha256()
            columns = COLUMNS.get(table, "*")
            for row in database.execute(f'SELECT {columns} FROM "{table}" ORDER BY 1'):
                rows.update(repr(row).encode())
            found[str(table)] = rows.hexdigest()
    database.close()
    return found | {"the index": run(INDEX, data_dir=data_dir)}


def run(script: str, *, data_dir: Path) -> str:
    """Run Python over an archive; return what it says."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(data_dir, DJANGO_SETTINGS_MODULE="archive.settings"),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def last_import(data_dir: Path) -> str:
    """Return the number of the last import."""
    database = sqlite3.connect(data_dir / "db.sqlite3")
    (number,) = database.execute("SELECT max(id) FROM archive_import").fetchone()
    database.close()
    return str(number)


def timed(*arguments: str, data_dir: Path) -> float:
    """Run a command; return its seconds."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env=environment(data_dir),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    sys.stdout.write(done.stdout.splitlines()[0] + "\n")
    return time.perf_counter() - begun


def tell(what: str, seconds: float) -> None:
    """Say how long something took."""
    sys.stdout.write(f"{what}: {seconds:.2f} seconds\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
