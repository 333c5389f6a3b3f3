"""The command that makes the index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.wording import counted
from search.engine import IndexUnusable
from search.whoosh_engine.commits.rebuilding import rebuild


class Command(BaseCommand):
    help = "Make the index anew from the database; the old one serves meanwhile."

    def handle(self, **options: Any) -> None:
        try:
            count = rebuild()
        except IndexUnusable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{counted(count, 'article')} in a new index.")
