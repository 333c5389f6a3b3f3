"""Merges tags, or sources and credits."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive.changes import label_called
from archive.correcting.applying import go_on
from archive.correcting.merges import merge_into
from archive.correcting.merging import begin_merging, carriers
from archive.locally import counted
from archive.management.english import in_english
from archive.management.indexing import update_index
from archive.models import Source, Tag

WRONG_ARGUMENTS = 2
MODELS: dict[str, type[Any]] = {"tag": Tag, "source": Source}


class Command(BaseCommand):
    help = "Merge names into one, which they lead to from then on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=list(MODELS))
        parser.add_argument("others", nargs="+", metavar="OLD")
        parser.add_argument("into", metavar="INTO")
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; change nothing"
        )

    def handle(
        self,
        *,
        kind: str,
        others: list[str],
        into: str,
        dry_run: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        target = _find(kind, into)
        labels = dict.fromkeys(_find(kind, name) for name in others)
        if not labels.keys() - {target}:
            raise CommandError("these are one already", returncode=WRONG_ARGUMENTS)
        merging = merge_into(target, labels)
        if dry_run:
            with in_english():
                would = counted(len(carriers(merging)), "article")
                self.stdout.write(f"{would} would be changed: {merging}")
            return
        correction = begin_merging(merging, by=None)
        go_on(correction)
        with in_english():
            self.stdout.write(
                f"{correction}: {counted(correction.done_count, 'article')} changed: "
                f"{merging}. To take it back: manage.py undo_correction {correction.pk}"
            )
        update_index(self, verbosity=verbosity, done="the names are merged")


def _find(kind: str, name: str) -> Any:
    found = label_called(MODELS[kind], name)
    if found is None:
        message = f"there is no {kind} called “{name}”"
        raise CommandError(message, returncode=WRONG_ARGUMENTS)
    return found
