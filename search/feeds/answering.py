"""Answers feeds, and in no time where nothing has changed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from archive.public_address import origin
from search.engine import Engine, IndexUnusable
from search.feeds.feed import Feed
from search.feeds.formats import FORMATS, Place
from search.models import PendingChange
from search.whoosh_engine import open_engine

# HTTP tells seconds apart, and not two changes within one.
SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True)
class State:
    """What changes whenever a feed may; when it last did, if that can be told."""

    name: str
    changed_at: datetime.datetime | None


def state_of_searches(engine: Engine) -> State:
    """Return what changes with the index, and at midnight, as "today" does."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    changed_at = max(engine.made_at, midnight)
    return State(f"{engine.state} {midnight.date()}", changed_at)


def state_of_lists() -> State | None:
    """Return what changes with the articles, in one small question.

    Every change leaves a note in its own transaction, which stays until the index has
    it. Without an index to tell one empty table of notes from another, none.
    """
    try:
        engine = open_engine()
    except IndexUnusable:
        return None
    notes = PendingChange.objects.order_by("-pk").values_list("pk", flat=True)
    last_note = notes.first()
    return State(f"{engine.state} {last_note}", None if last_note else engine.made_at)


def answer(
    request: HttpRequest,
    make: Callable[[], Feed],
    *,
    suffix: str,
    state: State | None,
    name: str = "",
) -> HttpResponse:
    """Return a feed, or that it is as it was, without making it.

    name: one that the feed was given, and that may change.
    """
    place = Place(origin(request), request.path)
    etag = _etag(state, place.base, request.get_full_path(), name) if state else None
    changed_at = state and _told(state.changed_at)
    modified = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        form = FORMATS[suffix]
        response = HttpResponse(form.write(make(), place), form.content_type)
    if etag:
        response.headers["ETag"] = etag
    if modified:
        response.headers["Last-Modified"] = http_date(modified)
    # Asked each time, and what only its owner may read is kept by no one else.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _told(moment: datetime.datetime | None) -> datetime.datetime | None:
    """Keep a moment that no later change can be taken for."""
    return moment if moment and timezone.now() - moment > SECOND else None


def _etag(state: State, *said: str) -> str:
    text = "\n".join((state.name, *said))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f'"{digest[:32]}"'
