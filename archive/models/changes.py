"""What articles were before each change of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from archive.models.articles import Article


class Change(models.Model):
    """One change of one article: what it was before, by whom and why."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="changes")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )
    why = models.CharField(max_length=200)
    before = models.JSONField(help_text="Facts and labels, as `changes.facts` gives.")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["article", "-id"], name="change_by_article")]

    def __str__(self) -> str:
        return f"{self.why} ({self.made_at:%d %b %Y %H:%M})"
