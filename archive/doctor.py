"""Examines the archive: what is well with it, what is not, and what to do."""

from __future__ import annotations

import datetime
import platform
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from archive import VERSION
from archive.backup import swapping
from archive.backup.database import complaints_of, connect
from archive.backup.disk import free_bytes
from archive.backup.last import last_backup
from archive.backup.manifest import DATABASE
from archive.findings import Finding, State
from archive.locally import counted
from archive.models import Import
from archive.people.findings import people

DAYS_WITHOUT_BACKUP = 8
RESTORE = "Restore a backup: `manage.py restore FILE --replace`."
START = "Run `make run` for a new one, or restore a backup: `manage.py restore FILE`."
MIGRATE = "Run `manage.py migrate`."


def examine(*, thorough: bool) -> list[Finding]:
    """Look at everything; raises nothing that is wrong with the archive itself.

    thorough: read the whole database and index too, which takes seconds.
    """
    if not (Path(settings.DATA_DIR) / DATABASE).is_file():
        said = f"there is no archive in {settings.DATA_DIR}."
        return [Finding("Data folder", said, State.WRONG, START)]
    looks: list[Callable[[], Iterator[Finding]]] = [
        _versions,
        _migrations,
        _data_folder,
        _room,
        _imports,
        _backups,
        _settings,
        people,
    ]
    if thorough:
        looks.insert(1, _database)
    found = [finding for look in looks for finding in _told(look)]
    for name in settings.DOCTOR_HOOKS:
        hook: Callable[..., list[Finding]] = import_string(name)
        found += hook(thorough=thorough)
    return found


def _told(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """Return what a look finds, or that it could not be had."""
    subject = look.__name__.strip("_").replace("_", " ").capitalize()
    try:
        return list(look())
    except (DatabaseError, OSError) as error:
        return [Finding(subject, f"cannot be read: {error}.", State.WRONG, RESTORE)]


def _versions() -> Iterator[Finding]:
    yield Finding(
        "Versions",
        f"Archive {VERSION}, Python {platform.python_version()}, "
        f"Django {django.get_version()}, SQLite {sqlite3.sqlite_version}.",
    )


def _database() -> Iterator[Finding]:
    path = Path(settings.DATA_DIR) / DATABASE
    try:
        with closing(connect(path)) as database:
            complaints = complaints_of(database)
            strays = len(database.execute("PRAGMA foreign_key_check").fetchall())
    except sqlite3.DatabaseError as error:
        complaints, strays = [str(error)], 0
    if complaints:
        yield Finding("Database", f"damaged: {complaints[0]}.", State.WRONG, RESTORE)
    elif strays:
        said = f"whole, but {counted(strays, 'row')} refer to others that are gone."
        yield Finding("Database", said, State.WRONG, RESTORE)
    else:
        yield Finding("Database", "every page read, every reference followed: sound.")


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        said = "the database is of an older version of the archive."
        yield Finding("Tables", said, State.WRONG, MIGRATE)
    else:
        yield Finding("Tables", "of this version.")


def _data_folder() -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    size = (folder / DATABASE).stat().st_size
    yield Finding("Data folder", f"{folder}, a database of {filesizeformat(size)}.")
    for left in swapping.leftovers(folder):
        said = f"{left} was left by a restore that was cut off."
        yield Finding("Data folder", said, State.ATTENTION, "You may delete it.")


def _room() -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    free = free_bytes(folder)
    size = (folder / DATABASE).stat().st_size
    # A backup or a rebuild takes as much as the database, and imports go on.
    said = f"{filesizeformat(free)} free."
    if free < size:
        advice = "A backup or a rebuild no longer fits: make room on that disk."
        yield Finding("Room", said, State.WRONG, advice)
    elif free < 3 * size:
        advice = "Make room before the next large import."
        yield Finding("Room", said, State.ATTENTION, advice)
    else:
        yield Finding("Room", said)


def _imports() -> Iterator[Finding]:
    unfinished = _unfinished()
    for run in unfinished:
        yield Finding(
            "Imports",
            f"{run} of {_moment(run.started_at)} ({', '.join(run.paths)}) never ended.",
            State.ATTENTION,
            "Unless it is at work, import the same again: what is in stays, and the "
            "rest follows.",
        )
    if not unfinished:
        yield Finding("Imports", "all have ended.")


def _unfinished() -> list[Import]:
    """Find imports that never ended and that no later one of the same made good."""
    left, ended = [], set()
    for run in Import.objects.standing().unasked().order_by("-pk"):
        paths = tuple(run.paths)
        if run.finished_at:
            ended.add(paths)
        elif paths not in ended:
            left.append(run)
    return left


def _backups() -> Iterator[Finding]:
    last = last_backup(Path(settings.DATA_DIR))
    advice = (
        "Run `manage.py backup FILE`, or set ARCHIVE_BACKUP_DIR for one each night."
    )
    folder = settings.BACKUP_DIR
    if folder and not folder.is_dir():
        said = f"ARCHIVE_BACKUP_DIR: there is no folder {folder}."
        yield Finding("Backups", said, State.WRONG, "Make it, or connect its disk.")
    if last is None:
        said = "none of this archive is known here."
        yield Finding("Backups", said, State.ATTENTION, advice)
        return
    said = f"the last one was made on {_moment(last.made_at)}: {last.path}."
    days = (timezone.now() - last.made_at).days
    if days >= DAYS_WITHOUT_BACKUP:
        yield Finding("Backups", said, State.ATTENTION, advice)
    else:
        yield Finding("Backups", said)


def _settings() -> Iterator[Finding]:
    unsafe = list(_unsafe_settings())
    for message in run_checks():
        if message.level >= WARNING:
            unsafe.append((message.msg, message.hint or ""))
    for said, advice in unsafe:
        yield Finding("Settings", said, State.ATTENTION, advice)
    if not unsafe:
        bind = f"{settings.BIND_HOST}:{settings.BIND_PORT}"
        who = "who signs in" if settings.PRIVATE else "everyone on this machine"
        yield Finding("Settings", f"served at {bind}, open to {who}.")


def _unsafe_settings() -> Iterator[tuple[str, str]]:
    if settings.DEBUG:
        yield "ARCHIVE_DEBUG shows visitors how the archive works.", "Unset it."
    if not settings.IS_LOCAL and not settings.HTTPS:
        yield (
            "other machines reach the archive without HTTPS: passwords cross the "
            "network readable.",
            "Put a server with HTTPS in front and set ARCHIVE_HTTPS=1, or keep to a "
            "network whose users you trust.",
        )
    if settings.PUBLIC_URL.startswith("https:") and not settings.HTTPS:
        yield (
            "ARCHIVE_PUBLIC_URL is https, but cookies are not.",
            "Set ARCHIVE_HTTPS=1.",
        )


def _moment(at: datetime.datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y H:i")
