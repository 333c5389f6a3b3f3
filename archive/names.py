"""Counts the live articles of each source and tag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, F, Q

from archive.models import Article, Source, Tag

Column = Literal["source", "credits", "tags"]


@dataclass(frozen=True)
class CountedSource:
    """A source with the articles it published and those that credit it."""

    source: Source
    article_count: int
    credit_count: int

    @property
    def most(self) -> int:
        """The greater number of the two."""
        return max(self.article_count, self.credit_count)


@dataclass(frozen=True)
class CountedTag:
    """A tag with the articles that carry it."""

    tag: Tag
    article_count: int


def article_counts(
    column: Column, *, among: Iterable[int | str] | None = None
) -> dict[int, int]:
    """Return the number of live articles of each name that has any, by its id."""
    articles = Article.objects.live().order_by()
    if among is not None:
        articles = articles.filter(**{f"{column}__in": list(among)})
    rows = articles.values_list(column).annotate(Count("pk"))
    return {pk: count for pk, count in rows if pk is not None}


def sources_in_use(*, by_count: bool = False) -> list[CountedSource]:
    """Return the sources that live articles name, by name or by their number."""
    counted = [_counted_source(source) for source in Source.objects.with_counts()]
    sources = [source for source in counted if source.most]
    if by_count:
        sources.sort(key=lambda source: -source.most)
    return sources


def count_source(source: Source) -> CountedSource:
    """Return one source with its counts."""
    return _counted_source(Source.objects.with_counts().get(pk=source.pk))


def tags_in_use() -> list[CountedTag]:
    """Return the tags that live articles carry, by name."""
    used = Tag.objects.with_counts().filter(Q(article_count__gt=0))
    return [CountedTag(tag, tag.article_count) for tag in used]


def most_used_tags(at_most: int) -> list[CountedTag]:
    """Return the tags that most live articles carry."""
    used = Tag.objects.with_counts().filter(Q(article_count__gt=0))
    most = used.order_by(F("article_count").desc(), "pk")[:at_most]
    return [CountedTag(tag, tag.article_count) for tag in most]


def _counted_source(source: Source) -> CountedSource:
    return CountedSource(source, source.article_count, source.credit_count)
