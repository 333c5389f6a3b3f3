"""The command that brings the index up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive.locally import counted
from archive.management.english import in_english
from search.engine import IndexUnusable
from search.updating import update_index


class Command(BaseCommand):
    help = "Carry the changes that wait into the index."

    @in_english()
    def handle(self, *, verbosity: int, **options: Any) -> None:
        try:
            count = update_index()
        except IndexUnusable as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"the database refused: {error}; what waits stays noted, and another "
                "run does the rest"
            ) from error
        if count or verbosity > 1:
            self.stdout.write(
                f"{counted(count, 'article')} brought up to date in the index."
            )
