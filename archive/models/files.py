"""The files that imports saw, and the originals that they brought."""

from __future__ import annotations

import zlib
from enum import StrEnum

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models.articles import Article
from archive.models.changes import Change
from archive.models.imports import Import


class OriginalManager(models.Manager["Original"]):
    """Originals without the bytes, which are large and seldom wanted."""

    def get_queryset(self) -> models.QuerySet[Original]:
        return super().get_queryset().defer("compressed")

    def current_of(self, article: Article) -> Original | None:
        """Return the original that an article was last read from."""
        return self.filter(article=article, is_current=True).first()

    def waiting(self) -> models.QuerySet[Original]:
        """Return those that were kept beside an edit and that nobody decided on."""
        beside = ImportedFile.objects.standing().filter(
            outcome=ImportedFile.Outcome.KEPT_BOTH, original=OuterRef("pk")
        )
        return (
            self.filter(Exists(beside), is_current=False, settled_at=None)
            .exclude(article__state=Article.State.TRASHED)
            .order_by("-id")
        )


class Original(models.Model):
    """An article's text as it came, before any rule."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="originals")
    sha256 = models.CharField(max_length=64, db_index=True)
    compressed = models.BinaryField(help_text="The bytes as they came, in zlib.")
    byte_count = models.PositiveBigIntegerField()
    encoding = models.CharField(max_length=40)
    format = models.CharField(max_length=40)
    rules_version = models.PositiveIntegerField(
        help_text="Of the code that reads lines by rules."
    )
    edges = models.TextField(
        default="", help_text="The first and last lines, which rules may look at."
    )
    has_own_date = models.BooleanField(
        default=False, help_text="Its data gives a date: no line is asked for one."
    )
    gave_way_to = models.CharField(
        max_length=64,
        default="",
        help_text="Digest of what rules read, when edits stood before all of it.",
    )
    identity = models.CharField(
        max_length=64,
        db_index=True,
        help_text="Digest of text, date, headline, source and credits as read.",
    )
    is_current = models.BooleanField(
        default=True, help_text="Off when an edit by hand kept it from being used."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When a person decided on it; empty while it waits beside an edit.",
    )

    objects = OriginalManager()

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        ordering = ["-id"]

    def __str__(self) -> str:
        return gettext("original {number}").format(number=self.sha256[:8])

    @property
    def data(self) -> bytes:
        """The bytes as they came."""
        return zlib.decompress(self.compressed)

    @property
    def text(self) -> str:
        """The bytes as text; empty where they are none, as in a PDF."""
        return self.data.decode(self.encoding) if self.encoding else ""


class ImportedFileQuerySet(models.QuerySet["ImportedFile"]):
    """Imported files by what they are asked for."""

    def standing(self) -> ImportedFileQuerySet:
        """Keep what imports that were not undone say."""
        return self.filter(import_run__undone_at=None)

    def failed(self) -> ImportedFileQuerySet:
        """Keep the files that could not be read."""
        return self.filter(outcome=ImportedFile.Outcome.FAILED)

    def read(self) -> ImportedFileQuerySet:
        """Keep the files that were read, whatever became of them."""
        return self.exclude(outcome__in=["failed", "ignored"])

    def unmended(self) -> ImportedFileQuerySet:
        """Keep the last failure of each file that no later import has read.

        By path, not by key: a line that failed may carry an id once it is mended.
        """
        later = ImportedFile.objects.standing().filter(
            root=OuterRef("root"), path=OuterRef("path"), id__gt=OuterRef("id")
        )
        return self.failed().standing().exclude(Exists(later))


class ImportedFile(models.Model):
    """What one import made of one file, or of one record in it."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("Created")
        COPY = "copy", _("copy of another article")
        UPDATED = "updated", _("Updated")
        UNCHANGED = "unchanged", _("Unchanged")
        DUPLICATE = "duplicate", _("Duplicate")
        KEPT_BOTH = "kept both", _("edited by hand, both kept")
        FAILED = "failed", _("Failed")
        IGNORED = "ignored", _("Ignored")

    class Noted(StrEnum):
        """What reports count beside outcomes."""

        UNDATED = "undated"
        NO_DAY = "no-day"  # undated, though a line was meant as a date
        TRAILER = "trailer"  # left in the text, as no rule took it
        TRASH = "trash"  # its article lies there

    import_run = models.ForeignKey(
        Import, models.CASCADE, related_name="files", verbose_name=_("import")
    )
    root = models.CharField(
        _("root"), max_length=255, help_text=_("Name of the folder or zip.")
    )
    path = models.CharField(
        _("path"), max_length=1000, help_text=_("Path below it, and line.")
    )
    key = models.CharField(
        _("key"), max_length=64, help_text=_("Digest of what the file is known by.")
    )
    sha256 = models.CharField(_("sha256"), max_length=64, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    noted = models.CharField(
        max_length=40,
        default="",
        editable=False,
        help_text="What reports count of it: codes of Noted, with spaces between.",
    )
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        related_name="files",
        verbose_name=_("article"),
    )
    original = models.ForeignKey(
        Original,
        models.SET_NULL,
        null=True,
        related_name="files",
        verbose_name=_("original"),
        help_text=_("The original this file's text is kept as; none for a duplicate."),
    )
    before = models.ForeignKey(
        Change,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("before"),
        help_text=_("What the article was before this file changed it."),
    )

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["key", "id"], name="file_by_key"),
            models.Index(fields=["sha256"], name="file_by_sha256"),
            models.Index(fields=["path", "root"], name="file_by_path"),
            models.Index(fields=["import_run", "outcome"], name="file_by_outcome"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    outcome__in=[
                        "created",
                        "copy",
                        "updated",
                        "unchanged",
                        "duplicate",
                        "kept both",
                        "failed",
                        "ignored",
                    ]
                ),
                name="file_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="failed") | ~Q(reason=""),
                name="failed_file_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.root}/{self.path}"
