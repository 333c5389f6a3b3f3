"""Has the server make a backup each night."""

from __future__ import annotations

import datetime
import logging
import re
import subprocess
import threading
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from archive.backup.children import run_command
from archive.backup.writing import BackupRefused

logger = logging.getLogger(__name__)

# When few people read; a server that starts later makes it then.
HOUR = 3
KEPT = 7
NAME = re.compile(r"archive-\d{4}-\d{2}-\d{2}\.zip(\.part)?")
SECONDS_BETWEEN_LOOKS = 60
SECONDS_AFTER_A_FAILURE = 3600


def is_due(folder: Path, *, now: datetime.datetime) -> bool:
    """Tell whether the backup of this day is still to be made."""
    return now.hour >= HOUR and not _file_of(folder, now).exists()


def back_up(folder: Path, *, now: datetime.datetime) -> None:
    """Make the backup of this day, then remove all but the last seven.

    Raises: BackupRefused.
    """
    file, data_dir = _file_of(folder, now), Path(settings.DATA_DIR)
    # In a process of its own, which gives way to readers.
    done = run_command("backup", str(file), data_dir=data_dir, stderr=subprocess.PIPE)
    if done.returncode:
        raise BackupRefused(done.stderr.strip().removeprefix("CommandError: "))
    # By name, not by their age: a clock that was wrong must not remove them all.
    found = [path for path in folder.iterdir() if NAME.fullmatch(path.name)]
    whole = sorted(path for path in found if path.suffix == ".zip")
    for path in {*found} - {*whole[-KEPT:]}:
        path.unlink()


def _file_of(folder: Path, now: datetime.datetime) -> Path:
    return folder / f"archive-{now:%Y-%m-%d}.zip"


class NightlyThread(threading.Thread):
    """Makes backups, as long as the server runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(name="nightly", daemon=True)
        self.folder = folder

    def run(self) -> None:
        while True:
            time.sleep(self.look(now=timezone.localtime()))

    def look(self, *, now: datetime.datetime) -> float:
        """Make a backup if it is due; return the seconds until the next look."""
        try:
            if is_due(self.folder, now=now):
                back_up(self.folder, now=now)
        except (BackupRefused, OSError) as error:
            logger.warning("The nightly backup failed: %s", error)
            return SECONDS_AFTER_A_FAILURE
        return SECONDS_BETWEEN_LOOKS


def start_thread() -> None:
    """Start the thread where a folder for backups is set; called by the server."""
    if settings.BACKUP_DIR is not None:
        NightlyThread(settings.BACKUP_DIR).start()
