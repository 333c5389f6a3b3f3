"""Imports what is put into a folder, until it is interrupted."""

import os
import time
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive import watching
from archive.importing.drafts import Labels
from archive.importing.pipeline import import_articles
from archive.management.indexing import update_index
from archive.management.options import add_label_options
from archive.models import Import
from archive.piles.working import work


class Command(BaseCommand):
    help = "Import new files of a folder once they are whole, until interrupted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")
        add_label_options(parser)
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="report on what is there now; store nothing, and end",
        )

    def handle(
        self, *, path: Path, tags: list[str], source: str, folders_as_tags: bool,
        dry_run: bool, verbosity: int, **options: Any,
    ) -> None:  # fmt: skip
        folder = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() renames links
        if not folder.is_dir():
            raise CommandError(f"{path} is not a folder", returncode=2)
        labels = Labels(tuple(tags), source, folders_as_tags)
        watch = watching.Watch(folder)
        watch.remember()
        if dry_run:
            self._rehearse(watch, labels=labels)
            return
        if verbosity:
            self.stderr.write(f"Watching {folder}; Ctrl-C ends it.")
        try:
            self._watch(watch, labels=labels)
        except KeyboardInterrupt:
            self.stderr.write("Ended; what was stored is whole.")

    def _watch(self, watch: watching.Watch, *, labels: Labels) -> None:
        complaint = ""
        while True:
            try:
                if batch := watch.look(now=time.monotonic()):
                    self._import(watch, batch, labels=labels)
                complaint = ""
            except OSError as error:
                if str(error) != complaint:
                    complaint = str(error)
                    self.stderr.write(complaint)
            time.sleep(watching.SECONDS_BETWEEN_LOOKS)

    def _import(
        self, watch: watching.Watch, batch: list[str], *, labels: Labels
    ) -> None:
        run = watching.make_run(watch.folder, batch, labels=labels, is_queued=False)
        try:
            done = work(run)
        except KeyboardInterrupt:
            running = Import.objects.filter(pk=run.pk, state=Import.State.RUNNING)
            running.update(state=Import.State.STOPPED)
            raise
        watch.settle(batch)
        for line in (f"{run}:", *done.lines):
            self.stdout.write(line)
        if done.problem:
            self.stderr.write(done.problem)
        update_index(self, verbosity=0, done="the articles are in")

    def _rehearse(self, watch: watching.Watch, *, labels: Labels) -> None:
        names = watch.fresh()
        report = import_articles(
            [watch.folder],
            tags=labels.tags,
            source=labels.source,
            folders_as_tags=labels.folders_as_tags,
            dry_run=True,
            wanted=names,
        )
        for line in (*report.lines(), *report.problems()):
            self.stdout.write(line)
