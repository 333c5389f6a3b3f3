"""Takes a correction back."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive.correcting.applying import CannotUndo, begin_undoing, go_on
from archive.correcting.planning import plan_undoing
from archive.locally import counted
from archive.management.english import in_english
from archive.management.indexing import update_index
from archive.models import Correction


class Command(BaseCommand):
    help = "Put articles back to what they were before a correction."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("correction_id", type=int, metavar="ID")
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; change nothing"
        )

    def handle(
        self, *, correction_id: int, dry_run: bool, verbosity: int, **options: Any
    ) -> None:
        correction = Correction.objects.filter(pk=correction_id).first()
        if correction is None:
            raise CommandError(f"there is no correction {correction_id}", returncode=2)
        if dry_run:
            self._rehearse(correction)
            return
        try:
            undoing = begin_undoing(correction, by=None)
        except CannotUndo as error:
            raise CommandError(str(error)) from error
        go_on(undoing)
        for pk, reason in undoing.left:
            self.stderr.write(f"left: article {pk}: {reason}")
        with in_english():
            self.stdout.write(
                f"{undoing}: {counted(undoing.done_count, 'article')} {undoing.what}; "
                f"{len(undoing.left):,} left. To take it back: "
                f"manage.py undo_correction {undoing.pk}"
            )
        update_index(self, verbosity=verbosity, done="the correction is taken back")

    @in_english()
    def _rehearse(self, correction: Correction) -> None:
        if not correction.can_be_undone:
            raise CommandError(f"{correction} cannot be undone, or is already")
        ids = list(correction.changes.values_list("article_id", flat=True))
        plan = plan_undoing(correction, ids)
        self.stdout.write(
            f"{counted(len(plan.wanted), 'article')} would be put back, "
            f"{len(plan.left):,} left"
        )
