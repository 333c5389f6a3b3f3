"""Saves what a person changed about an article, or about many."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.changes import facts, record_change, set_facts
from archive.copies import part_copies
from archive.correcting.applying import apply
from archive.correcting.kinds import Restore, SetState
from archive.history import differences, version_before
from archive.importing.renewing import renew_copies
from archive.locally import dated
from archive.models import Article, Change, Correction
from archive.models.articles import ArticleQuerySet
from archive.signals import articles_changed

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
        if "body" in changed:
            moved = renew_copies([article.pk])
        else:
            moved = part_copies([article.copy_group_id])
        if moved:
            article.refresh_from_db(fields=["copy_group"])
            articles_changed.send(sender=Article, ids=moved)


def save_new(article: Article) -> None:
    """Save an article that a person wrote, with its copies found."""
    with transaction.atomic():
        article.save()
        if moved := renew_copies([article.pk]):
            article.refresh_from_db(fields=["copy_group"])
            articles_changed.send(sender=Article, ids=moved)


def bring_back(change: Change, *, by: AbstractBaseUser) -> bool:
    """Make an article what it was before a change; return whether that is another.

    It is a change of its own, so that it can be taken back in the same way. Whether
    readers see the article stays as it is.
    """
    with transaction.atomic():
        article, before = change.article, version_before(change)
        if not list(differences(before, facts(article))):
            return False
        when = dated(timezone.localtime(change.made_at), "j M Y, H:i")
        why = _("brought back from before {moment}").format(moment=when)
        record_change([article], by=by, why=why)
        article.edited_at = timezone.now()
        left = article.copy_group_id
        set_facts(article, before)
        if moved := renew_copies([article.pk], left=[left]):
            articles_changed.send(sender=Article, ids=moved)
    return True


def move_to_trash(articles: ArticleQuerySet, *, by: AbstractBaseUser) -> Correction:
    """Take articles from the readers and from the index."""
    return apply(SetState(State.TRASHED.value), _ids(articles), by=by)


def restore_from_trash(
    articles: ArticleQuerySet, *, by: AbstractBaseUser
) -> Correction:
    """Give trashed articles the state that they had."""
    return apply(Restore(), _ids(articles), by=by)


def _ids(articles: ArticleQuerySet) -> list[int]:
    return list(articles.order_by("pk").values_list("pk", flat=True).distinct())
