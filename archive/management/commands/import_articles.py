"""Imports articles from files, folders and zips."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from archive.backup.using import InUse
from archive.exporting.restoring import (
    CannotRestore,
    find_whole_export,
    is_empty,
    restore,
)
from archive.guarded import ProcessLost
from archive.importing import suggestions
from archive.importing.course import ImportStopped
from archive.importing.dates import DayOrder
from archive.importing.files import PathMissing
from archive.importing.pipeline import Progress, import_articles
from archive.management.indexing import update_index
from archive.management.options import add_label_options
from archive.management.rereading import reread_originals
from archive.piles.child import end_with_parent
from archive.piles.working import NothingToDo, work_alone

WRONG_ARGUMENTS = 2
GO_ON = "what was stored is whole, and another run does the rest"


class Command(BaseCommand):
    help = "Import articles from files, folders and zips, and say what became of each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
        add_label_options(parser)
        order = parser.add_mutually_exclusive_group()
        for value in ("day first", "month first"):
            order.add_argument(
                f"--{value.replace(' ', '')}", action="store_const", const=value,
                default="", dest="day_order",
                help=f"read 04/03/2019 {value}, where no other date decides",
            )  # fmt: skip
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; store nothing"
        )
        parser.add_argument(
            "--suggest-rules",
            action="store_true",
            help="show the first and last lines that many files share; store nothing",
        )
        parser.add_argument(
            "--reread",
            action="store_true",
            help="read no file, but all originals again, by the rules of today",
        )
        parser.add_argument(
            "--resume", type=int, metavar="ID",
            help="do an import that waits in the browser, or go on with one cut short",
        )  # fmt: skip

    def handle(
        self,
        *,
        paths: Sequence[Path],
        suggest_rules: bool,
        reread: bool,
        resume: int | None,
        **options: Any,
    ) -> None:
        if (bool(paths), reread, resume is not None).count(True) != 1:
            say = "name a PATH to import, or give --reread or --resume alone"
            raise CommandError(say, returncode=WRONG_ARGUMENTS)
        try:
            if reread:
                reread_originals(
                    self, dry_run=options["dry_run"], verbosity=options["verbosity"]
                )
            elif resume is not None:
                self._resume(resume, verbosity=options["verbosity"])
            elif suggest_rules:
                self._suggest(paths)
            else:
                self._import(paths, **options)
        except PathMissing as missing:
            raise CommandError(str(missing), returncode=WRONG_ARGUMENTS) from missing
        except ImportStopped as stop:
            raise CommandError(f"{stop} in the browser; {GO_ON}") from stop
        except KeyboardInterrupt as stop:
            raise CommandError(f"stopped; {GO_ON}") from stop
        except ProcessLost as error:
            raise CommandError(f"{error}; {GO_ON}") from error
        except OperationalError as error:
            raise CommandError(f"the database refused: {error}; {GO_ON}") from error

    def _resume(self, run_id: int, *, verbosity: int) -> None:
        end_with_parent()
        try:
            done = work_alone(run_id)
        except NothingToDo as nothing:
            raise CommandError(str(nothing), returncode=WRONG_ARGUMENTS) from nothing
        except InUse as busy:
            raise CommandError(str(busy)) from busy
        for line in done.lines:
            self.stdout.write(line)
        update_index(self, verbosity=verbosity, done="the articles are in")
        if done.problem:
            self.stderr.write(done.problem)

    def _suggest(self, paths: Sequence[Path]) -> None:
        for suggestion in suggestions.suggest_rules(paths):
            self.stdout.write(str(suggestion))

    def _import(
        self,
        paths: Sequence[Path],
        *,
        tags: Sequence[str],
        source: str,
        folders_as_tags: bool,
        day_order: DayOrder,
        dry_run: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        whole = find_whole_export(paths)
        if whole and is_empty() and not (tags or source):
            self._restore(whole, dry_run=dry_run, verbosity=verbosity)
            return
        with _progress_bar(is_wanted=verbosity >= 1) as progress:
            report = import_articles(
                paths,
                tags=tags,
                source=source,
                folders_as_tags=folders_as_tags,
                day_order=day_order,
                dry_run=dry_run,
                progress=progress,
            )
        for line in report.lines():
            self.stdout.write(line)
        for line in report.problems():
            self.stderr.write(line)
        if not dry_run:
            update_index(self, verbosity=verbosity, done="the articles are in")
        if report.failed:
            raise CommandError(f"{len(report.failed):,} failed, all else is done")

    def _restore(self, path: Path, *, dry_run: bool, verbosity: int) -> None:
        try:
            self.stdout.write(str(restore(path, dry_run=dry_run)))
        except CannotRestore as error:
            raise CommandError(f"{error}; nothing was stored") from error
        if not dry_run:
            update_index(self, verbosity=verbosity, done="the archive is restored")


@contextmanager
def _progress_bar(*, is_wanted: bool) -> Iterator[Progress | None]:
    """Give what moves a bar on the terminal; nothing where there is none."""
    if not is_wanted or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=0, label="Reading", file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
