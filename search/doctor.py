"""Tells the doctor how it is with the index."""

from __future__ import annotations

from django.db import DatabaseError
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from archive.findings import Finding, State
from archive.locally import counted, grouped
from archive.models import Article
from search import outbox
from search.engine import IndexUnusable
from search.models import PendingChange
from search.whoosh_engine import check_files, index_state

MINUTES_TO_WAIT = 5


def findings(*, thorough: bool) -> list[Finding]:
    """Look at the index and at what waits for it."""
    try:
        if thorough:
            check_files()
        return [_index(), _waiting()]
    except IndexUnusable as error:
        return [Finding(_("Index"), str(error), State.WRONG)]
    except DatabaseError as error:
        said = _("cannot be compared with the database: {error}.").format(error=error)
        advice = _("See what is said of that.")
        return [Finding(_("Index"), said, State.WRONG, advice)]


def _index() -> Finding:
    # What waits comes first: drained meanwhile, it is in the index.
    waiting = outbox.pending_count()
    live, state = Article.objects.live().count(), index_state()
    said = _("generation {number}, {articles}.").format(
        number=state.generation, articles=counted(state.article_count, "article")
    )
    if waiting or state.article_count == live:
        return Finding(_("Index"), said)
    other = _("The database has {n}.").format(n=grouped(live))
    advice = _("Run `manage.py check_index --repair`.")
    return Finding(_("Index"), f"{said} {other}", State.WRONG, advice)


def _waiting() -> Finding:
    count = outbox.pending_count()
    oldest = PendingChange.objects.order_by("pk").first()
    if not count or oldest is None:
        return Finding(_("Waiting"), _("nothing waits to be indexed."))
    age = timezone.now() - oldest.created_at
    said = _("{articles} to be indexed, the first since {time}.").format(
        articles=counted(count, "article"), time=timesince(oldest.created_at)
    )
    if age.total_seconds() < 60 * MINUTES_TO_WAIT:
        return Finding(_("Waiting"), said)
    advice = _("Start the server, or run `manage.py update_index`.")
    return Finding(_("Waiting"), said, State.ATTENTION, advice)
