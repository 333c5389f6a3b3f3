"""Corrections: one change of many articles, made and undone as a whole."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DAYS_TO_UNDO = 30
# A preview that nobody applied within a day is forgotten.
DAYS_OF_A_PREVIEW = 1


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections by what they are asked for."""

    def begun(self) -> CorrectionQuerySet:
        """Leave out the previews."""
        return self.filter(begun_at__isnull=False)

    def forgotten(self) -> CorrectionQuerySet:
        """Keep previews that nobody applied in time."""
        since = timezone.now() - datetime.timedelta(days=DAYS_OF_A_PREVIEW)
        return self.filter(begun_at=None, made_at__lt=since)

    def without_articles(self) -> CorrectionQuerySet:
        """Leave the long list of articles in the database."""
        return self.defer("articles")


class Correction(models.Model):
    """One change of many articles: previewed, then applied, and undone if need be."""

    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("made by"),
    )
    what = models.CharField(_("what"), max_length=200)
    change = models.JSONField(help_text="As `kinds.to_json` gives.")
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    takes_back = models.BooleanField(
        default=False, help_text="Off for a change, and for one that is made again."
    )
    article_count = models.PositiveIntegerField()
    articles = models.JSONField(
        help_text="Pairs of an article's id and when it was last changed, as previewed."
    )
    preview = models.JSONField(default=dict, help_text="What was not to be changed.")
    position = models.PositiveIntegerField(
        default=0, help_text="How many of the articles it is through with."
    )
    left = models.JSONField(
        default=list, help_text="Pairs of an article's id and why it was left alone."
    )
    merged = models.JSONField(
        default=list, help_text="Labels that it merges or parts again, as they were."
    )
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__lte=F("article_count")),
                name="correction_ends_with_its_articles",
            ),
        ]

    def __str__(self) -> str:
        return gettext("correction {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        return reverse("admin:archive_correction_change", args=[self.pk])

    def address_leading_to(self, back: str) -> str:
        """Return the address of its page from which a person goes on to another."""
        query = f"?{urlencode({'next': back})}" if back else ""
        return self.get_absolute_url() + query

    @property
    def done_count(self) -> int:
        """The number of articles that were changed so far."""
        return self.position - len(self.left)

    @property
    def is_preview(self) -> bool:
        """Whether it waits for somebody to apply it."""
        return self.begun_at is None

    @property
    def is_cut_short(self) -> bool:
        """Whether articles are left to go through."""
        return self.begun_at is not None and self.finished_at is None

    @property
    def first(self) -> Correction:
        """The correction that it takes back or makes again, or itself."""
        return self.undoes.first if self.undoes else self

    @property
    def undone(self) -> Correction | None:
        """The correction that took it back, if one did."""
        found: Any = getattr(self, "undone_by", None)
        return found if isinstance(found, Correction) else None

    @property
    def undo_until(self) -> datetime.datetime:
        """When its undo button goes."""
        return self.made_at + datetime.timedelta(days=DAYS_TO_UNDO)

    @property
    def can_be_undone(self) -> bool:
        """Whether there is something to take back, and time left to do it."""
        return (
            self.begun_at is not None
            and self.undone is None
            and (self.done_count > 0 or bool(self.merged))
            and timezone.now() < self.undo_until
        )
