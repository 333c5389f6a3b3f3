"""Gathers what the home page says about the whole archive."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from archive.charts import Chart
from archive.coverage import chart_of_years, counts_by_year
from archive.models import Article, Import, ImportedFile
from archive.names import CountedSource, CountedTag, most_used_tags, sources_in_use

LATEST = 6
NAMES = 14
# Articles of this day in earlier years.
MEMORIES = 4


@dataclass(frozen=True)
class SampleArticles:
    """The standing import of sample articles."""

    import_run: Import
    count: int


@dataclass(frozen=True)
class Overview:
    """The archive in one page."""

    article_count: int
    source_count: int
    credit_count: int
    first_day: datetime.date | None
    last_day: datetime.date | None
    undated_count: int
    years: Chart | None
    today: datetime.date
    on_this_day: tuple[Article, ...]
    latest: tuple[Article, ...]
    tags: tuple[CountedTag, ...]
    sources: tuple[CountedSource, ...]
    samples: SampleArticles | None


def gather() -> Overview:
    """Return what the home page shows; the number of queries does not grow."""
    live = Article.objects.live()
    years = counts_by_year()
    article_count = live.count()
    sources = sources_in_use(by_count=True)
    return Overview(
        article_count=article_count,
        source_count=sum(1 for counted in sources if counted.article_count),
        credit_count=sum(1 for counted in sources if counted.credit_count),
        first_day=_end_of_time(first=True) if years else None,
        last_day=_end_of_time(first=False) if years else None,
        undated_count=article_count - sum(years.values()),
        years=chart_of_years(years),
        today=timezone.localdate(),
        on_this_day=_on_this_day(years),
        latest=tuple(live.with_labels().order_by("-id")[:LATEST]),
        tags=tuple(most_used_tags(NAMES)),
        sources=tuple(sources[:NAMES]),
        samples=find_samples(),
    )


def find_samples() -> SampleArticles | None:
    """Return the sample articles, until the first import of other articles."""
    standing = Import.objects.standing()
    samples = standing.samples().first()
    if samples is None:
        return None
    files = ImportedFile.objects.filter(article__isnull=False)
    own = standing.filter(is_sample=False, finished_at__isnull=False)
    if own.filter(Exists(files.filter(import_run=OuterRef("pk")))).exists():
        return None
    articles = Article.objects.filter(files__import_run=samples).distinct()
    return SampleArticles(samples, articles.count())


def _end_of_time(*, first: bool) -> datetime.date | None:
    dated = Article.objects.live().dated()
    ordered = dated.oldest_first() if first else dated.newest_first()
    return ordered.values_list("published_on", flat=True).first()


def _on_this_day(years: Mapping[int, int]) -> tuple[Article, ...]:
    today = timezone.localdate()
    days = [day for year in years if (day := _same_day(today, year)) and day < today]
    found = Article.objects.live().filter(published_on__in=days).newest_first()
    return tuple(found.with_labels()[:MEMORIES])


def _same_day(day: datetime.date, year: int) -> datetime.date | None:
    if (day.month, day.day) == (2, 29):
        return None
    return day.replace(year=year)
