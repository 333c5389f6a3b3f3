"""Brings what a request changed into the index before the next page is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from search import outbox, receivers
from search.engine import IndexUnusable

logger = logging.getLogger(__name__)

MAX_ARTICLES = 50
MAX_SECONDS = 1.0


class DrainAfterRequest:
    """Drains the articles that a request changed, if they are few.

    They go before whatever else waits, so that an edit is found at once even while an
    import runs. The drain thread does the rest, and all of it when a writer is at work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        changed: set[int] = set()
        token = receivers.noted.set(changed)
        try:
            response = self.get_response(request)
        finally:
            receivers.noted.reset(token)
        if changed and not connection.in_atomic_block:
            try:
                outbox.drain_articles(sorted(changed)[:MAX_ARTICLES], MAX_SECONDS)
            except (IndexUnusable, DatabaseError, OSError) as error:
                # The change itself is safe, and its note stays for the thread.
                logger.warning("The index was not brought up to date: %s", error)
        return response
