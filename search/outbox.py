"""Carries article changes from the database to the index."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence

from django.db import connection, connections
from django.db.utils import DatabaseError

from search.documents import documents
from search.engine import IndexUnusable
from search.models import PendingChange, PendingChangeQuerySet
from search.whoosh_engine import (
    Batch,
    current_generation,
    index_lock,
    is_rebuilding,
    merge_when_crowded,
)

logger = logging.getLogger(__name__)

ARTICLES_A_COMMIT = 500
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_FOR_OTHERS = 0.05


def pending_count() -> int:
    """Return the number of articles that wait to be indexed."""
    try:
        return _waiting().article_count()
    except IndexUnusable:
        return PendingChange.objects.article_count()


def drain(*, gently: bool = False) -> int:
    """Bring the index up to date; return the number of articles applied.

    Raises IndexUnusable, and RuntimeError inside a transaction: what is not yet
    committed could be indexed and then rolled back.
    """
    _refuse_transaction()
    total = 0
    while _waiting().exists():
        begun = time.monotonic()
        # The lock comes first: an article read before it may already be stale.
        with index_lock(wait=True):
            applied = _apply(_newest(ARTICLES_A_COMMIT))
        if not applied:
            break
        total += applied
        # Looked at once more after letting go: whoever found the lock taken meanwhile
        # left its notes to us. A request that waits for the lock gets it now.
        took = time.monotonic() - begun if gently else 0
        time.sleep(max(SECONDS_FOR_OTHERS, took))
    return total


def drain_articles(article_ids: Sequence[int], seconds: float) -> int:
    """Apply the notes of a few articles before all others.

    seconds: how long to wait for another writer, who then has the work.
    """
    _refuse_transaction()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with index_lock(wait=False) as held:
            if held:
                return _apply(article_ids)
    return 0


def _refuse_transaction() -> None:
    if connection.in_atomic_block:
        raise RuntimeError("the index cannot be drained inside a transaction")


def _waiting() -> PendingChangeQuerySet:
    """Return the notes not yet applied to the generation in use."""
    return PendingChange.objects.waiting_for(current_generation())


def _newest(limit: int) -> list[int]:
    """Return at most `limit` articles that wait, the last changed first.

    An edit is looked for at once; the thousands of an import can wait.
    """
    rows = _waiting().order_by("-pk").values_list("article_id", flat=True)
    return list(dict.fromkeys(rows[: limit * 4]))[:limit]


def _apply(article_ids: Sequence[int]) -> int:
    """Index articles in one commit, forget their notes; return how many there were.

    The caller holds the index's lock.
    """
    # The notes come before the articles: a change after this leaves a note that stays.
    rows = PendingChange.objects.filter(article_id__in=article_ids)
    notes = dict(rows.values_list("pk", "article_id"))
    if not notes:
        return 0
    # Asked before the articles are read: a rebuild that begins later reads them itself.
    keep_notes = is_rebuilding()
    batch = Batch()
    ids = sorted(set(notes.values()))
    # Read whole first, so that a commit fails for the index's own reasons only.
    batch.commit(gone=ids, documents=list(documents(ids)))
    if keep_notes:
        PendingChange.objects.mark_applied(list(notes), batch.generation)
    else:
        PendingChange.objects.forget(list(notes))
        PendingChange.objects.filter(applied_to=batch.generation).delete()
    return len(ids)


class DrainThread(threading.Thread):
    """Drains what requests, commands and other processes left."""

    def __init__(self) -> None:
        super().__init__(name="drain", daemon=True)
        self.complaint = ""

    def run(self) -> None:
        while True:
            self.look()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def look(self) -> None:
        """Drain, then merge; say each new trouble once, and try again the next time."""
        try:
            drain(gently=True)
            # Large merges take seconds: one a look, when nothing waits.
            merge_when_crowded()
            self.complaint = ""
        except Exception as error:  # The last stop of a thread that must go on.
            if str(error) != self.complaint:
                self.complaint = str(error)
                expected = isinstance(error, IndexUnusable | DatabaseError | OSError)
                logger.warning(
                    "The index was not brought up to date: %s",
                    error,
                    exc_info=None if expected else error,
                )
        finally:
            connections.close_all()


def start_thread() -> None:
    """Start the drain thread; called once by the server process."""
    DrainThread().start()
