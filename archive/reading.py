"""Gathers what the page of one article shows around its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils import timezone

from archive.citing.box import CitationBox, offer_citations
from archive.citing.cited import Cited, read_article
from archive.describing import Description, describe
from archive.importing.likeness import percent_the_same
from archive.models import Article, ImportedFile, Original
from archive.models.articles import ArticleQuerySet

COPIES = 20
SAME_DAY = 6


@dataclass(frozen=True)
class Copy:
    """A copy of an article.

    percent: how much of both texts is the same; None of texts too short to say.
    """

    article: Article
    percent: int | None


@dataclass(frozen=True)
class Surroundings:
    """What belongs to an article besides its text, each looked up when it is asked for.

    bare: the article, perhaps without its labels. origin: what addresses begin with.
    version: of the database, for what is made of this to be kept by; None for what is
    not to be kept.
    """

    bare: Article
    origin: str
    version: str | None = None

    @cached_property
    def key(self) -> str:
        """What everything here depends on; nothing where it is not to be kept."""
        if self.version is None:
            return ""
        return f"{self.bare.pk} {self.version} {timezone.localdate()} {self.origin}"

    @cached_property
    def article(self) -> Article:
        """The article with its labels."""
        prefetch_related_objects([self.bare], "credits", "tags")
        return self.bare

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """Its copies, the first that was published first."""
        if self.bare.copy_group_id is None:
            return ()
        others = _others(self.bare).filter(copy_group=self.bare.copy_group_id)
        return tuple(
            Copy(other, percent_the_same(self.bare.body, other.body))
            for other in others.oldest_first().with_names()[:COPIES]
        )

    @cached_property
    def is_first(self) -> bool:
        """Whether none of its copies was published before it."""
        day = self.bare.published_on
        days = [copy.article.published_on for copy in self.copies]
        return day is not None and all(other and day < other for other in days)

    @cached_property
    def of_the_day(self) -> tuple[Article, ...]:
        """Others of its day, and one more where that is not all."""
        day = self.bare.published_on
        if day is None:
            return ()
        others = _others(self.bare).published_between(day, day).newest_first()
        return tuple(others.with_names().defer("body")[: SAME_DAY + 1])

    @property
    def same_day(self) -> tuple[Article, ...]:
        """The others of its day that are shown."""
        return self.of_the_day[:SAME_DAY]

    @cached_property
    def original(self) -> Original | None:
        """The text as it came."""
        return Original.objects.current_of(self.bare)

    @cached_property
    def files(self) -> tuple[ImportedFile, ...]:
        """The files that it was in."""
        return tuple(self.bare.files.select_related("import_run"))

    @cached_property
    def cited(self) -> Cited:
        """What citations may say of it."""
        return read_article(self.article, today=timezone.localdate())

    @cached_property
    def citations(self) -> CitationBox:
        """The ways to cite it."""
        return offer_citations(self.cited, self.files)

    @cached_property
    def description(self) -> Description:
        """What the head of the page says of it."""
        return describe(self.article, self.cited, origin=self.origin)


def _others(article: Article) -> ArticleQuerySet:
    return Article.objects.live().exclude(pk=article.pk)
