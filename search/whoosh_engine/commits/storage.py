"""Keeps a commit on the disk before the database forgets what was pending."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from search.whoosh_engine.segments.arrayfile import DamagedFile

TABLE_OF_CONTENTS = ".toc"
# What stands behind Whoosh's own bytes in a table of contents: a checksum, the magic.
SEAL = struct.Struct("<I8s")
MAGIC = b"sealed1\n"


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
        """Open a file; raises DamagedFile for a table of contents that is not whole."""
        if name.endswith(TABLE_OF_CONTENTS):
            _check_seal(Path(self.folder) / name)
        return super().open_file(name, **kwargs)


def _seal(path: Path, name: str) -> None:
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
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, text: str) -> None:
    """Write a small file so that a reader, or a crash, sees the old or the new one."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    with new.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)
