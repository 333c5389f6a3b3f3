"""What a person can do with an import: stop it, go on with it, take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.models import Import
from archive.piles import uploads

State = Import.State


@dataclass(frozen=True)
class Action:
    """A button on an import's page.

    sets: what it changes about the import; the work is the queue's.
    """

    name: str
    label: str | Promise
    meaning: str | Promise
    can: Callable[[Import], bool]
    sets: dict[str, Any]


def _has_uploads(run: Import) -> bool:
    return run.wanted is not None or bool(uploads.paths_of(run))


def _can_be_undone(run: Import) -> bool:
    is_at_rest = run.state in {State.FINISHED, State.STOPPED, State.FAILED}
    is_left = is_at_rest or run.is_cut_short
    return is_left and not run.undone_at and run.files.exists()


ACTIONS = (
    Action(
        "stop",
        _("Stop"),
        _("What is in by then stays, and can be undone."),
        lambda run: run.state in {State.WAITING, State.RUNNING} and run.is_open,
        {"state": State.STOPPED},
    ),
    Action(
        "store",
        _("Import them"),
        _("Store what was tried."),
        lambda run: run.state == State.TRIED and _has_uploads(run),
        {"state": State.WAITING, "is_rehearsal": False, "report": []},
    ),
    Action(
        "resume",
        _("Go on"),
        _("What is in already is not stored twice."),
        lambda run: (
            run.state in {State.STOPPED, State.FAILED}
            and not run.undone_at
            and _has_uploads(run)
        ),
        {
            "state": State.WAITING,
            "problem": "",
            "is_queued": True,
            "leaves_changed": False,
        },
    ),
    Action(
        "undo",
        _("Undo the import"),
        _("Its articles are removed, and those it changed are as before."),
        lambda run: _can_be_undone(run) and not run.leaves_changed,
        {"state": State.UNDOING, "problem": ""},
    ),
    Action(
        "undo-rest",
        _("Undo all but these"),
        _("Articles that were changed or used since stay as they are."),
        lambda run: _can_be_undone(run) and run.leaves_changed,
        {"state": State.UNDOING, "problem": ""},
    ),
)


def actions_for(run: Import) -> list[Action]:
    """Return what can be done with an import as it is now."""
    return [action for action in ACTIONS if action.can(run)]


def act(run: Import, name: str) -> bool:
    """Do what a button says; return whether it could still be done."""
    action = next((a for a in actions_for(run) if a.name == name), None)
    if action is None:
        return False
    same = Import.objects.filter(pk=run.pk, state=run.state, undone_at=None)
    return bool(same.update(**action.sets))
