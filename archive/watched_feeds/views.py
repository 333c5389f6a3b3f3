"""Lets editors add feeds, look what is in them first, and pause or remove them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from archive.fetching import CannotFetch, fetch
from archive.importing.records import CannotRead
from archive.models import WatchedFeed
from archive.watched_feeds.contents import Contents, read_contents
from archive.watched_feeds.forms import FeedForm
from archive.watched_feeds.reading import cannot_be_read, read_feed

SHOWN = 20
LONGEST_NAME = 200


@permission_required("archive.change_watchedfeed")
@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    """List the feeds; show what is in one before it is added."""
    form = FeedForm(request.POST or None)
    contents = _look(form) if form.is_valid() else None
    return _show(request, form, contents=contents)


def _look(form: FeedForm) -> Contents | None:
    """Fetch a feed and keep nothing of it, or say in the form why that failed."""
    try:
        fetched = fetch(form.cleaned_data["address"])
        return read_contents(fetched.data if fetched else b"")
    except (CannotFetch, CannotRead) as error:
        form.add_error("address", cannot_be_read(error))
        return None


def _show(
    request: HttpRequest, form: FeedForm, *, contents: Contents | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "contents": contents,
        "shown": contents.records[:SHOWN] if contents else (),
        "feeds": WatchedFeed.objects.select_related("last_import"),
        "minutes": settings.FEED_MINUTES,
    }
    return render(request, "archive/watched_feeds.html", context)


@permission_required("archive.change_watchedfeed")
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a feed that somebody looked at, and read it for the first time."""
    form = FeedForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    assert request.user.is_authenticated
    chosen = form.cleaned_data
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    feed = WatchedFeed.objects.create(
        address=chosen["address"],
        name=name or chosen["source"] or chosen["address"][:LONGEST_NAME],
        tags=list(chosen["tags"]),
        source=chosen["source"],
        added_by=request.user,
    )
    return _read(request, feed)


@permission_required("archive.change_watchedfeed")
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a feed now, pause it, go on with it or remove it."""
    feed = get_object_or_404(WatchedFeed, pk=pk)
    match request.POST.get("do"):
        case "read":
            return _read(request, feed)
        case "pause" | "go on" as wanted:
            feed.is_active = wanted == "go on"
            feed.save(update_fields=["is_active"])
        case "remove":
            feed.delete()
            told = _("{feed} is not read any more. Its articles stay.")
            messages.success(request, told.format(feed=feed))
    return redirect("watched-feeds")


def _read(request: HttpRequest, feed: WatchedFeed) -> HttpResponse:
    read_feed(feed)
    level = messages.WARNING if feed.has_failed else messages.SUCCESS
    messages.add_message(request, level, f"{feed}: {feed.outcome}")
    return redirect("watched-feeds")
