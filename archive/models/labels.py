"""Sources and tags: the names that articles carry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from archive.fields import DerivedText
from archive.text import name_key


def _key(named: Source | Tag | Alias) -> str:
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


class Label(models.Model):
    """A source or a tag: what it can be asked for by its names."""

    name: models.CharField[str, str]
    key: DerivedText

    class Meta:
        abstract = True
        ordering = ["key"]

    @classmethod
    def by_keys(cls, keys: Iterable[str]) -> dict[str, Self]:
        """Return the label that each known key stands for; aliases are obeyed."""
        wanted, labels = set(keys), cls._default_manager
        found = {label.key: label for label in labels.filter(key__in=wanted)}
        meant = cls.keys_meant(wanted - found.keys())
        owners = {label.key: label for label in labels.filter(key__in=meant.values())}
        return found | {alias: owners[key] for alias, key in meant.items()}

    @classmethod
    def begun(cls, key: str, *, at_most: int) -> dict[str, str]:
        """Return labels by name, each with its first name or alias that begins so."""
        labels: models.Manager[Any] = cls._default_manager
        own = labels.filter(key__startswith=key).order_by()
        others = labels.filter(aliases__key__startswith=key).order_by()
        rows = own.values_list("key", "name", F("name")).union(
            others.values_list("aliases__key", "name", "aliases__name")
        )
        found: dict[str, str] = {}
        for __, name, called in rows.order_by("key"):
            found.setdefault(name, called)
            if len(found) == at_most:
                break
        return found

    @classmethod
    def all_keys(cls) -> frozenset[str]:
        """Return the keys of all labels and of their aliases."""
        labels: models.Manager[Any] = cls._default_manager
        aliases = labels.exclude(aliases=None).order_by()
        own = labels.order_by().values_list("key")
        return frozenset(
            key for (key,) in own.union(aliases.values_list("aliases__key"))
        )

    @classmethod
    def keys_meant(cls, keys: Iterable[str]) -> dict[str, str]:
        """Return the key of a label for each of its aliases' keys."""
        labels: models.Manager[Any] = cls._default_manager
        found = labels.filter(aliases__key__in=set(keys)).order_by()
        return dict(found.values_list("aliases__key", "key"))

    @classmethod
    def other_keys(cls, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Return the keys of labels that have aliases, each with an alias's key."""
        labels: models.Manager[Any] = cls._default_manager
        found = labels.filter(key__in=set(keys), aliases__isnull=False).order_by()
        return list(found.values_list("key", "aliases__key"))


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


class Source(Label):
    """A publication that articles were taken from, or an agency they rest on."""

    name = models.CharField(_("name"), max_length=200)
    key = DerivedText(compute=_key, max_length=200, unique=True)
    is_named = models.BooleanField(
        _("is named"),
        default=True,
        help_text=_("Off for words like “Agencies” that credit nobody in particular."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    # Only on rows of `with_counts()`.
    article_count: int
    credit_count: int

    objects = SourceQuerySet.as_manager()

    class Meta(Label.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _path("source", self.key, get_script_prefix())


class Alias(models.Model):
    """Another name of a label, which imports, addresses and queries obey."""

    name = models.CharField(_("name"), max_length=200)
    key = DerivedText(compute=_key, max_length=200, unique=True)

    class Meta:
        abstract = True
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class SourceAlias(Alias):
    """Another name of a source."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name = _("source alias")
        verbose_name_plural = _("source aliases")


class TagQuerySet(models.QuerySet["Tag"]):
    """Tags by what they are asked for."""

    def with_counts(self) -> TagQuerySet:
        """Add article_count, live articles only."""
        counts = {"article_count": _live_articles("tags")}
        return self.annotate(**counts)

    def unused(self) -> TagQuerySet:
        """Keep tags that no article carries and no person gave an alias."""
        return self.filter(articles=None, aliases=None)


class Tag(Label):
    """Our label on an article."""

    name = models.CharField(_("name"), max_length=100)
    key = DerivedText(compute=_key, max_length=100, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    # Only on rows of `with_counts()`.
    article_count: int

    objects = TagQuerySet.as_manager()

    class Meta(Label.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _path("tag", self.key, get_script_prefix())


class TagAlias(Alias):
    """Another name of a tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name = _("tag alias")
        verbose_name_plural = _("tag aliases")


class KeptApart(models.Model):
    """Two names that look alike and that somebody does not want to be merged."""

    model = models.CharField(
        max_length=6, choices=[("source", "source"), ("tag", "tag")]
    )
    first_key = models.CharField(max_length=200)
    second_key = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "names kept apart"
        constraints = [
            models.UniqueConstraint(
                fields=["model", "first_key", "second_key"], name="kept_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(first_key__lt=F("second_key")), name="kept_apart_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_key}, {self.second_key}"
