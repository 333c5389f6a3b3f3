"""Hands articles out as one file."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat

from archive.exporting.formats import BY_NAME, BY_SUFFIX, gathered
from archive.exporting.pack import Pack, everything
from archive.exporting.record import record_of_all
from archive.exporting.whole import write_whole
from archive.locally import counted
from archive.management.english import in_english
from search.asking.forms import SearchForm
from search.engine import IndexUnusable
from search.exporting import find_pack
from search.whoosh_engine import open_engine

WRONG_ARGUMENTS = 2


class Command(BaseCommand):
    help = "Write articles to a file: the whole archive, or those that a query finds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--format", choices=list(BY_NAME), help="when FILE's ending does not tell"
        )
        parser.add_argument(
            "--query", metavar="TEXT", help="only what this finds, as the page does"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="count only; write nothing"
        )

    def handle(
        self,
        *,
        file: Path,
        format: str | None,
        query: str | None,
        dry_run: bool,
        **options: Any,
    ) -> None:
        wanted = BY_NAME.get(format or "") or BY_SUFFIX.get(_suffix(file))
        if wanted is None:
            raise CommandError(
                f"{file} may be in several formats: name one with --format",
                returncode=WRONG_ARGUMENTS,
            )
        is_whole = query is None and wanted.name == "jsonl"
        pack = everything(record_of_all()) if query is None else _find(query)
        pieces = gathered(write_whole()) if is_whole else wanted.write(pack)
        size = None if dry_run else _write(file, pieces)
        with in_english():
            told = f"{counted(len(pack.ids), 'article')} as {wanted.label}"
            if is_whole:
                told = f"the whole archive, {told}, with all else that it holds"
            told = told if size is None else f"{told}: {filesizeformat(size)}"
        self.stdout.write(f"{told[0].upper()}{told[1:]}")


def _suffix(file: Path) -> str:
    return file.name.removesuffix(".gz").rpartition(".")[2].lower()


def _find(query: str) -> Pack:
    data = QueryDict(mutable=True)
    data["q"] = query
    try:
        return find_pack(SearchForm(data), open_engine())
    except IndexUnusable as error:
        raise CommandError(str(error)) from error


def _write(file: Path, pieces: Iterator[bytes]) -> int:
    """Write a file that is whole or not there, and return its size."""
    if file.exists():
        raise CommandError(f"{file} is there already: nothing is overwritten")
    part = file.with_name(f"{file.name}.part")
    try:
        with gzip.open(part, "wb") if file.suffix == ".gz" else part.open("wb") as out:
            out.writelines(pieces)
        part.rename(file)
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return file.stat().st_size
