"""Imports what is put into a folder, once it is there whole."""

from __future__ import annotations

import logging
import os
import stat
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Max

from archive.importing.drafts import Labels
from archive.importing.files import root_name
from archive.importing.names import is_junk, readable
from archive.importing.pipeline import options_of
from archive.importing.report import HAS_LINE
from archive.models import Import, ImportedFile

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 3.0
# So long a file must stand still to be taken for whole.
SECONDS_STILL = 10.0
# So long what stands still waits for the rest of a pile that is being copied.
SECONDS_FOR_THE_REST = 60.0
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")

Look = tuple[int, int]  # size and moment of the last change, in nanoseconds


@dataclass
class Watch:
    """Which files of a folder are imported, and how long the others stand still."""

    folder: Path
    _done: dict[str, Look] = field(default_factory=dict)
    _still: dict[str, tuple[Look, float]] = field(default_factory=dict)

    def look(self, *, now: float) -> list[str]:
        """Return the files of a batch that has come to rest, or none.

        now: seconds of a clock that only goes forward. Raises OSError.
        """
        before, self._still = self._still, {}
        for name, look in self.fresh().items():
            same = name in before and before[name][0] == look
            self._still[name] = before[name] if same else (look, now)
        ages = {name: now - since for name, (_, since) in self._still.items()}
        ready = sorted(name for name, age in ages.items() if age >= SECONDS_STILL)
        if len(ready) < len(ages) and max(ages.values()) < SECONDS_FOR_THE_REST:
            return []
        return ready

    def fresh(self) -> dict[str, Look]:
        """Return the files that are not imported as they are now."""
        looks = ((name, _look_of(status)) for name, status in scan(self.folder))
        return {name: look for name, look in looks if self._done.get(name) != look}

    def settle(self, batch: Iterable[str]) -> None:
        """Leave the files of a batch alone until they change."""
        for name in batch:
            self._done[name], _ = self._still.pop(name)

    def remember(self) -> None:
        """Leave alone what imports of this folder saw as it is now."""
        found = dict(scan(self.folder))
        for name, seen_at in _seen_before(self.folder, names=found):
            if max(found[name].st_mtime, found[name].st_ctime) < seen_at:
                self._done[name] = _look_of(found[name])


def scan(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below a folder that may be articles; links are not followed."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(".") or is_junk(entry.name):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    waiting.append(entry.path)
                elif stat.S_ISREG(status.st_mode) and not _is_unfinished(entry.name):
                    yield entry.path, status


def make_run(
    folder: Path, batch: list[str], *, labels: Labels, is_queued: bool
) -> Import:
    """Make the import of a batch: the server's work, or that of this process."""
    return Import.objects.create(
        paths=[readable(str(folder))],
        options=options_of(labels, ""),
        wanted=batch,
        is_queued=is_queued,
        state=Import.State.WAITING,
    )


class WatchThread(threading.Thread):
    """Has the new files of a folder imported, as long as the server runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(name="watch", daemon=True)
        self.watch = Watch(folder)
        self.remembers = False
        self.complaint = ""

    def run(self) -> None:
        while True:
            self.look(now=time.monotonic())
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def look(self, *, now: float) -> None:
        """Ask for an import of what has come to rest; say each new trouble once."""
        try:
            self._look(now)
            self.complaint = ""
        except (DatabaseError, OSError) as error:
            if str(error) != self.complaint:
                self.complaint = str(error)
                logger.warning("The watched folder cannot be read: %s", error)
        finally:
            connections.close_all()

    def _look(self, now: float) -> None:
        # What an earlier server left undone is done first, and remembered then.
        if Import.objects.queued().filter(wanted__isnull=False).exists():
            return
        if not self.remembers:
            self.watch.remember()
            self.remembers = True
        if batch := self.watch.look(now=now):
            make_run(self.watch.folder, batch, labels=Labels(), is_queued=True)
            self.watch.settle(batch)


def start_thread() -> None:
    """Start the thread where a folder is set; called by the server."""
    if settings.WATCH_FOLDER is not None:
        WatchThread(settings.WATCH_FOLDER).start()


def _look_of(status: os.stat_result) -> Look:
    return status.st_size, status.st_mtime_ns


def _is_unfinished(name: str) -> bool:
    return name.lower().endswith(UNFINISHED)


def _seen_before(folder: Path, *, names: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield the files that imports saw, undone ones too, with the moment of the last.

    What was undone does not come again by itself.
    """
    by_path = {readable(Path(n).relative_to(folder).as_posix()): n for n in names}
    rows = ImportedFile.objects.filter(
        import_run__paths=[readable(str(folder))], root=root_name(folder)
    )
    seen = rows.order_by().values_list("path").annotate(Max("import_run__started_at"))
    latest: dict[str, float] = {}
    for path, moment in seen.iterator():
        if name := _file_of(path, by_path):
            latest[name] = max(latest.get(name, 0), moment.timestamp())
    yield from latest.items()


def _file_of(path: str, by_path: dict[str, str]) -> str:
    """Return the file that a row is of: itself, or the one that it stands in."""
    path = path if path in by_path else HAS_LINE.sub("", path)
    while path and path not in by_path:
        path = path.rpartition("/")[0]
    return by_path.get(path, "")
