"""Notes how far an import is, and ends one that somebody stopped."""

import time

from django.utils import timezone

from archive.models import Import

SECONDS_BETWEEN_NOTES = 1.0


class ImportStopped(Exception):
    """Somebody stopped the import; what was stored until then is whole."""

    def __init__(self, run: Import) -> None:
        super().__init__(f"import {run.pk} was stopped")


class Course:
    """The progress of one import, noted now and then while it runs."""

    def __init__(self, run: Import) -> None:
        self.run = run
        self._noted_at = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Note the bytes done and those in all; raises ImportStopped."""
        now = time.monotonic()
        if now - self._noted_at >= SECONDS_BETWEEN_NOTES:
            self._noted_at = now
            self._note(bytes_done=done, bytes_total=total)

    def end(self, **facts: object) -> None:
        """Note that all is done, and what else came out; raises ImportStopped."""
        is_trial = self.run.is_rehearsal
        self.run.state = Import.State.TRIED if is_trial else Import.State.FINISHED
        self.run.finished_at = None if is_trial else timezone.now()
        ended = {"state": self.run.state, "finished_at": self.run.finished_at}
        self._note(**ended, **facts)

    def _note(self, **facts: object) -> None:
        run = Import.objects.filter(pk=self.run.pk, state=Import.State.RUNNING)
        if not run.update(heartbeat_at=timezone.now(), **facts):
            raise ImportStopped(self.run)
