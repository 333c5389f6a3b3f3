"""Tells what lies in the trash since when, and empties it."""

import datetime
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import DateTimeField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from archive.copies import part_copies
from archive.models import Article, Change
from archive.models.articles import ArticleQuerySet
from archive.signals import articles_changed

logger = logging.getLogger(__name__)

BATCH_SIZE = 100
SECONDS_BETWEEN_LOOKS = 3_600


def in_trash() -> ArticleQuerySet:
    """Return the articles in the trash with `trashed_at`, the longest there first."""
    moves = Change.objects.from_another_state().filter(article=OuterRef("pk"))
    moved_at = Subquery(moves.order_by("-id").values("made_at")[:1])
    trashed = Article.objects.filter(state=Article.State.TRASHED)
    since = Coalesce(moved_at, F("changed_at"), output_field=DateTimeField())
    return trashed.annotate(trashed_at=since).order_by(F("trashed_at").asc(), "id")


def trashed_before(moment: datetime.datetime) -> ArticleQuerySet:
    """Return the articles that have been in the trash since before a moment."""
    return in_trash().filter(Q(trashed_at__lte=moment))


def overdue() -> ArticleQuerySet:
    """Return the articles whose stated time in the trash is over."""
    if not settings.TRASH_DAYS:
        return Article.objects.none()
    return trashed_before(days_ago(settings.TRASH_DAYS))


def days_ago(days: int) -> datetime.datetime:
    """Return the moment that lies so many days back."""
    return timezone.now() - datetime.timedelta(days=days)


def empty(articles: ArticleQuerySet) -> int:
    """Delete those of the articles that are still in the trash, for good.

    Their originals, histories and copy groups' ties go with them. A file that is
    imported again makes a new article. Returns how many went.
    """
    deleted = 0
    for ids in _batches(articles):
        with transaction.atomic():
            # Asked again with the lock held: somebody may have restored one.
            batch = Article.objects.filter(pk__in=ids, state=Article.State.TRASHED)
            groups = list(batch.order_by().values_list("copy_group", flat=True))
            _, by_model = batch.delete()
            articles_changed.send(sender=Article, ids=part_copies(groups))
        deleted += by_model.get("archive.Article", 0)
    return deleted


def start_thread() -> None:
    """Empty the trash of what is overdue, now and every hour, if that is wanted.

    Called once by the server process.
    """
    if settings.TRASH_DAYS:
        threading.Thread(target=_keep_emptying, name="trash", daemon=True).start()


def _keep_emptying() -> None:
    while True:
        try:
            if deleted := empty(overdue()):
                logger.warning("The trash was emptied of %d articles.", deleted)
        except DatabaseError as error:
            logger.warning("The trash could not be emptied: %s", error)
        finally:
            connections.close_all()
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _batches(articles: ArticleQuerySet) -> Iterator[list[Any]]:
    ids = list(articles.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH_SIZE):
        yield ids[start : start + BATCH_SIZE]
