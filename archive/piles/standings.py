"""Tells how far an import is, and what it made of its files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from archive.importing.report import count_so_far
from archive.importing.undo import CREATED
from archive.locally import dated, grouped
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
        return _("Undone on {day}.").format(day=dated(undone_at))
    if run.is_cut_short:
        return _("Cut short: import the same again, and the rest follows.")
    match run.state:
        case State.WAITING:
            return _say_waiting(run)
        case State.RUNNING:
            return _say_running(run)
        case State.UNDOING:
            return _say_undoing(run)
        case State.TRIED:
            return _("Tried: nothing is stored yet.")
        case State.STOPPED:
            return _("Stopped: what was in by then stays.")
        case State.FAILED:
            return _("Failed.")
    return _("Finished.")


def _say_waiting(run: Import) -> str:
    first = Import.objects.queued().filter(pk__lt=run.pk).count()
    if not first:
        return pgettext("an import of several", "Next.")
    said = ngettext("Waiting: {n} import first.", "Waiting: {n} imports first.", first)
    return said.format(n=grouped(first))


def _say_undoing(run: Import) -> str:
    files = run.files.filter(outcome__in=CREATED, article__isnull=False)
    left = files.count()
    said = ngettext(
        "Being undone: {n} article to go.", "Being undone: {n} articles to go.", left
    )
    return said.format(n=grouped(left))


def _say_running(run: Import) -> str:
    if run.heartbeat_at and timezone.now() - run.heartbeat_at > QUIET:
        return _("Nothing was heard of it for a while; it goes on by itself.")
    if not run.bytes_total:
        return _("Looking at the files.")
    done, total = map(filesizeformat, (run.bytes_done, run.bytes_total))
    return _("Running: {done} of {total} read.").format(done=done, total=total)
