"""Has the server do the imports that people ask for, one at a time."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.translation import gettext_lazy as _

from archive.models import Import
from archive.piles import uploads
from archive.piles.child import ATTENDED

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
MOST_ATTEMPTS = 3
GIVEN_UP = _(
    "The process that imports ended three times before it was done, perhaps for want "
    "of memory. What was stored is whole."
)


class QueueThread(threading.Thread):
    """Runs a process for each import, as long as the server runs."""

    def __init__(self) -> None:
        super().__init__(name="imports", daemon=True)
        self.attempts: dict[int, int] = {}
        self.complaint = ""

    def run(self) -> None:
        uploads.clean_up()
        while True:
            self.look()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def look(self) -> None:
        """Do the import whose turn it is, if there is one, to its end."""
        try:
            run = Import.objects.queued().first()
            if run is not None:
                self._do(run)
            self.complaint = ""
        except (DatabaseError, OSError) as error:
            if str(error) != self.complaint:
                self.complaint = str(error)
                logger.warning("Imports wait: %s", error)
        finally:
            connections.close_all()

    def _do(self, run: Import) -> None:
        begun = run.heartbeat_at
        # No connection is kept while another process works for minutes.
        connections.close_all()
        with start(run) as child:
            # Not communicate(): it would close the pipe that the child lives by.
            said = child.stderr.read() if child.stderr else ""
        if not child.returncode:
            self.attempts.pop(run.pk, None)
            return
        why = said.strip() or child.returncode
        logger.warning("import %d ended early: %s", run.pk, why)
        unfinished = Import.objects.queued().filter(pk=run.pk)
        # A process that found another at work did not begin.
        if unfinished.exclude(heartbeat_at=begun).exists():
            self.attempts[run.pk] = self.attempts.get(run.pk, 0) + 1
        if self.attempts.get(run.pk, 0) >= MOST_ATTEMPTS:
            unfinished.update(state=Import.State.FAILED, problem=GIVEN_UP)
            del self.attempts[run.pk]


def start(run: Import) -> subprocess.Popen[str]:
    """Start the process that does an import; it ends when this one does."""
    return subprocess.Popen(
        [
            sys.executable, Path(settings.BASE_DIR) / "manage.py",
            "import_articles", "--resume", str(run.pk), "--verbosity=0",
        ],
        env=os.environ | {"ARCHIVE_DATA_DIR": str(settings.DATA_DIR), ATTENDED: "1"},
        # Held open as long as this process lives: see child.py.
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def start_thread() -> None:
    """Start the thread; called once by the server process."""
    QueueThread().start()
