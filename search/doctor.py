"""Tells the doctor how it is with the index."""

from __future__ import annotations

from django.db import DatabaseError
from django.utils import timezone
from django.utils.timesince import timesince

from archive.findings import Finding, State
from archive.locally import counted
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
        return [Finding("Index", str(error), State.WRONG)]
    except DatabaseError as error:
        said = f"cannot be compared with the database: {error}."
        return [Finding("Index", said, State.WRONG, "See what is said of that.")]


def _index() -> Finding:
    # What waits comes first: drained meanwhile, it is in the index.
    waiting = outbox.pending_count()
    live, state = Article.objects.live().count(), index_state()
    held = counted(state.article_count, "article")
    said = f"generation {state.generation}, {held}."
    if waiting or state.article_count == live:
        return Finding("Index", said)
    return Finding(
        "Index",
        f"{said} The database has {live:,}.",
        State.WRONG,
        "Run `manage.py check_index --repair`.",
    )


def _waiting() -> Finding:
    count = outbox.pending_count()
    oldest = PendingChange.objects.order_by("pk").first()
    if not count or oldest is None:
        return Finding("Waiting", "nothing waits to be indexed.")
    age = timezone.now() - oldest.created_at
    said = (
        f"{counted(count, 'article')} to be indexed, the first since "
        f"{timesince(oldest.created_at)}."
    )
    if age.total_seconds() < 60 * MINUTES_TO_WAIT:
        return Finding("Waiting", said)
    advice = "Start the server, or run `manage.py update_index`."
    return Finding("Waiting", said, State.ATTENTION, advice)
