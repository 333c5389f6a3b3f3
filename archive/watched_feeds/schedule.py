"""Has the server read watched feeds, as often as is set."""

from __future__ import annotations

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, connections

from archive.models import WatchedFeed
from archive.watched_feeds.reading import read_feed

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 30


class FeedsThread(threading.Thread):
    """Reads the feeds that are due, as long as the server runs."""

    def __init__(self) -> None:
        super().__init__(name="feeds", daemon=True)

    def run(self) -> None:
        while True:
            self.look()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def look(self) -> None:
        """Read the feeds that are due, one after the other."""
        try:
            for feed in list(WatchedFeed.objects.due()):
                read_feed(feed)
        except (DatabaseError, OSError) as error:
            logger.warning("Feeds were not read: %s", error)
        finally:
            connections.close_all()


def start_thread() -> None:
    """Start the thread unless it is not wanted; called by the server."""
    if settings.FEED_MINUTES:
        FeedsThread().start()
