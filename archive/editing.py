"""Saves what a person changed about an article."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from archive.changes import record_change
from archive.models import Article


def save_edit(
    article: Article, *, changed: Collection[str], by: AbstractBaseUser, why: str
) -> None:
    """Keep what the article was, mark it as edited by hand, and save it.

    changed: the names of the edited fields. Tags and credits among them are saved by
    the caller, afterwards, so that the version kept has the old ones.
    """
    if not changed:
        return
    record_change([article], by=by, why=why)
    article.edited_at = timezone.now()
    if "headline" in changed:
        article.headline_is_derived = False
    article.save()
