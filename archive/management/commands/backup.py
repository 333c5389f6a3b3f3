"""Makes a backup."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from archive.backup.writing import BackupRefused, plan_backup, write_backup
from archive.locally import counted
from archive.management.english import in_english


class Command(BaseCommand):
    help = "Write database and uploads to one file, while the archive is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be done; write nothing",
        )

    @in_english()
    def handle(self, *, path: Path, dry_run: bool, **options: Any) -> None:
        if hasattr(os, "nice"):
            # Readers and imports go first.
            os.nice(10)
        try:
            plan = plan_backup(path, data_dir=settings.DATA_DIR)
            if dry_run:
                self.stdout.write(f"{plan.target} would hold {plan}.")
                return
            backup = write_backup(plan)
        except BackupRefused as refusal:
            raise CommandError(f"no backup was made: {refusal}") from refusal
        except KeyboardInterrupt as stop:
            raise CommandError("stopped; no backup was made") from stop
        self.stdout.write(
            f"{counted(backup.manifest.article_count, 'article')} backed up and read "
            f"back: {backup.path}, {filesizeformat(backup.size)}."
        )
