"""Reads backups, and trusts nothing that they say of themselves."""

from __future__ import annotations

import contextlib
import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archive.backup.manifest import MANIFEST, Manifest, Member, NotABackup, parse

CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 1
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)


def check(path: Path) -> Manifest:
    """Read every byte of a backup, and return what it holds.

    Raises: NotABackup, OSError.
    """
    with _opened(path) as backup:
        manifest = _manifest_of(backup)
        for member in manifest.members:
            _read(backup, member, into=None)
    return manifest


def unpack(path: Path, manifest: Manifest, *, folder: Path) -> None:
    """Write the files of a backup below a folder, and have them on the disk.

    Raises: NotABackup, OSError.
    """
    with _opened(path) as backup:
        for member in manifest.members:
            target = folder.joinpath(*member.name.split("/"))
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with target.open("xb") as file:
                target.chmod(0o600)
                _read(backup, member, into=file)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as backup:
            yield backup
    except NotABackup as error:
        raise NotABackup(f"{path} cannot be restored: {error}") from error
    except DAMAGE as error:
        raise NotABackup(f"{path} is no backup, or a damaged one: {error}") from error


def _manifest_of(backup: zipfile.ZipFile) -> Manifest:
    found = {info.filename: info for info in backup.infolist()}
    for info in found.values():
        if info.flag_bits & ENCRYPTED or info.compress_type not in METHODS:
            raise NotABackup(f"its {info.filename} is packed in a way no backup is")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise NotABackup(f"its {info.filename} is a link")
    if MANIFEST not in found:
        raise NotABackup(f"it has no {MANIFEST}")
    if found[MANIFEST].file_size > LARGEST_MANIFEST:
        raise NotABackup(f"its {MANIFEST} is too large")
    with backup.open(MANIFEST) as file:
        manifest = parse(file.read(LARGEST_MANIFEST))
    named = [member.name for member in manifest.members] + [MANIFEST]
    # Each once, whatever the case: some systems take A and a for one file.
    if len({name.casefold() for name in named}) != len(backup.infolist()):
        raise NotABackup("it names a file twice, or holds one that it does not name")
    if set(named) != found.keys():
        raise NotABackup(f"its files are not those of its {MANIFEST}")
    return manifest


def _read(backup: zipfile.ZipFile, member: Member, *, into: BinaryIO | None) -> None:
    """Read a file, never further than it should reach, and compare its digest."""
    digest, left = hashlib.sha256(), member.size
    with backup.open(member.name) as file:
        while chunk := file.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            if into is not None:
                into.write(chunk)
    if left or digest.hexdigest() != member.sha256:
        raise NotABackup(f"its {member.name} is not what was backed up")
