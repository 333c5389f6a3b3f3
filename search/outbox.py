"""Carries article changes from the database to the index."""

from __future__ import annotations

import logging
import threading
import time

from django.db import connection, connections
from django.db.utils import DatabaseError

from search.documents import documents
from search.engine import IndexUnusable
from search.models import PendingChange
from search.whoosh_engine import Batch, index_lock
from search.whoosh_engine.rebuilding import is_rebuilding

logger = logging.getLogger(__name__)

ARTICLES_A_COMMIT = 500
SECONDS_BETWEEN_LOOKS = 0.5

# Notes that were applied but stay for a rebuild's new generation: by generation, the
# last note's id. Lost with the process, which only repeats work.
_applied: dict[int, int] = {}


def pending_count() -> int:
    """Return the number of articles that wait to be indexed."""
    return PendingChange.objects.filter(pk__gt=_last_applied()).article_count()


def drain(
    *, limit: int | None = None, seconds: float | None = None, wait: bool = True
) -> int:
    """Bring the index up to date; return the number of articles applied.

    limit: articles at most. seconds: begin no commit after so long. wait: whether to
    wait for another writer, else leave the work to it.
    Raises IndexUnusable, and RuntimeError inside a transaction: what is not yet
    committed could be indexed and then rolled back.
    """
    if connection.in_atomic_block:
        raise RuntimeError("drain() must not run inside a transaction")
    started = time.monotonic()
    total = 0
    while PendingChange.objects.filter(pk__gt=_last_applied()).exists():
        allowed = min(ARTICLES_A_COMMIT, (limit or total + ARTICLES_A_COMMIT) - total)
        if allowed <= 0 or (seconds and time.monotonic() - started > seconds):
            break
        # The lock comes first: an article read before it may already be stale.
        with index_lock(wait=wait) as held:
            if not held:
                break
            total += _apply(allowed)
        # Looked at once more after letting go: whoever found the lock taken meanwhile
        # left its notes to us.
    return total


def _apply(limit: int) -> int:
    """Apply the oldest notes of at most `limit` articles in one commit."""
    keep_notes = is_rebuilding()
    batch = Batch()
    after = _applied.get(batch.generation, 0)
    rows = PendingChange.objects.filter(pk__gt=after).values_list("pk", "article_id")
    notes: list[int] = []
    changed: set[int] = set()
    for pk, article_id in rows.order_by("pk")[: limit * 4]:
        if len(changed) >= limit and article_id not in changed:
            break
        notes.append(pk)
        changed.add(article_id)
    if not notes:
        return 0
    ids = sorted(changed)
    batch.commit(gone=ids, documents=documents(ids))
    if keep_notes:
        _applied[batch.generation] = notes[-1]
    else:
        PendingChange.objects.forget(notes)
    return len(ids)


def _last_applied() -> int:
    return max(_applied.values(), default=0) if is_rebuilding() else 0


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
        """Drain once; say each new trouble once, and try again the next time."""
        try:
            drain()
            self.complaint = ""
        except (IndexUnusable, DatabaseError, OSError) as error:
            if str(error) != self.complaint:
                self.complaint = str(error)
                logger.warning("The index was not brought up to date: %s", error)
        finally:
            connections.close_all()


def start_thread() -> None:
    """Start the drain thread; called once by the server process."""
    DrainThread().start()
