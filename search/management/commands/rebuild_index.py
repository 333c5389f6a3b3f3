"""The command that makes the index anew."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive.locally import counted
from archive.management.english import in_english
from archive.models import Article
from search.engine import IndexUnusable
from search.whoosh_engine import rebuild

AGAIN = "run `manage.py rebuild_index` again"


class Command(BaseCommand):
    help = "Make the index anew from the database; the old one serves meanwhile."

    @in_english()
    def handle(self, *, verbosity: int, **options: Any) -> None:
        try:
            with _progress_bar(is_wanted=verbosity >= 1) as progress:
                count = rebuild(progress=progress)
        except IndexUnusable as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"the database refused: {error}; {AGAIN}") from error
        except KeyboardInterrupt as stop:
            raise CommandError(f"stopped; the old index stays: {AGAIN}") from stop
        self.stdout.write(f"{counted(count, 'article')} in a new index.")


@contextmanager
def _progress_bar(*, is_wanted: bool) -> Iterator[Callable[[int], None] | None]:
    """Give what moves a bar on the terminal; nothing where there is none."""
    if not is_wanted or not sys.stderr.isatty():
        yield None
        return
    length = Article.objects.live().count()
    with click.progressbar(length=length, label="Indexing", file=sys.stderr) as bar:
        yield bar.update
