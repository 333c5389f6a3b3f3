"""Puts an archive back from a backup."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from archive.backup import swapping
from archive.backup.children import run_command
from archive.backup.database import DatabaseDamaged, look_into
from archive.backup.disk import free_bytes, sync_tree
from archive.backup.manifest import DATABASE, Manifest, NotABackup
from archive.backup.reading import check, unpack
from archive.backup.using import LOCK, InUse, alone_with, only_one

SECRET_KEY = "secret_key"
# What a data folder holds before there is an archive in it.
OF_NO_ARCHIVE = {SECRET_KEY, LOCK, "static"}
# The index takes about as much room as the texts.
ROOM_FOR_INDEX = 2
SPARE = 32 << 20


class RestoreRefused(Exception):
    """Nothing was restored, and what was there is as it was."""


@dataclass(frozen=True)
class Plan:
    """What will be restored to where. replaces: an archive or files are there now."""

    path: Path
    manifest: Manifest
    data_dir: Path
    replaces: bool


def plan_restore(path: Path, *, data_dir: Path, replace: bool) -> Plan:
    """Check all of a backup, and whether it can be restored; write nothing.

    Raises: RestoreRefused.
    """
    try:
        manifest = check(path)
    except NotABackup as error:
        raise RestoreRefused(str(error)) from error
    except OSError as error:
        raise RestoreRefused(f"{path} cannot be read ({error.strerror})") from error
    _refuse_newer(path, manifest)
    there = {entry.name for entry in data_dir.iterdir()} - OF_NO_ARCHIVE
    if there and not replace:
        what = "an archive" if DATABASE in there else "files"
        raise RestoreRefused(
            f"{data_dir} holds {what}: --replace moves the folder aside, or name "
            "another with ARCHIVE_DATA_DIR"
        )
    if path.resolve().is_relative_to(data_dir.resolve()):
        raise RestoreRefused(f"{path} lies in the data folder: move it elsewhere first")
    if data_dir.is_mount() or not os.access(data_dir.parent, os.W_OK):
        raise RestoreRefused(
            f"{data_dir} cannot be replaced as a whole: let ARCHIVE_DATA_DIR name a "
            "folder that this account may rename, such as one below it"
        )
    needed = manifest.size * ROOM_FOR_INDEX + SPARE
    if (free := free_bytes(data_dir.parent)) < needed:
        raise RestoreRefused(
            f"{data_dir.parent} has {filesizeformat(free)} of room, and the archive "
            f"with its index needs {filesizeformat(needed)}"
        )
    with _unused(data_dir):
        return Plan(path, manifest, data_dir, replaces=bool(there))


def restore(plan: Plan) -> Path | None:
    """Put the archive in place; return where the one before it is now.

    It is made whole beside the data folder, index and all, before it takes the place.
    Raises: RestoreRefused.
    """
    new = swapping.unfinished(plan.data_dir)
    try:
        with _unused(plan.data_dir), _gone_if_it_fails(new):
            for folder in swapping.leftovers(plan.data_dir):
                # A child of a killed restore may still write there: no matter.
                shutil.rmtree(folder, ignore_errors=True)
            _make(new, plan)
        # Let go of first: Windows renames no folder in which a file is open.
        with _gone_if_it_fails(new):
            aside = swapping.swap(new, plan.data_dir, now=timezone.localtime())
    except (NotABackup, DatabaseDamaged) as error:
        raise RestoreRefused(str(error)) from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise RestoreRefused(f"{error.strerror}{where}") from error
    if plan.replaces:
        return aside
    # Its key went along; all else there is made anew by each start.
    shutil.rmtree(aside, ignore_errors=True)
    return None


def _refuse_newer(path: Path, manifest: Manifest) -> None:
    known = MigrationLoader(None).disk_migrations
    unknown = set(manifest.migrations) - {f"{app}.{name}" for app, name in known}
    if unknown:
        raise RestoreRefused(
            f"{path} was made by a newer version of the archive "
            f"({manifest.archive_version}, {min(unknown)}): upgrade this one first"
        )


@contextlib.contextmanager
def _unused(data_dir: Path) -> Iterator[None]:
    try:
        with only_one(data_dir), alone_with(data_dir / DATABASE):
            yield
    except InUse as error:
        raise RestoreRefused(
            f"{error}: stop the server and all commands first"
        ) from error


@contextlib.contextmanager
def _gone_if_it_fails(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _make(new: Path, plan: Plan) -> None:
    """Make the whole archive in a folder of its own."""
    new.mkdir(mode=0o700)
    unpack(plan.path, plan.manifest, folder=new)
    contents = look_into(new / DATABASE)
    if contents.rows != plan.manifest.rows:
        raise NotABackup("its tables have not the rows that it says")
    shutil.copy2(plan.data_dir / SECRET_KEY, new)
    _manage("migrate", "--no-input", "--verbosity=0", data_dir=new)
    _manage("rebuild_index", data_dir=new)
    sync_tree(new)


def _manage(*arguments: str, data_dir: Path) -> None:
    """Run a command on another data folder than this process's."""
    done = run_command(*arguments, data_dir=data_dir)
    if done.returncode:
        raise RestoreRefused(f"`{arguments[0]}` failed on what was restored")
