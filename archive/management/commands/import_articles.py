"""Imports articles from files, folders and zips."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from archive.importing import suggestions
from archive.importing.files import PathMissing
from archive.importing.pipeline import Progress, import_articles
from archive.management.indexing import update_index

WRONG_ARGUMENTS = 2
GO_ON = "what was stored is whole, and another run does the rest"


class Command(BaseCommand):
    help = "Import articles from files, folders and zips, and say what became of each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--tag", action="append", default=[], dest="tags", metavar="NAME",
            help="put this tag on every article; may be repeated",
        )  # fmt: skip
        parser.add_argument(
            "--source", default="", metavar="NAME",
            help="the publication of articles that do not name theirs",
        )  # fmt: skip
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; store nothing"
        )
        parser.add_argument(
            "--suggest-rules",
            action="store_true",
            help="show the first and last lines that many files share; store nothing",
        )

    def handle(
        self, *, paths: Sequence[Path], suggest_rules: bool, **options: Any
    ) -> None:
        try:
            if suggest_rules:
                self._suggest(paths)
            else:
                self._import(paths, **options)
        except PathMissing as missing:
            raise CommandError(str(missing), returncode=WRONG_ARGUMENTS) from missing
        except KeyboardInterrupt as stop:
            raise CommandError(f"stopped; {GO_ON}") from stop
        except OperationalError as error:
            raise CommandError(f"the database refused: {error}; {GO_ON}") from error

    def _suggest(self, paths: Sequence[Path]) -> None:
        for suggestion in suggestions.suggest_rules(paths):
            self.stdout.write(str(suggestion))

    def _import(
        self,
        paths: Sequence[Path],
        *,
        tags: Sequence[str],
        source: str,
        dry_run: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        with _progress_bar(is_wanted=verbosity >= 1) as progress:
            report = import_articles(
                paths, tags=tags, source=source, dry_run=dry_run, progress=progress
            )
        for line in report.lines():
            self.stdout.write(line)
        for line in report.problems():
            self.stderr.write(line)
        if not dry_run:
            update_index(self, verbosity=verbosity, done="the articles are in")
        if report.failed:
            raise CommandError(f"{len(report.failed):,} failed, all else is done")


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
