"""The command that compares the index with the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from archive.locally import counted
from archive.management.english import in_english
from search import outbox
from search.checking import compare
from search.engine import IndexUnusable
from search.models import PendingChange


class Command(BaseCommand):
    help = "Compare every live article with the index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="index again what differs"
        )

    @in_english()
    def handle(self, *, repair: bool, **options: Any) -> None:
        try:
            comparison = compare()
            self.stdout.write(str(comparison))
            if comparison.waiting:
                self.stdout.write(
                    f"{counted(comparison.waiting, 'article')} still to be indexed."
                )
            if not comparison.wrong:
                return
            if not repair:
                raise CommandError("The index differs: run `check_index --repair`.")
            PendingChange.objects.note(comparison.wrong)
            count = outbox.drain()
        except IndexUnusable as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"the database refused: {error}") from error
        self.stdout.write(f"{counted(count, 'article')} indexed again.")
