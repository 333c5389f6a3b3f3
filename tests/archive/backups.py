"""Makes archives and backups for tests, and compares them."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.backup.writing import plan_backup, write_backup
from tests.factories import write_house
from tests.processes import manage

# Sessions end with a move; what waits for the index is done by the rebuild.
OF_THE_MOMENT = {"django_session", "search_pendingchange"}
ARTICLES = 12


def make_archive(data_dir: Path, *, articles: int = ARTICLES) -> Path:
    """Set up an archive with some articles, an upload and an index."""
    pile = data_dir.with_name("pile")
    for number in range(articles):
        write_house(pile / f"{number:04}.txt", f"Ferry {number} left.", "Toll. " * 200)
    commands = ["migrate -v0", "rebuild_index", f"import_articles {pile}"]
    for command in commands:
        code, said = manage(*command.split(), data_dir=data_dir)
        assert code == 0, said
    upload = data_dir / "uploads/2025/harbour.txt"
    upload.parent.mkdir(parents=True)
    upload.write_text("A plan of the harbour.")
    return data_dir


def back_up(data_dir: Path, target: Path) -> Path:
    """Make a backup."""
    write_backup(plan_backup(target, data_dir=data_dir))
    return target


def digests(data_dir: Path) -> dict[str, str]:
    """Return a digest of each table's rows, and of each upload."""
    found = {}
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in names.fetchall():
            if name in OF_THE_MOMENT or name.startswith("sqlite_stat"):
                continue
            digest = hashlib.sha256()
            for row in database.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2'):
                digest.update(repr(row).encode())
            found[name] = digest.hexdigest()
    for path in (data_dir / "uploads").rglob("*.*"):
        name = str(path.relative_to(data_dir))
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def entries(folder: Path) -> list[str]:
    """Name what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def write_zip(
    path: Path, members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]
) -> Path:
    """Write a zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


def manifest_of(files: dict[str, bytes], **changed: Any) -> bytes:
    """Return the manifest of these files, and change some of what it says."""
    said: dict[str, Any] = {
        "format": 1,
        "made_at": "2025-10-30T03:00:00+00:00",
        "archive_version": "0.1.0",
        "migrations": [],
        "rows": {},
        "members": [
            {
                "name": name,
                "size": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for name, data in files.items()
        ],
    }
    return json.dumps(said | changed).encode()
