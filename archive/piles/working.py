"""Does what an import asks for: stores it, tries it or takes it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.backup.using import only_one
from archive.guarded import ProcessLost
from archive.importing.course import Course, ImportStopped
from archive.importing.files import PathMissing
from archive.importing.pipeline import import_articles
from archive.importing.undo import AlreadyUndone, UndoRefused, undo_import
from archive.models import Import
from archive.piles import uploads
from archive.piles.proposing import propose
from archive.text import one_line

LOCK = "importing.lock"
MOST_NAMED = 20
State = Import.State


class NothingToDo(Exception):
    """The import neither waits nor was cut short."""


@dataclass(frozen=True)
class Done:
    """What became of an import, in lines for a person."""

    lines: tuple[str, ...]
    problem: str = ""


def work_alone(run_id: int) -> Done:
    """Do what an import asks for while no other process does such work.

    Raises NothingToDo, archive.backup.using.InUse.
    """
    with only_one(Path(settings.DATA_DIR), lock=LOCK, what="import"):
        run = Import.objects.queued().filter(pk=run_id).first()
        if run is None:
            raise NothingToDo(f"import {run_id} neither waits nor was cut short")
        Import.objects.filter(pk=run_id).update(heartbeat_at=timezone.now())
        return undo(run) if run.state == State.UNDOING else work(run)


def work(run: Import) -> Done:
    """Import what a run names, or go on where it was cut short; raises nothing."""
    waiting = Import.objects.filter(pk=run.pk, state__in=[State.WAITING, State.RUNNING])
    if not waiting.update(state=State.RUNNING, problem=""):
        return Done((), str(ImportStopped(run)))
    wanted = None if run.wanted is None else frozenset(run.wanted)
    paths = uploads.paths_of(run) if wanted is None else [*map(Path, run.paths)]
    try:
        report = import_articles(
            paths, **run.options, dry_run=run.is_rehearsal, run=run, wanted=wanted
        )
        lines = report.told
        proposals = [asdict(proposal) for proposal in propose(paths, wanted=wanted)]
        Course(run).end(report=lines, proposals=proposals, wanted=None)
    except ImportStopped as stopped:
        return Done((), str(stopped))
    except PathMissing as missing:
        return _fail(run, str(missing))
    except ProcessLost as lost:
        return _fail(run, _cut_short(lost))
    except (DatabaseError, OSError) as error:
        return _fail(run, _cut_short(error))
    if not run.is_rehearsal:
        uploads.remove(run)
    return Done(lines)


def undo(run: Import) -> Done:
    """Take an import back, or say why not; raises nothing."""
    problem, is_refused = "", False
    try:
        undo_import(run, leave_changed=run.leaves_changed)
    except UndoRefused as refused:
        said = _("It was not undone, because {reason}.").format(reason=refused)
        named = [str(hindrance) for hindrance in refused.hindrances[:MOST_NAMED]]
        problem, is_refused = "\n".join([said, *named]), True
    except AlreadyUndone:
        pass
    except DatabaseError as error:
        said = _("It was not undone, or only in part: {problem}.")
        problem = one_line(said.format(problem=error))
    if not problem:
        uploads.remove(run)
    Import.objects.filter(pk=run.pk).update(
        state=_state_after(run), problem=problem, leaves_changed=is_refused
    )
    return Done((), problem)


def _state_after(run: Import) -> str:
    return State.FINISHED if run.finished_at else State.STOPPED


def _cut_short(error: Exception) -> str:
    return _("{problem}; what was stored is whole").format(problem=error)


def _fail(run: Import, problem: str) -> Done:
    failed = Import.objects.filter(pk=run.pk, state=State.RUNNING)
    failed.update(state=State.FAILED, problem=problem)
    return Done((), problem)
