"""What articles were before each change of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.locally import dated
from archive.models.articles import Article
from archive.models.corrections import Correction


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes by what they are asked for."""

    def standing(self) -> ChangeQuerySet:
        """Leave out corrections that were undone, what undid them, and merged names."""
        undone = Q(correction__undone_by__isnull=False)
        merges = Q(correction__isnull=False) & ~Q(correction__merged=[])
        return self.exclude(undone | Q(correction__takes_back=True) | merges)

    def from_another_state(self) -> ChangeQuerySet:
        """Keep those before which an article was not in the trash, oldest first."""
        states = [Article.State.LIVE.value, Article.State.HIDDEN.value]
        return self.filter(before__state__in=states).order_by("id")


class Change(models.Model):
    """One change of one article: what it was before, by whom and why."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="changes")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )
    why = models.CharField(max_length=200)
    before = models.JSONField(
        help_text="Facts and labels, as `changes.facts` gives; all, or those changed."
    )
    correction = models.ForeignKey(
        Correction, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    after = models.JSONField(
        null=True, blank=True, help_text="What a correction made of what was before."
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [models.Index(fields=["article", "-id"], name="change_by_article")]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "article"], name="correction_changes_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why} ({dated(self.made_at, 'j M Y, H:i')})"
