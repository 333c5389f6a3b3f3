"""Does with the hits that were chosen what a person asks: exports or corrects them."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from archive.correcting.applying import preview
from archive.exporting.formats import BY_NAME
from archive.locally import grouped
from search.asking.forms import SearchForm
from search.engine import IndexUnusable
from search.export_page import as_file
from search.exporting import find_chosen
from search.selecting import (
    CORRECT,
    EXPORT,
    NOTHING_TICKED,
    Bar,
    Wish,
    make_bar,
    read_bar,
    read_selection,
)
from search.views import show_results, unavailable
from search.whoosh_engine import open_engine


@permission_required(CORRECT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """Preview a correction of the hits that were chosen."""
    form, back = SearchForm(request.GET), _results(request)
    if request.method != "POST":
        return redirect(back)
    try:
        asked = read_bar(request.POST, form, open_engine())
    except IndexUnusable as error:
        return unavailable(request, form, error)
    if isinstance(asked, Bar):
        return show_results(request, form, asked)
    assert request.user.is_authenticated
    correction = preview(asked.kind, asked.ids, by=request.user)
    if asked.lost_count:
        messages.info(request, _told(asked))
    return redirect(correction.address_leading_to(back))


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand over the hits that were chosen."""
    form = SearchForm(request.GET)
    wanted = BY_NAME.get(request.POST.get("format", ""))
    if wanted is None:
        return redirect(_results(request))
    try:
        pack = find_chosen(form, open_engine(), read_selection(request.POST))
    except IndexUnusable as error:
        return unavailable(request, form, error)
    if pack.ids:
        return as_file(request, pack, wanted)
    bar = make_bar(request.user, request.POST)
    again = replace(bar, problem=str(NOTHING_TICKED), open_slug=EXPORT)
    return show_results(request, form, again)


def _results(request: HttpRequest) -> str:
    return f"{reverse('search')}?{request.GET.urlencode()}"


def _told(asked: Wish) -> str:
    return ngettext(
        "Left alone: {n} ticked article that this search no longer finds.",
        "Left alone: {n} ticked articles that this search no longer finds.",
        asked.lost_count,
    ).format(n=grouped(asked.lost_count))
