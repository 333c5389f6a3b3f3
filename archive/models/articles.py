"""Articles: what is in the archive."""

from __future__ import annotations

import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from archive.fields import DerivedCount, DerivedText
from archive.importing.trailers import LONGEST_LINE, trailer_left
from archive.models.labels import Source, Tag
from archive.text import count_words, digest

# What stands in a slug's place in other addresses of an article.
NO_SLUGS = {"", "edit", "newer", "copies"}


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles by what they are asked for."""

    def live(self) -> ArticleQuerySet:
        """Keep the articles that readers see and the index holds."""
        return self.filter(state=Article.State.LIVE)

    def unseen(self) -> ArticleQuerySet:
        """Keep the articles that readers do not see.

        The state is written out: SQLite finds the index of a part of the rows by it.
        """
        return self.exclude(state=RawSQL("'live'", ()))

    def with_names(self) -> ArticleQuerySet:
        """Load what a line of a list names, source and credits, in two queries."""
        return self.select_related("source").prefetch_related("credits")

    def with_labels(self) -> ArticleQuerySet:
        """Load source, credits and tags along, in three queries."""
        return self.with_names().prefetch_related("tags")

    def dated(self) -> ArticleQuerySet:
        """Keep the articles whose day of publication is known."""
        return self.filter(published_on__isnull=False)

    def undated(self) -> ArticleQuerySet:
        """Keep the articles whose day of publication is unknown."""
        return self.filter(published_on__isnull=True)

    def with_trailer_left(self) -> ArticleQuerySet:
        """Keep the articles whose last line is like a trailer that no rule took."""
        return self.filter(trailer_left__gt="")

    def published_between(
        self, first: datetime.date, last: datetime.date
    ) -> ArticleQuerySet:
        """Keep the articles published from `first` to `last`, both included."""
        return self.filter(published_on__range=(first, last))

    def by_source(self, source: Source) -> ArticleQuerySet:
        """Keep the articles taken from a source or based on its reports."""
        taken = Article.objects.order_by().filter(source=source)
        based_on_it = Article.credits.through.objects.filter(source=source)
        return self._among(taken.values("pk"), based_on_it.values("article"))

    def tagged(self, tag: Tag) -> ArticleQuerySet:
        """Keep the articles that carry a tag."""
        carrying = Article.tags.through.objects.filter(tag=tag)
        return self._among(carrying.values("article"))

    def newest_first(self) -> ArticleQuerySet:
        """Order by day, newest first and undated last, then by id."""
        return self.order_by(F("published_on").desc(nulls_last=True), "-id")

    def oldest_first(self) -> ArticleQuerySet:
        """Order by day, oldest first and undated last, then by id."""
        return self.order_by(F("published_on").asc(nulls_last=True), "id")

    def _among(self, *numbers: models.QuerySet[Any, Any]) -> ArticleQuerySet:
        """Keep the articles that one of some queries names.

        Nought is added so that SQLite reads along the index of the newest, instead of
        every article named to put them in order.
        """
        named = [Q(number__in=of_some) for of_some in numbers]
        return self.alias(number=F("pk") + 0).filter(reduce(or_, named))


class Article(models.Model):
    """One news text, its facts and its labels."""

    class State(models.TextChoices):
        LIVE = "live", _("Live")
        HIDDEN = "hidden", _("Hidden")
        TRASHED = "trashed", _("Trashed")

    headline = models.CharField(_("headline"), max_length=500)
    headline_is_derived = models.BooleanField(
        _("headline was derived"),
        default=False,
        help_text=_("The headline was made from the first sentence, not read."),
    )
    body = models.TextField(
        _("body"), blank=True, help_text=_("Paragraphs, parted by one blank line.")
    )
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("Empty when unknown.")
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("Only when the hour is known."),
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("source"),
        help_text=_("The publication it was taken from; empty when unknown."),
    )
    credits = models.ManyToManyField(
        Source,
        blank=True,
        related_name="credited_articles",
        verbose_name=_("credits"),
        help_text=_("The reports the text is based on."),
    )
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    dateline = models.CharField(_("dateline"), max_length=300, blank=True)
    section = models.CharField(_("section"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("Such as en.")
    )
    url = models.URLField(_("url"), max_length=2000, blank=True)
    tags = models.ManyToManyField(
        Tag, blank=True, related_name="articles", verbose_name=_("tags")
    )
    copy_group = models.ForeignKey(
        "CopyGroup", models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    state = models.CharField(
        _("state"), max_length=7, choices=State, default=State.LIVE
    )
    word_count = DerivedCount(
        _("word count"), compute=lambda article: count_words(article.body)
    )
    text_digest = DerivedText(
        compute=lambda article: digest(article.body or article.headline),
        max_length=64,
        db_index=True,
    )
    trailer_left = DerivedText(
        compute=lambda article: trailer_left(article.body),
        max_length=LONGEST_LINE,
        default="",
    )
    read_by = models.JSONField(
        default=list,
        editable=False,
        help_text="Of each line that rules took: the rule, the line, what it gave.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    edited_at = models.DateTimeField(
        _("edited by hand"), null=True, blank=True, editable=False
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-id"]
        indexes = [
            # Days, labels and copies are counted in it: a whole article is long.
            models.Index(
                fields=[
                    *("-published_on", "-id"),
                    *("state", "source", "copy_group", "word_count"),
                ],
                name="newest",
            ),
            models.Index(fields=["trailer_left", "state"], name="trailers_left"),
            models.Index(fields=["state"], name="unseen", condition=~Q(state="live")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(headline=""), name="article_has_a_headline"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["live", "hidden", "trashed"]),
                name="article_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_on__isnull=False),
                name="article_with_an_hour_has_a_day",
                violation_error_message=_(
                    "Where the hour of publication is known, so is the day: give "
                    "both, or no hour."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """The readable part of the address."""
        slug = slugify(self.headline, allow_unicode=True)[:60].strip("-")
        return slug if slug not in NO_SLUGS else "article"

    @property
    def is_live(self) -> bool:
        """Whether readers see it."""
        return self.state == self.State.LIVE

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs."""
        return [part for part in self.body.split("\n\n") if part.strip()]
