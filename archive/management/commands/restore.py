"""Puts an archive back from a backup."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from archive.backup.restoring import RestoreRefused, plan_restore, restore
from archive.locally import counted
from archive.management.english import in_english

WRONG_ARGUMENTS = 2
AS_IT_WAS = "nothing was restored, and nothing was changed"


class Command(BaseCommand):
    help = "Put an archive back from a backup, into the data folder."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="move the archive that is there aside, whole",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="check everything and say what would be done; write nothing",
        )

    @in_english()
    def handle(
        self, *, path: Path, replace: bool, dry_run: bool, **options: Any
    ) -> None:
        path = path.expanduser().absolute()
        if not path.is_file():
            raise CommandError(f"{path} is not there", returncode=WRONG_ARGUMENTS)
        try:
            plan = plan_restore(path, data_dir=settings.DATA_DIR, replace=replace)
            aside = None if dry_run else restore(plan)
        except RestoreRefused as refusal:
            raise CommandError(f"{AS_IT_WAS}: {refusal}") from refusal
        except KeyboardInterrupt as stop:
            raise CommandError(f"stopped; {AS_IT_WAS}") from stop
        made_at = date_format(timezone.localtime(plan.manifest.made_at), "j F Y H:i")
        self.stdout.write(
            f"{counted(plan.manifest.article_count, 'article')} of {made_at} "
            f"{'would be' if dry_run else 'are'} in {plan.data_dir}, with a new index."
        )
        if aside:
            self.stdout.write(f"What was there before is in {aside}.")
        if not dry_run:
            self.stdout.write("Everybody has to sign in again.")
