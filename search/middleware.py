"""Brings what a request changed into the index before the next page is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from search import outbox, receivers
from search.engine import IndexUnusable

logger = logging.getLogger(__name__)

MAX_ARTICLES = 50
MAX_SECONDS = 1.0


class DrainAfterRequest:
    """Drains a few articles after a request that changed some.

    The drain thread does the rest, and all of it when another writer is at work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        receivers.noted.set(False)
        response = self.get_response(request)
        if receivers.noted.get() and not connection.in_atomic_block:
            try:
                outbox.drain(limit=MAX_ARTICLES, seconds=MAX_SECONDS, wait=False)
            except (IndexUnusable, OSError) as error:
                logger.warning("The index was not brought up to date: %s", error)
        return response
