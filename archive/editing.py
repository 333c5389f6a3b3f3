"""Saves what a person changed about an article, or about many."""

from collections.abc import Collection, Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.changes import record_change
from archive.copies import part_copies
from archive.models import Article, Change
from archive.models.articles import ArticleQuerySet
from archive.signals import articles_changed

BATCH_SIZE = 200
TRASHING = "moved to the trash"
RESTORING = "restored from the trash"
State = Article.State


def save_edit(
    article: Article, *, changed: Collection[str], by: AbstractBaseUser, why: str
) -> None:
    """Keep what the article was, mark it as edited by hand, and save it.

    changed: the names of the edited fields. Tags and credits among them are saved by
    the caller, afterwards, so that the version kept has the old ones.
    """
    if not changed:
        return
    with transaction.atomic():
        record_change([article], by=by, why=why)
        article.edited_at = timezone.now()
        if "headline" in changed:
            article.headline_is_derived = False
        article.save()
        if parted := part_copies([article.copy_group_id]):
            article.refresh_from_db(fields=["copy_group"])
            articles_changed.send(sender=Article, ids=parted)


def move_to_trash(articles: ArticleQuerySet, *, by: AbstractBaseUser) -> int:
    """Take articles from the readers; return how many were not in the trash before.

    Each batch is a transaction of its own, so that no lock is held for long.
    """
    moved = 0
    for ids in _batches(articles):
        with transaction.atomic():
            batch = Article.objects.filter(pk__in=ids).exclude(state=State.TRASHED)
            moving = dict.fromkeys(_ids(batch), State.TRASHED.value)
            _set_states(moving, by=by, why=TRASHING)
        moved += len(moving)
    return moved


def restore_from_trash(articles: ArticleQuerySet, *, by: AbstractBaseUser) -> int:
    """Give trashed articles the state they had; return how many were in the trash."""
    restored = 0
    for ids in _batches(articles):
        with transaction.atomic():
            trashed = _ids(Article.objects.filter(pk__in=ids, state=State.TRASHED))
            states = dict.fromkeys(trashed, State.LIVE.value)
            moves = Change.objects.filter(article__in=trashed, why=TRASHING)
            states |= dict(
                moves.order_by("id").values_list("article_id", "before__state")
            )
            _set_states(states, by=by, why=RESTORING)
        restored += len(states)
    return restored


def _batches(articles: ArticleQuerySet) -> Iterator[list[int]]:
    """Yield the ids that are asked for now: the changes may end the asking."""
    ids = _ids(articles)
    for start in range(0, len(ids), BATCH_SIZE):
        yield ids[start : start + BATCH_SIZE]


def _ids(articles: ArticleQuerySet) -> list[int]:
    return list(articles.order_by("pk").values_list("pk", flat=True).distinct())


def _set_states(states: dict[int, str], *, by: AbstractBaseUser, why: str) -> None:
    """Keep what the articles were, set their states by id, and announce them."""
    if not states:
        return
    record_change([Article(pk=pk) for pk in states], by=by, why=why)
    now = timezone.now()
    for state in set(states.values()):
        ids = [pk for pk, wanted in states.items() if wanted == state]
        Article.objects.filter(pk__in=ids).update(state=state, changed_at=now)
    articles_changed.send(sender=Article, ids=list(states))
