"""Keeps a commit on the disk before the database forgets what was pending."""

from __future__ import annotations

import contextlib
import os
import struct
import time
import zlib
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from search.whoosh_engine.commits.trouble import ON_WINDOWS, refuse_others
from search.whoosh_engine.segments.arrayfile import DamagedFile

TABLE_OF_CONTENTS = ".toc"
# What stands behind Whoosh's own bytes in a table of contents: a checksum, the magic.
SEAL = struct.Struct("<I8s")
MAGIC = b"sealed1\n"
# Windows replaces no file that another reads at that moment.
REPLACINGS = 20
SECONDS_BETWEEN_REPLACINGS = 0.01


class SyncedStorage(FileStorage):  # type: ignore[misc]  # Whoosh is untyped
    """A folder whose files are synced before a table of contents names them.

    Whoosh renames a table of contents into place as the last step of a commit and
    deletes old segments right after: this is the one right place to sync. The table is
    sealed there too, so that nothing torn or foreign is ever unpickled.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._unsynced: set[str] = set()

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._unsynced.add(name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        folder = Path(self.folder)
        if newname.endswith(TABLE_OF_CONTENTS):
            _seal(folder / oldname, newname)
        for name in self._unsynced | {oldname}:
            if (folder / name).exists():
                sync(folder / name)
        self._unsynced.clear()
        sync_folder(folder)
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(folder)

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """Open a file; a table of contents must be whole, and nobody else's.

        Raises DamagedFile, IndexUnusable.
        """
        if name.endswith(TABLE_OF_CONTENTS):
            refuse_others(Path(self.folder) / name)
            _check_seal(Path(self.folder) / name)
        return super().open_file(name, **kwargs)


def _seal(path: Path, name: str) -> None:
    # Whatever the umask lets others do.
    path.chmod(0o600)
    with path.open("ab") as file:
        file.write(SEAL.pack(zlib.crc32(name.encode() + path.read_bytes()), MAGIC))


def _check_seal(path: Path) -> None:
    data = path.read_bytes()
    own, seal = data[: -SEAL.size], data[-SEAL.size :]
    if seal != SEAL.pack(zlib.crc32(path.name.encode() + own), MAGIC):
        raise DamagedFile(f"{path.name} is torn")


def sync(path: Path) -> None:
    """Have a file's bytes on the disk when this returns."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk; Windows does that by itself."""
    if ON_WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, text: str) -> None:
    """Write a small file so that a reader, or a crash, sees the old or the new one."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with new.open("w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _replace(path, new)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _replace(path: Path, new: Path) -> None:
    for _ in range(REPLACINGS if ON_WINDOWS else 0):
        with contextlib.suppress(PermissionError):
            new.replace(path)
            return
        time.sleep(SECONDS_BETWEEN_REPLACINGS)
    new.replace(path)
