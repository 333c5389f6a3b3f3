"""Sources and tags: the names that articles carry."""

from __future__ import annotations

from functools import lru_cache

from django.apps import apps
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import get_script_prefix, reverse

from archive.fields import DerivedText
from archive.text import name_key


def _key(named: Source | SourceAlias | Tag) -> str:
    return name_key(named.name)


@lru_cache(maxsize=1_000)
def _path(page: str, key: str, _prefix: str) -> str:
    """Return where a name leads; a page of results has a hundred of them."""
    return reverse(page, args=[key])


def _live_articles(column: str) -> Coalesce:
    """Count the live articles that name the row in a column.

    A subquery each: two counts over joins would multiply.
    """
    live = apps.get_model("archive", "Article").objects.live().order_by()
    named = live.filter(**{column: OuterRef("pk")}).values(column)
    counts = named.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources by what they are asked for."""

    def with_counts(self) -> SourceQuerySet:
        """Add article_count and credit_count, live articles only."""
        counts = {
            "article_count": _live_articles("source"),
            "credit_count": _live_articles("credits"),
        }
        return self.annotate(**counts)

    def unused(self) -> SourceQuerySet:
        """Keep sources that no article names and no person gave an alias."""
        return self.filter(articles=None, credited_articles=None, aliases=None)


class Source(models.Model):
    """A publication that articles were taken from, or an agency they rest on."""

    name = models.CharField(max_length=200)
    key = DerivedText(compute=_key, max_length=200, unique=True)
    is_named = models.BooleanField(
        default=True,
        help_text="Off for words like “Agencies” that credit nobody in particular.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    # Only on rows of `with_counts()`.
    article_count: int
    credit_count: int

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _path("source", self.key, get_script_prefix())


class SourceAlias(models.Model):
    """Another name of a source, which imports and addresses obey."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    key = DerivedText(compute=_key, max_length=200, unique=True)

    class Meta:
        ordering = ["key"]
        verbose_name_plural = "source aliases"

    def __str__(self) -> str:
        return self.name


class TagQuerySet(models.QuerySet["Tag"]):
    """Tags by what they are asked for."""

    def with_counts(self) -> TagQuerySet:
        """Add article_count, live articles only."""
        counts = {"article_count": _live_articles("tags")}
        return self.annotate(**counts)

    def unused(self) -> TagQuerySet:
        """Keep tags that no article carries."""
        return self.filter(articles=None)


class Tag(models.Model):
    """Our label on an article."""

    name = models.CharField(max_length=100)
    key = DerivedText(compute=_key, max_length=100, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    # Only on rows of `with_counts()`.
    article_count: int

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _path("tag", self.key, get_script_prefix())
