"""Says how it is with the archive."""

from collections import Counter
from typing import Any

from django.core.management import BaseCommand, CommandError

from archive.doctor import examine
from archive.findings import State
from archive.management.english import in_english


class Command(BaseCommand):
    help = "Examine the archive, and say of each part how it is and what to do."
    # It runs them itself, and has to speak whatever they find.
    requires_system_checks = []

    @in_english()
    def handle(self, **options: Any) -> None:
        found = examine(thorough=True)
        for finding in found:
            self.stdout.write(str(finding))
        states = Counter(finding.state for finding in found)
        if states[State.WRONG]:
            raise CommandError(
                f"{states[State.WRONG]} wrong, {states[State.ATTENTION]} to attend to"
            )
