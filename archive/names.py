"""Counts the live articles of each source and tag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count

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
    published, credited = article_counts("source"), article_counts("credits")
    sources = [
        CountedSource(source, published.get(source.pk, 0), credited.get(source.pk, 0))
        for source in Source.objects.all()
        if source.pk in published or source.pk in credited
    ]
    if by_count:
        sources.sort(key=lambda counted: -counted.most)
    return sources


def count_source(source: Source) -> CountedSource:
    """Return one source with its counts."""
    live = Article.objects.live()
    published, credited = live.filter(source=source), live.filter(credits=source)
    return CountedSource(source, published.count(), credited.count())


def tags_in_use() -> list[CountedTag]:
    """Return the tags that live articles carry, by name."""
    counts = article_counts("tags")
    used = [tag for tag in Tag.objects.all() if tag.pk in counts]
    return [CountedTag(tag, counts[tag.pk]) for tag in used]


def most_used_tags(at_most: int) -> list[CountedTag]:
    """Return the tags that most live articles carry."""
    counts = article_counts("tags")
    ids = sorted(counts, key=lambda pk: (-counts[pk], pk))[:at_most]
    tags = Tag.objects.in_bulk(ids)
    return [CountedTag(tags[pk], counts[pk]) for pk in ids if pk in tags]
