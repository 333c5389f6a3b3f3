"""Tells how far an import is, and what it made of its files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from archive.importing.report import count_so_far
from archive.importing.undo import CREATED
from archive.locally import counted
from archive.models import Article, Import, ImportedFile

State = Import.State
FAILURES_SHOWN = 20
# A process that takes longer to say something has ended, or reads a large archive.
QUIET = datetime.timedelta(seconds=20)


@dataclass(frozen=True)
class Standing:
    """An import as its page shows it."""

    run: Import
    said: str
    is_over: bool
    lines: Sequence[str]
    failures: Sequence[ImportedFile]
    failed_count: int


@dataclass(frozen=True)
class Yield:
    """How many articles an import brought, and what finds them."""

    articles: int
    undated: int
    query: str

    @property
    def undated_query(self) -> str:
        """What finds those without a date."""
        return f"is:undated {self.query}"


def standing_of(run: Import) -> Standing:
    """Say how an import stands now; counts grow while it is at work."""
    failed = run.files.failed().order_by("-id")
    lines = run.report
    if not lines and run.state != State.WAITING and not run.is_rehearsal:
        so_far = count_so_far(run)
        lines = [str(so_far)] if so_far.total else []
    return Standing(
        run=run,
        said=say(run),
        is_over=not run.is_open,
        lines=lines,
        failures=list(failed[:FAILURES_SHOWN]),
        failed_count=failed.count(),
    )


def yield_of(run: Import) -> Yield:
    """Count the articles that an import brought and that readers see."""
    brought = Article.objects.live().filter(
        pk__in=run.files.filter(outcome__in=CREATED).values("article")
    )
    undated = brought.undated().count()
    return Yield(brought.count(), undated, f"import:{run.pk}")


def say(run: Import) -> str:
    """Say in a sentence where an import is."""
    if run.undone_at:
        undone_at = timezone.localtime(run.undone_at)
        return f"Undone on {undone_at.day} {undone_at:%b %Y}."
    if run.is_cut_short:
        return "Cut short: import the same again, and the rest follows."
    match run.state:
        case State.WAITING:
            first = Import.objects.queued().filter(pk__lt=run.pk).count()
            return f"Waiting: {counted(first, 'import')} first." if first else "Next."
        case State.RUNNING:
            return _say_running(run)
        case State.UNDOING:
            left = run.files.filter(outcome__in=CREATED, article__isnull=False)
            return f"Being undone: {counted(left.count(), 'article')} to go."
        case State.TRIED:
            return "Tried: nothing is stored yet."
        case State.STOPPED:
            return "Stopped: what was in by then stays."
        case State.FAILED:
            return "Failed."
    return "Finished."


def _say_running(run: Import) -> str:
    if run.heartbeat_at and timezone.now() - run.heartbeat_at > QUIET:
        return "Nothing was heard of it for a while; it goes on by itself."
    if not run.bytes_total:
        return "Looking at the files."
    done, total = map(filesizeformat, (run.bytes_done, run.bytes_total))
    return f"Running: {done} of {total} read."
