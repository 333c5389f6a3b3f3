"""Deletes what is in the trash for good."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive import trash
from archive.locally import counted
from archive.management.english import in_english

LONGEST_IN_DAYS = 36_500


class Command(BaseCommand):
    help = "Delete the articles in the trash, with their originals and histories."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than", type=int, default=0, metavar="DAYS",
            help="only those that have been in the trash for so many days",
        )  # fmt: skip
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; delete nothing"
        )

    @in_english()
    def handle(self, *, older_than: int, dry_run: bool, **options: Any) -> None:
        if not 0 <= older_than <= LONGEST_IN_DAYS:
            said = f"give --older-than 0 to {LONGEST_IN_DAYS:,} days"
            raise CommandError(said, returncode=2)
        articles = trash.trashed_before(trash.days_ago(older_than))
        if dry_run:
            would = counted(articles.count(), "article")
            self.stdout.write(f"{would} would be deleted for good")
            return
        self.stdout.write(f"{counted(trash.empty(articles), 'article')} deleted")
