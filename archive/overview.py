"""Gathers what the home page says about the whole archive."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from archive.charts import Chart
from archive.coverage import chart_of, counts_by_month
from archive.kept import keep
from archive.models import Article, Import, ImportedFile
from archive.names import CountedSource, CountedTag, most_used_tags, sources_in_use
from archive.neighbours import ends_of, same_day

LATEST = 5
NAMES = 8
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
    coverage: Chart | None
    today: datetime.date
    on_this_day: tuple[Article, ...]
    latest: tuple[Article, ...]
    tags: tuple[CountedTag, ...]
    sources: tuple[CountedSource, ...]
    samples: SampleArticles | None


def gather() -> Overview:
    """Return what the home page shows; the number of queries does not grow."""
    return keep(f"overview-{timezone.localdate()}", _gather)


def _gather() -> Overview:
    live = Article.objects.live()
    months, undated_count = counts_by_month(), live.undated().count()
    ends = ends_of(live)
    sources = sources_in_use(by_count=True)
    return Overview(
        article_count=sum(months.values()) + undated_count,
        source_count=sum(1 for counted in sources if counted.article_count),
        credit_count=sum(1 for counted in sources if counted.credit_count),
        first_day=ends[0] if ends else None,
        last_day=ends[1] if ends else None,
        undated_count=undated_count,
        coverage=chart_of(months),
        today=timezone.localdate(),
        on_this_day=_on_this_day({month.year for month in months}),
        latest=tuple(live.with_names().defer("body").order_by("-id")[:LATEST]),
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


def _on_this_day(years: Iterable[int]) -> tuple[Article, ...]:
    today = timezone.localdate()
    days = [day for year in years if (day := same_day(today, year)) and day < today]
    found = Article.objects.live().filter(published_on__in=days).newest_first()
    return tuple(found.with_names().defer("body")[:MEMORIES])
