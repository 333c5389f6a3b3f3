"""Gathers what the page of one article shows around its text."""

from __future__ import annotations

from dataclasses import dataclass

from archive.citing.box import CitationBox, offer_citations
from archive.models import Article, ImportedFile, Original
from archive.models.articles import ArticleQuerySet

COPIES = 20
SAME_DAY = 6


@dataclass(frozen=True)
class Surroundings:
    """What belongs to an article besides its text."""

    copies: tuple[Article, ...]
    same_day: tuple[Article, ...]
    same_day_count: int
    original: Original | None
    files: tuple[ImportedFile, ...]
    citations: CitationBox


def gather(article: Article) -> Surroundings:
    """Return copies, articles of the same day and where the text came from."""
    same_day = _same_day_as(article)
    files = tuple(article.files.select_related("import_run"))
    return Surroundings(
        copies=tuple(_copies_of(article).with_names()[:COPIES]),
        same_day=tuple(same_day.with_names()[:SAME_DAY]),
        same_day_count=same_day.count(),
        original=Original.objects.current_of(article),
        files=files,
        citations=offer_citations(article, files),
    )


def _copies_of(article: Article) -> ArticleQuerySet:
    live = Article.objects.live().exclude(pk=article.pk).oldest_first()
    if article.copy_group_id is None:
        return live.none()
    return live.filter(copy_group=article.copy_group_id)


def _same_day_as(article: Article) -> ArticleQuerySet:
    live = Article.objects.live().exclude(pk=article.pk).newest_first()
    if article.published_on is None:
        return live.none()
    return live.published_between(article.published_on, article.published_on)
