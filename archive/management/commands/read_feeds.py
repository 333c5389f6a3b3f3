"""Reads the feeds that editors added."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive.backup.using import InUse
from archive.locally import counted
from archive.management.english import in_english
from archive.models import Import, WatchedFeed
from archive.piles.working import NothingToDo, work_alone
from archive.watched_feeds.reading import read_feed

LATER = "waits for another import to end"


class Command(BaseCommand):
    help = "Import what is new in the feeds that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="those that were read just now, too"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="name what is due; read nothing"
        )

    def handle(self, *, all: bool, dry_run: bool, **options: Any) -> None:
        feeds = WatchedFeed.objects
        due = list(feeds.watched() if all else feeds.due())
        for feed in due:
            run = None if dry_run else read_feed(feed)
            said = "due" if dry_run else feed.outcome
            to = self.stderr if feed.has_failed and not dry_run else self.stdout
            to.write(f"{feed.address}: {said}")
            if run is not None:
                self.stdout.write(f"  {run}: {_finish(run)}")
        failed = sum(feed.has_failed for feed in due)
        if failed and not dry_run:
            with in_english():
                feeds_due = counted(len(due), "feed")
            raise CommandError(f"{failed:,} of {feeds_due} not read")
        if not due:
            self.stdout.write("no feed is due")


def _finish(run: Import) -> str:
    """Import what was handed in, unless the server is quicker."""
    try:
        done = work_alone(run.pk)
    except (InUse, NothingToDo):
        return LATER
    return done.problem or done.lines[0]
