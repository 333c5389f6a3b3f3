"""Keeps what articles were before they are changed, and brings it back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import prefetch_related_objects

from archive.models import Article, Change, CopyGroup, Source, Tag
from archive.text import name_key

M = TypeVar("M", Source, Tag)
Facts = dict[str, Any]
Pair = Sequence[Any]  # a label's id and its name

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
    "read_by",
)
PARSED_FACTS: dict[str, Callable[[str], datetime.date]] = {
    "published_on": datetime.date.fromisoformat,
    "published_at": datetime.datetime.fromisoformat,
    "edited_at": datetime.datetime.fromisoformat,
}


def facts(article: Article) -> Facts:
    """Return what an article says as JSON values; labels as (id, name) pairs."""
    source = article.source
    return {
        **{name: getattr(article, name) for name in PLAIN_FACTS},
        "published_on": iso(article.published_on),
        "published_at": iso(article.published_at),
        "edited_at": iso(article.edited_at),
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
    return set_facts(change.article, change.before)


def set_facts(article: Article, wanted: Facts) -> Article:
    """Give an article the facts that are named, and save it."""
    for name in wanted.keys() & set(PLAIN_FACTS):
        setattr(article, name, wanted[name])
    for name in wanted.keys() & PARSED_FACTS.keys():
        setattr(article, name, parse_fact(name, wanted[name]))
    if "source" in wanted:
        article.source = label_of(Source, wanted["source"])
    if "copy_group" in wanted:
        group = wanted["copy_group"]
        article.copy_group = CopyGroup.objects.filter(pk=group).first()
    article.save()
    if "credits" in wanted:
        article.credits.set(_labels(Source, wanted["credits"]))
    if "tags" in wanted:
        article.tags.set(_labels(Tag, wanted["tags"]))
    return article


def parse_fact(name: str, value: str | None) -> datetime.date | None:
    """Return a day or a moment as its column holds it."""
    return PARSED_FACTS[name](value) if value else None


def label_of(model: type[M], pair: Pair | None) -> M | None:
    """Return the label of an id and a name.

    One that was merged is what its name stands for; one that is gone is made again.
    """
    if pair is None:
        return None
    pk, name = pair
    found = model._default_manager.filter(pk=pk).first()
    return (
        found or label_called(model, name) or model._default_manager.create(name=name)
    )


def label_called(model: type[M], name: str) -> M | None:
    """Return the label that a name, or what was its name once, stands for."""
    key = name_key(name)
    return model.by_keys([key]).get(key)


def _labels(model: type[M], pairs: Iterable[Pair]) -> list[M]:
    return list(filter(None, (label_of(model, pair) for pair in pairs)))


def iso(value: datetime.date | None) -> str | None:
    """Return a day or a moment as facts hold it, a moment in one zone for all."""
    if isinstance(value, datetime.datetime) and value.tzinfo:
        value = value.astimezone(datetime.UTC)
    return value.isoformat() if value else None
