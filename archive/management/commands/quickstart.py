"""Sets the archive up and serves it."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive import quickstart, serving


class Command(BaseCommand):
    help = "Set the archive up as far as that is not done yet, then serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "articles",
            nargs="?",
            type=Path,
            metavar="ARTICLES",
            help="folder, zip or file to import; without it a new archive gets samples",
        )
        parser.add_argument(
            "--no-serve", action="store_true", help="set up, and leave it at that"
        )

    def handle(self, *, articles: Path | None, no_serve: bool, **options: Any) -> None:
        if articles and not articles.expanduser().exists():
            raise CommandError(f"{articles} is not there.")
        try:
            # The address comes first: a second archive must not touch the data.
            listener = None if no_serve else serving.listen()
        except serving.AddressUnavailable as error:
            raise CommandError(str(error)) from error
        quickstart.set_up(articles and articles.expanduser(), out=self.stdout)
        if listener is not None:
            serving.serve(listener, out=self.stdout)
