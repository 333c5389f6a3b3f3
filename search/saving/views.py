"""Shows saved and recent searches, and does with them what their owner asks."""

from __future__ import annotations

import contextlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from archive.paging import Paging, read_page_number
from search.engine import IndexUnusable
from search.models import SavedSearch
from search.saving import recent
from search.saving.combining import CombinationRefused, combine
from search.saving.searches import (
    count_new,
    mark_looked_at,
    rename_search,
    results_address,
    save_search,
)
from search.whoosh_engine import open_engine

BAD_REQUEST = 400
SERVICE_UNAVAILABLE = 503
SEARCHES_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: HttpRequest) -> HttpResponse:
    """List saved and recent searches, or save one."""
    if request.method == "POST":
        return _save(request)
    return _show(request)


@never_cache
@require_safe
def combined(request: HttpRequest) -> HttpResponse:
    """Lead to the combination of recent searches, or say why there is none."""
    wanted = request.GET.get("searches", "").strip()
    try:
        found = combine(wanted, recent.read_recent(request), open_engine())
    except CombinationRefused as error:
        return _show(request, wanted=wanted, refusal=str(error))
    except IndexUnusable as error:
        return _show(
            request, wanted=wanted, refusal=str(error), status=SERVICE_UNAVAILABLE
        )
    for said in found.left_out:
        messages.warning(request, said)
    return redirect(str(found.address))


@require_POST
def forget_recent(request: HttpRequest) -> HttpResponse:
    """Have the browser forget its searches."""
    messages.success(request, _("This browser’s searches are forgotten."))
    response = redirect("saved")
    recent.forget(response)
    return response


@never_cache
@login_required
@require_safe
def open_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to a saved search's results, looked at now."""
    found = _own(request, pk)
    _look(request, found)
    return redirect(str(results_address(found)))


@never_cache
@login_required
@require_safe
def open_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what is new in a saved search, looked at now."""
    found = _own(request, pk)
    _look(request, found)
    return redirect(str(results_address(found, only_new=True)))


@login_required
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a saved search another name."""
    found = _own(request, pk)
    before = found.name
    form = rename_search(found, request.POST)
    if not form.is_valid():
        return _show(request, form=form, status=BAD_REQUEST)
    said = _("“{before}” is called “{name}” now.")
    messages.success(request, said.format(before=before, name=found.name))
    return redirect("saved")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved search, and say where it can be saved again."""
    found = _own(request, pk)
    address = results_address(found)
    found.delete()
    said = _(
        '“{name}” was deleted. <a href="{address}">Its results</a> can be saved again.'
    )
    messages.success(request, format_html(said, name=found.name, address=str(address)))
    return redirect("saved")


def _save(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("saved"))
    try:
        engine = open_engine()
        found, form = save_search(request.POST, engine, owner_id=request.user.pk)
    except IndexUnusable:
        return _show(request, status=SERVICE_UNAVAILABLE)
    if not form.is_valid():
        return _show(request, form=form, status=BAD_REQUEST)
    messages.success(request, _("Saved as “{name}”.").format(name=found.name))
    return redirect(str(results_address(found)))


def _show(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    """Show the page of searches; context: what could not be done, and why."""
    if request.user.is_authenticated:
        context |= _own_searches(request)
    context["recent"] = recent.list_recent(request)
    return render(request, "search/saved.html", context, status=status)


def _own_searches(request: HttpRequest) -> dict[str, Any]:
    """Return a page of the reader's saved searches with what is new in each."""
    own = SavedSearch.objects.filter(owner_id=request.user.pk)
    number = read_page_number(request.GET.get("page"))
    paging = Paging(number, SEARCHES_A_PAGE, own.count())
    start = (number - 1) * SEARCHES_A_PAGE
    searches = own[start : start + SEARCHES_A_PAGE]
    problem = ""
    try:
        listed = count_new(searches, open_engine())
    except IndexUnusable as error:
        listed, problem = count_new(searches, None), str(error)
    return {"searches": listed, "paging": paging, "problem": problem}


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, pk=pk, owner_id=request.user.pk)


def _look(request: HttpRequest, found: SavedSearch) -> None:
    """Note that a person looks, which a browser that only fetches ahead does not.

    Without an index nothing is seen: the results page says so.
    """
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    with contextlib.suppress(IndexUnusable):
        mark_looked_at(found, open_engine())
