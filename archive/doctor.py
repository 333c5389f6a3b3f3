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
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import VERSION
from archive.backup import swapping
from archive.backup.database import complaints_of, connect
from archive.backup.disk import free_bytes
from archive.backup.last import last_backup
from archive.backup.manifest import DATABASE
from archive.findings import Finding, State
from archive.locally import dated, grouped
from archive.models import Import
from archive.people.findings import people

DAYS_WITHOUT_BACKUP = 8

Look = Callable[[], Iterator[Finding]]


def examine(*, thorough: bool) -> list[Finding]:
    """Look at everything; raises nothing that is wrong with the archive itself.

    thorough: read the whole database and index too, which takes seconds.
    """
    if not (Path(settings.DATA_DIR) / DATABASE).is_file():
        said = _("there is no archive in {folder}.").format(folder=settings.DATA_DIR)
        advice = _(
            "Run `make run` for a new one, or restore a backup: `manage.py restore "
            "FILE`."
        )
        return [Finding(_("Data folder"), said, State.WRONG, advice)]
    looks: list[tuple[str, Look]] = [
        (_("Versions"), _versions),
        (_("Tables"), _migrations),
        (_("Data folder"), _data_folder),
        (_("Room"), _room),
        (_("Imports"), _imports),
        (_("Backups"), _backups),
        (_("Settings"), _settings),
        (_("People"), people),
    ]
    if thorough:
        looks.insert(1, (_("Database"), _database))
    found = [finding for subject, look in looks for finding in _told(subject, look)]
    for name in settings.DOCTOR_HOOKS:
        hook: Callable[..., list[Finding]] = import_string(name)
        found += hook(thorough=thorough)
    return found


def _told(subject: str, look: Look) -> list[Finding]:
    """Return what a look finds, or that it could not be had."""
    try:
        return list(look())
    except (DatabaseError, OSError) as error:
        said = _("cannot be read: {problem}.").format(problem=error)
        return [Finding(subject, said, State.WRONG, _how_to_restore())]


def _how_to_restore() -> str:
    return _("Restore a backup: `manage.py restore FILE --replace`.")


def _versions() -> Iterator[Finding]:
    said = _("Archive {archive}, Python {python}, Django {django}, SQLite {sqlite}.")
    versions = said.format(
        archive=VERSION,
        python=platform.python_version(),
        django=django.get_version(),
        sqlite=sqlite3.sqlite_version,
    )
    yield Finding(_("Versions"), versions)


def _database() -> Iterator[Finding]:
    path, subject = Path(settings.DATA_DIR) / DATABASE, _("Database")
    try:
        with closing(connect(path)) as database:
            complaints = complaints_of(database)
            strays = len(database.execute("PRAGMA foreign_key_check").fetchall())
    except sqlite3.DatabaseError as error:
        complaints, strays = [str(error)], 0
    if complaints:
        said = _("damaged: {problem}.").format(problem=complaints[0])
        yield Finding(subject, said, State.WRONG, _how_to_restore())
    elif strays:
        said = ngettext(
            "whole, but {n} row refers to others that are gone.",
            "whole, but {n} rows refer to others that are gone.",
            strays,
        ).format(n=grouped(strays))
        yield Finding(subject, said, State.WRONG, _how_to_restore())
    else:
        said = _("every page read, every reference followed: sound.")
        yield Finding(subject, said)


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        said = _("the database is of an older version of the archive.")
        advice = _("Run `manage.py migrate`.")
        yield Finding(_("Tables"), said, State.WRONG, advice)
    else:
        yield Finding(_("Tables"), _("of this version."))


def _data_folder() -> Iterator[Finding]:
    folder, subject = Path(settings.DATA_DIR), _("Data folder")
    size = filesizeformat((folder / DATABASE).stat().st_size)
    said = _("{folder}, a database of {size}.").format(folder=folder, size=size)
    yield Finding(subject, said)
    for left in swapping.leftovers(folder):
        said = _("{folder} was left by a restore that was cut off.")
        advice = _("You may delete it.")
        yield Finding(subject, said.format(folder=left), State.ATTENTION, advice)


