"""Counts the live articles of each source and tag."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

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


def article_counts(column: Column, *, of: int | None = None) -> dict[int, int]:
    """Return the number of live articles of each name that has any, by its id.

    All that is named is counted, and what readers do not see is taken off: that is
    little, and no article is read. of: the one name to count.
    """
    rows, name, unseen = _namings(column)
    if of is not None:
        rows = rows.filter(**{name: of})
    counts = Counter(dict(rows.values_list(name).annotate(number=Count("*"))))
    counts.subtract(unseen.values_list(name, flat=True))
    return {pk: count for pk, count in counts.items() if pk is not None and count > 0}


def sources_in_use(*, by_count: bool = False) -> list[CountedSource]:
    """Return the sources that live articles name, by name or by their number."""
    published, credited = article_counts("source"), article_counts("credits")
    counted = [
        CountedSource(source, published.get(source.pk, 0), credited.get(source.pk, 0))
        for source in Source.objects.all()
        if source.pk in published or source.pk in credited
    ]
    return sorted(counted, key=lambda s: -s.most) if by_count else counted


def count_tag(tag: Tag) -> CountedTag:
    """Return one tag with its count."""
    return CountedTag(tag, article_counts("tags", of=tag.pk).get(tag.pk, 0))


def count_source(source: Source) -> CountedSource:
    """Return one source with its counts."""
    published, credited = (
        article_counts(column, of=source.pk).get(source.pk, 0)
        for column in ("source", "credits")
    )
    return CountedSource(source, published, credited)


def count_articles(counted: CountedSource) -> int:
    """Return how many live articles a source published or is credited in."""
    if not (counted.article_count and counted.credit_count):
        return counted.most
    published = Article.objects.order_by().filter(source=counted.source)
    credited = Article.credits.through.objects.filter(source=counted.source)
    both = credited.filter(article__in=published.values("pk"))
    unseen = Article.objects.unseen().order_by()
    count = both.exclude(article__in=unseen.values("pk")).count()
    return counted.article_count + counted.credit_count - count


def tags_in_use(*, by_count: bool = False) -> list[CountedTag]:
    """Return the tags that live articles carry, by name or by their number."""
    counts = article_counts("tags")
    used = [tag for tag in Tag.objects.all() if tag.pk in counts]
    if by_count:
        used.sort(key=lambda tag: -counts[tag.pk])
    return [CountedTag(tag, counts[tag.pk]) for tag in used]


def most_used_tags(at_most: int) -> list[CountedTag]:
    """Return the tags that most live articles carry."""
    return tags_in_use(by_count=True)[:at_most]


def _namings(column: Column) -> tuple[Any, str, Any]:
    """Return the rows that name, their column, and those of what is not seen."""
    unseen = Article.objects.unseen().order_by()
    if column == "source":
        return Article.objects.order_by(), column, unseen
    rows, name = {
        "credits": (Article.credits.through.objects, "source"),
        "tags": (Article.tags.through.objects, "tag"),
    }[column]
    return rows, name, rows.filter(article__in=unseen.values("pk"))
