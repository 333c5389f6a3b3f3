"""Keeps what articles were before they are changed, and brings it back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import prefetch_related_objects

from archive.models import Article, Change, CopyGroup, Source, Tag
from archive.text import name_key

M = TypeVar("M", Source, Tag)

PLAIN_FACTS = (
    "headline",
    "headline_is_derived",
    "body",
    "byline",
    "dateline",
    "section",
    "language",
    "url",
    "state",
)


def facts(article: Article) -> dict[str, Any]:
    """Return what an article says as JSON values; labels as (id, name) pairs."""
    source = article.source
    return {
        **{name: getattr(article, name) for name in PLAIN_FACTS},
        "published_on": _iso(article.published_on),
        "published_at": _iso(article.published_at),
        "edited_at": _iso(article.edited_at),
        "copy_group": article.copy_group_id,
        "source": [source.pk, source.name] if source else None,
        "credits": sorted([credit.pk, credit.name] for credit in article.credits.all()),
        "tags": sorted([tag.pk, tag.name] for tag in article.tags.all()),
    }


def record_change(
    articles: Iterable[Article], *, by: AbstractBaseUser | None, why: str
) -> list[Change]:
    """Keep what the articles are now; call it before they change.

    The rows are read again, so that values already set on the objects are not taken
    for what was. Returns one change an article, in the order given.
    """
    ids = [article.pk for article in articles]
    stored = Article.objects.select_related("source").in_bulk(ids)
    prefetch_related_objects(list(stored.values()), "credits", "tags")
    return Change.objects.bulk_create(
        Change(article_id=pk, made_by_id=by.pk if by else None, why=why[:200],
               before=facts(stored[pk]))
        for pk in ids
    )  # fmt: skip


def put_back(change: Change) -> Article:
    """Set an article to what it was before a change.

    Keeps no version of what it is now, and tells the index nothing more than saving
    does. A label that was deleted since is made again under its name.
    """
    article, before = change.article, change.before
    for name in PLAIN_FACTS:
        setattr(article, name, before[name])
    day, moment, edited = (
        before[name] for name in ("published_on", "published_at", "edited_at")
    )
    article.published_on = datetime.date.fromisoformat(day) if day else None
    article.published_at = datetime.datetime.fromisoformat(moment) if moment else None
    article.edited_at = datetime.datetime.fromisoformat(edited) if edited else None
    source = before["source"]
    article.source = _label(Source, *source) if source else None
    group = before["copy_group"]
    article.copy_group = CopyGroup.objects.filter(pk=group).first()
    article.save()
    article.credits.set([_label(Source, *pair) for pair in before["credits"]])
    article.tags.set([_label(Tag, *pair) for pair in before["tags"]])
    return article


def _label(model: type[M], pk: int, name: str) -> M:
    found = model._default_manager.filter(pk=pk).first()
    if found is not None:
        return found
    label, _ = model._default_manager.get_or_create(
        key=name_key(name), defaults={"name": name}
    )
    return label


def _iso(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None
