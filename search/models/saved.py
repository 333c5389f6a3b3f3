"""Searches that people keep by name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 200


class SavedSearch(models.Model):
    """A search that its owner can look at again, to see what is new.

    parameters: those of the results page, as addresses write them.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    parameters = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(default=timezone.now)
    last_article = models.BigIntegerField(
        default=0, help_text="The highest number of an article when it was looked at."
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="saved_search_name_is_its_owners_only"
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="saved_search_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-search", args=[self.pk])