def _room() -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    free = free_bytes(folder)
    size = (folder / DATABASE).stat().st_size
    # A backup or a rebuild takes as much as the database, and imports go on.
    said = _("{size} free.").format(size=filesizeformat(free))
    if free < size:
        advice = _("A backup or a rebuild no longer fits: make room on that disk.")
        yield Finding(_("Room"), said, State.WRONG, advice)
    elif free < 3 * size:
        advice = _("Make room before the next large import.")
        yield Finding(_("Room"), said, State.ATTENTION, advice)
    else:
        yield Finding(_("Room"), said)


def _imports() -> Iterator[Finding]:
    unfinished = _unfinished()
    advice = _(
        "Unless it is at work, import the same again: what is in stays, and the rest "
        "follows."
    )
    for run in unfinished:
        said = _("{run} of {moment} ({paths}) never ended.").format(
            run=run, moment=_moment(run.started_at), paths=", ".join(run.paths)
        )
        yield Finding(_("Imports"), said, State.ATTENTION, advice)
    if not unfinished:
        yield Finding(_("Imports"), _("all have ended."))


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
    last, subject = last_backup(Path(settings.DATA_DIR)), _("Backups")
    advice = _(
        "Run `manage.py backup FILE`, or set ARCHIVE_BACKUP_DIR for one each night."
    )
    folder = settings.BACKUP_DIR
    if folder and not folder.is_dir():
        missing = _("ARCHIVE_BACKUP_DIR: there is no folder {folder}.")
        what_to_do = _("Make it, or connect its disk.")
        said = missing.format(folder=folder)
        yield Finding(subject, said, State.WRONG, what_to_do)
    if last is None:
        said = _("none of this archive is known here.")
        yield Finding(subject, said, State.ATTENTION, advice)
        return
    said = _("the last one was made on {moment}: {file}.").format(
        moment=_moment(last.made_at), file=last.path
    )
    days = (timezone.now() - last.made_at).days
    if days >= DAYS_WITHOUT_BACKUP:
        yield Finding(subject, said, State.ATTENTION, advice)
    else:
        yield Finding(subject, said)


def _settings() -> Iterator[Finding]:
    unsafe = list(_unsafe_settings())
    for message in run_checks():
        if message.level >= WARNING:
            unsafe.append((message.msg, message.hint or ""))
    for said, advice in unsafe:
        yield Finding(_("Settings"), said, State.ATTENTION, advice)
    if not unsafe:
        to_some = _("served at {address}, open to who signs in.")
        to_all = _("served at {address}, open to everyone on this machine.")
        bind = f"{settings.BIND_HOST}:{settings.BIND_PORT}"
        said = (to_some if settings.PRIVATE else to_all).format(address=bind)
        yield Finding(_("Settings"), said)


def _unsafe_settings() -> Iterator[tuple[str, str]]:
    if settings.DEBUG:
        yield _("ARCHIVE_DEBUG shows visitors how the archive works."), _("Unset it.")
    if not settings.IS_LOCAL and not settings.HTTPS:
        yield (
            _(
                "other machines reach the archive without HTTPS: passwords cross the "
                "network readable."
            ),
            _(
                "Put a server with HTTPS in front and set ARCHIVE_HTTPS=1, or keep to "
                "a network whose users you trust."
            ),
        )
    if settings.PUBLIC_URL.startswith("https:") and not settings.HTTPS:
        yield (
            _("ARCHIVE_PUBLIC_URL is https, but cookies are not."),
            _("Set ARCHIVE_HTTPS=1."),
        )


def _moment(at: datetime.datetime) -> str:
    return dated(timezone.localtime(at), "j F Y H:i")
