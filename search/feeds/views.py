"""Hands out feeds, and the list of a reader's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.dates import read_day
from archive.people.feeds import feed
from archive.public_address import origin
from search.engine import IndexUnusable
from search.feeds import lists, searches
from search.feeds.answering import answer, state_of_lists, state_of_searches
from search.feeds.opml import write_opml
from search.models import SavedSearch
from search.whoosh_engine import open_engine

SERVICE_UNAVAILABLE = 503


@feed
@require_safe
def search_feed(request: HttpRequest, suffix: str) -> HttpResponse:
    """Answer a search as a feed."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return _answer_search(request, searches.Followed(asked.urlencode()), suffix)


@feed
@login_required
@require_safe
def saved_feed(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """Answer a saved search as a feed, to its owner."""
    saved = get_object_or_404(SavedSearch, pk=pk, owner_id=request.user.pk)
    address = reverse("saved-search-feed", args=[pk, suffix])
    followed = searches.Followed(saved.parameters, saved.name, address)
    return _answer_search(request, followed, suffix)


@feed
@require_safe
def articles_feed(request: HttpRequest, suffix: str) -> HttpResponse:
    """Answer the whole archive as a feed."""
    return _answer_list(request, lists.list_all, suffix)


@feed
@require_safe
def tag_feed(request: HttpRequest, key: str, suffix: str) -> HttpResponse:
    """Answer a tag as a feed."""
    return _answer_list(request, partial(lists.list_tag, key), suffix)


@feed
@require_safe
def source_feed(request: HttpRequest, key: str, suffix: str) -> HttpResponse:
    """Answer a source as a feed."""
    return _answer_list(request, partial(lists.list_source, key), suffix)


@feed
@require_safe
def day_feed(
    request: HttpRequest, year: int, month: int, day: int, suffix: str
) -> HttpResponse:
    """Answer a day as a feed."""
    date = read_day(year, month, day)
    return _answer_list(request, partial(lists.list_day, date), suffix)


@never_cache
@login_required
@require_safe
def saved_opml(request: HttpRequest) -> HttpResponse:
    """Hand over the feeds of a reader's saved searches, for a program that reads them.

    Such a program cannot sign in: without a personal key there is nothing to hand over.
    """
    own = SavedSearch.objects.filter(owner_id=request.user.pk)
    text = write_opml(own, request.user, base=origin(request))
    if text is None:
        messages.warning(request, _("Make a key first: feeds are opened by it."))
        return redirect(reverse("account") + "#feeds")
    file = {"Content-Disposition": 'attachment; filename="saved-searches.opml"'}
    return HttpResponse(text, "text/x-opml; charset=utf-8", headers=file)


def _answer_search(
    request: HttpRequest, followed: searches.Followed, suffix: str
) -> HttpResponse:
    try:
        engine = open_engine()
        return answer(
            request,
            lambda: searches.feed_of(
                followed, engine, suffix=suffix, page=request.GET.get("page")
            ),
            suffix=suffix,
            state=state_of_searches(engine),
            name=followed.name,
        )
    except IndexUnusable as error:
        problem = _("The feed cannot be made now.")
        return HttpResponse(
            f"{problem} {error}\n",
            status=SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
        )


def _answer_list(
    request: HttpRequest, find: Callable[[], lists.List], suffix: str
) -> HttpResponse:
    return answer(
        request,
        lambda: lists.feed_of(find(), suffix=suffix, page=request.GET.get("page")),
        suffix=suffix,
        state=state_of_lists(),
    )
