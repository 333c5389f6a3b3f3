"""Imports: what was asked for, and how far they are."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# A batch of large files takes seconds; whoever says nothing for so long is gone.
SILENCE = datetime.timedelta(minutes=2)


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports by what they are asked for."""

    def standing(self) -> ImportQuerySet:
        """Keep the imports that were not undone."""
        return self.filter(undone_at=None)

    def samples(self) -> ImportQuerySet:
        """Keep the import of the sample articles."""
        return self.filter(is_sample=True)

    def unasked(self) -> ImportQuerySet:
        """Leave out those that a person stopped, only tried or has waiting."""
        states = [Import.State.STOPPED, Import.State.TRIED, Import.State.WAITING]
        return self.exclude(state__in=states)

    def queued(self) -> ImportQuerySet:
        """Keep what the server is to do or to go on with, in its order."""
        asked = Q(state__in=[Import.State.WAITING, Import.State.UNDOING])
        cut_short = Q(state=Import.State.RUNNING, is_queued=True)
        return self.filter(asked | cut_short).order_by("id")


class Import(models.Model):
    """One run of the importer."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        TRIED = "tried", _("tried, nothing stored")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Failed")
        UNDOING = "undoing", _("being undone")

    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("started by"),
    )
    paths = models.JSONField(default=list, help_text="What was asked for.")
    options = models.JSONField(
        _("options"), default=dict, help_text=_("Tags and source given along.")
    )
    is_sample = models.BooleanField(_("is sample"), default=False)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    problem = models.TextField(
        blank=True, help_text="Why it failed, or was not undone."
    )
    is_queued = models.BooleanField(
        default=False,
        help_text="The server does it, and goes on with it when cut short.",
    )
    is_rehearsal = models.BooleanField(default=False, help_text="Nothing is stored.")
    leaves_changed = models.BooleanField(
        default=False, help_text="Undoing was refused: the next leaves what changed."
    )
    wanted = models.JSONField(
        null=True,
        blank=True,
        help_text="The files meant below the path; empty for all.",
    )
    bytes_done = models.PositiveBigIntegerField(default=0)
    bytes_total = models.PositiveBigIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=list, blank=True, help_text="Its lines.")
    proposals = models.JSONField(
        default=list, blank=True, help_text="Of rules, for lines that its files share."
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "waiting",
                        "running",
                        "finished",
                        "tried",
                        "stopped",
                        "failed",
                        "undoing",
                    ]
                ),
                name="import_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(problem=""),
                name="failed_import_says_why",
            ),
        ]

    def __str__(self) -> str:
        return gettext("import {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        return reverse("import-run", args=[self.pk])

    @property
    def is_cut_short(self) -> bool:
        """Whether a command that imported has ended before its end, as it seems."""
        seen_at = self.heartbeat_at or self.started_at
        silent = timezone.now() - seen_at > SILENCE
        return self.state == self.State.RUNNING and silent and not self.is_queued

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or being done."""
        at_work = {self.State.WAITING, self.State.RUNNING, self.State.UNDOING}
        return self.state in at_work and not self.is_cut_short

    def counts(self) -> dict[str, int]:
        """Return the number of files of each outcome."""
        rows = self.files.order_by().values_list("outcome").annotate(Count("id"))
        return dict(rows)
