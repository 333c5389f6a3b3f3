"""What waits to be carried to the index."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models


class PendingChangeQuerySet(models.QuerySet["PendingChange"]):
    """Pending changes by what they are asked for."""

    def note(self, ids: Iterable[int]) -> None:
        """Note that these articles changed, in the caller's transaction."""
        self.bulk_create([PendingChange(article_id=pk) for pk in ids], batch_size=500)

    def waiting_for(self, generation: int) -> PendingChangeQuerySet:
        """Keep the notes that were not yet applied to a generation of the index."""
        return self.exclude(applied_to=generation)

    def mark_applied(self, ids: list[int], generation: int) -> None:
        """Note that a generation has these; they stay for the one being made."""
        for start in range(0, len(ids), 500):
            chunk = ids[start : start + 500]
            self.filter(pk__in=chunk).update(applied_to=generation)

    def forget(self, ids: list[int]) -> None:
        """Delete these notes, few enough at a time for any database."""
        for start in range(0, len(ids), 500):
            self.filter(pk__in=ids[start : start + 500]).delete()

    def article_count(self) -> int:
        """Count the articles that wait."""
        return self.order_by().values("article_id").distinct().count()


class PendingChange(models.Model):
    """A note that an article was created, changed or deleted.

    It names the article by number, not by foreign key: it must outlive the article.
    Several notes of one article may stand together; the index takes them as one.
    """

    article_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    applied_to = models.PositiveIntegerField(
        default=0, help_text="The generation that has it, while a rebuild is at work."
    )

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"article {self.article_id}"
