"""Feeds of others that the archive reads by itself."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.imports import Import


class WatchedFeedQuerySet(models.QuerySet["WatchedFeed"]):
    """Watched feeds by what they are asked for."""

    def watched(self) -> WatchedFeedQuerySet:
        """Keep those that are not paused."""
        return self.filter(is_active=True)

    def due(self) -> WatchedFeedQuerySet:
        """Keep those that were not read for as long as is set."""
        since = timezone.now() - datetime.timedelta(minutes=settings.FEED_MINUTES)
        is_due = Q(last_read_at=None) | Q(last_read_at__lte=since)
        return self.watched().filter(is_due).order_by("last_read_at", "id")


class WatchedFeed(models.Model):
    """An address whose new articles are imported, again and again."""

    address = models.CharField(max_length=1_000, unique=True)
    name = models.CharField(max_length=200, help_text="What it calls itself.")
    tags = models.JSONField(default=list, blank=True)
    source = models.CharField(
        max_length=200, blank=True, help_text="In place of the feed's own name."
    )
    is_active = models.BooleanField(default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    last_import = models.ForeignKey(
        Import, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=300, default=_("Not read yet."))
    has_failed = models.BooleanField(default=False)
    etag = models.CharField(max_length=500, blank=True)
    modified = models.CharField(max_length=100, blank=True)

    objects = WatchedFeedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(address=""), name="watched_feed_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.name
