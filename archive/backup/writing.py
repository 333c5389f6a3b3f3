"""Makes a backup of an archive that is in use."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from archive import VERSION
from archive.backup.database import DatabaseDamaged, look_into, snapshot
from archive.backup.disk import free_bytes, sync_folder
from archive.backup.last import note
from archive.backup.manifest import (
    DATABASE,
    MANIFEST,
    UPLOADS,
    Manifest,
    Member,
    NotABackup,
    is_upload,
)
from archive.backup.reading import CHUNK, check
from archive.backup.using import InUse, only_one
from archive.locally import counted

SNAPSHOT = "backup-unfinished.sqlite3"
# Level 6 takes three times as long and saves a twentieth more.
PACKING = 1
SPARE = 32 << 20


class BackupRefused(Exception):
    """No backup was made, and nothing is left of it."""


@dataclass(frozen=True)
class Plan:
    """What a backup will hold. size: bytes before they are packed."""

    target: Path
    data_dir: Path
    upload_count: int
    size: int

    def __str__(self) -> str:
        uploads = counted(self.upload_count, "upload")
        return f"the database and {uploads}, {filesizeformat(self.size)} before packing"


@dataclass(frozen=True)
class Backup:
    """A backup that was made and read back. size: of the file, in bytes."""

    path: Path
    size: int
    manifest: Manifest


def plan_backup(target: Path, *, data_dir: Path) -> Plan:
    """Look whether a backup can be made; raises BackupRefused."""
    target = target.expanduser().absolute()
    if target.is_dir():
        raise BackupRefused(f"{target} is a folder: name a file in it")
    if os.path.lexists(target):
        raise BackupRefused(f"{target} is there already: name another file")
    if not target.parent.is_dir():
        raise BackupRefused(f"there is no folder {target.parent}: make it first")
    if target.resolve().is_relative_to(data_dir.resolve()):
        raise BackupRefused(
            f"{target} lies in the data folder, and would be lost with it: "
            "name a file elsewhere, best on another disk"
        )
    database = data_dir / DATABASE
    if not database.is_file():
        raise BackupRefused(f"there is no archive in {data_dir}")
    if not os.access(target.parent, os.W_OK):
        raise BackupRefused(f"nobody lets this account write into {target.parent}")
    uploads = [path.stat().st_size for _, path in _uploads(data_dir)]
    size = database.stat().st_size
    _want_room(data_dir, size)
    return Plan(target, data_dir, len(uploads), size + sum(uploads))


def write_backup(plan: Plan) -> Backup:
    """Write a backup to a file that is there whole or not at all.

    Raises: BackupRefused.
    """
    part = plan.target.with_name(f"{plan.target.name}.part")
    copy = plan.data_dir / SNAPSHOT
    try:
        with only_one(plan.data_dir), _gone_after(part), _gone_after(copy):
            made_at = timezone.now()
            snapshot(plan.data_dir / DATABASE, copy=copy)
            _pack(plan, copy=copy, part=part, made_at=made_at)
            manifest = check(part)
            size = part.stat().st_size
            if os.path.lexists(plan.target):
                raise BackupRefused(f"{plan.target} was made by another meanwhile")
            part.rename(plan.target)
            sync_folder(plan.target.parent)
    except DatabaseDamaged as error:
        raise BackupRefused(
            f"the database is damaged ({error}): run `manage.py doctor`"
        ) from error
    except NotABackup as error:
        raise BackupRefused(
            f"the disk did not keep what was written: {error}"
        ) from error
    except (sqlite3.OperationalError, InUse) as error:
        raise BackupRefused(str(error)) from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise BackupRefused(f"{error.strerror}{where}") from error
    # Without the note the doctor asks for a backup too many: no harm.
    with contextlib.suppress(OSError):
        note(plan.target, made_at=made_at, data_dir=plan.data_dir)
    return Backup(plan.target, size, manifest)


def _uploads(data_dir: Path) -> Iterator[tuple[str, Path]]:
    """Name all uploads as a backup names them; links lead elsewhere, and stay."""
    for path in sorted((data_dir / UPLOADS).rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        name = path.relative_to(data_dir).as_posix()
        if not is_upload(name):
            raise BackupRefused(f"{path} has a name not every system knows: rename it")
        yield name, path


def _want_room(folder: Path, size: int) -> None:
    free = free_bytes(folder)
    if free < size + SPARE:
        raise BackupRefused(
            f"{folder} has {filesizeformat(free)} of room, and a backup needs "
            f"{filesizeformat(size + SPARE)} there while it is made"
        )


@contextlib.contextmanager
def _gone_after(path: Path) -> Iterator[None]:
    """Remove what an earlier try left, and what this one leaves."""
    path.unlink(missing_ok=True)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _pack(plan: Plan, *, copy: Path, part: Path, made_at: datetime.datetime) -> None:
    contents = look_into(copy)
    # For its owner only: it holds the passwords' digests and what is hidden.
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(
            file, "w", zipfile.ZIP_DEFLATED, compresslevel=PACKING
        ) as backup:
            members = [_add(backup, DATABASE, copy)]
            # After the snapshot, which may name what was handed in last.
            for name, path in _uploads(plan.data_dir):
                with contextlib.suppress(FileNotFoundError):
                    members.append(_add(backup, name, path))
            manifest = Manifest(
                made_at=made_at,
                archive_version=VERSION,
                migrations=contents.migrations,
                rows=contents.rows,
                members=tuple(members),
            )
            backup.writestr(MANIFEST, manifest.to_json())
        file.flush()
        os.fsync(file.fileno())


def _add(backup: zipfile.ZipFile, name: str, path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, backup.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Member(name, size, digest.hexdigest())
