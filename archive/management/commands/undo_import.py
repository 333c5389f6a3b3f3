"""Takes an import back."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive.importing.undo import AlreadyUndone, UndoRefused, undo_import
from archive.models import Import


class Command(BaseCommand):
    help = "Remove the articles that an import created and restore those it changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import_id", type=int, metavar="ID")
        parser.add_argument(
            "--leave-changed",
            action="store_true",
            help="leave articles that were changed or used since, and undo all others",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; change nothing"
        )

    def handle(
        self, *, import_id: int, leave_changed: bool, dry_run: bool, **options: Any
    ) -> None:
        run = Import.objects.filter(pk=import_id).first()
        if run is None:
            raise CommandError(f"there is no import {import_id}", returncode=2)
        try:
            undoing = undo_import(run, leave_changed=leave_changed, dry_run=dry_run)
        except AlreadyUndone as done:
            self.stdout.write(str(done))
            return
        except UndoRefused as refused:
            for hindrance in refused.hindrances:
                self.stderr.write(str(hindrance))
            raise CommandError(
                f"nothing was undone: {refused}. "
                f"--leave-changed leaves them and undoes the rest."
            ) from refused
        for hindrance in undoing.left:
            self.stderr.write(f"left: {hindrance}")
        would = "would be " if dry_run else ""
        articles = "article" if undoing.removed == 1 else "articles"
        self.stdout.write(
            f"import {import_id}: {undoing.removed:,} {articles} {would}removed, "
            f"{undoing.restored:,} restored, {len(undoing.left):,} left"
        )
