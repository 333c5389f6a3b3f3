"""Shows the results page, and the same as data."""

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from archive.people.roles import is_editor
from search.asking.forms import SearchForm
from search.data import as_data
from search.engine import IndexUnusable
from search.page import find_results
from search.results.lines_file import write_lines
from search.results.parts import count_parts
from search.results.values import ValuesForm, find_values
from search.results.values import as_data as values_as_data
from search.saving.recent import remember
from search.saving.searches import offer_saving
from search.selecting import Bar, make_bar
from search.whoosh_engine import open_engine

BAD_REQUEST = 400
SERVICE_UNAVAILABLE = 503


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of results."""
    form = SearchForm(request.GET)
    bar = make_bar(request.user) if form.is_selecting else None
    return show_results(request, form, bar)


@require_safe
def search_json(request: HttpRequest) -> HttpResponse:
    """Answer the same request as data."""
    form = SearchForm(request.GET)
    try:
        engine = open_engine()
        page = find_results(form, engine, for_editors=is_editor(request.user))
        counts = count_parts(form, engine)
    except IndexUnusable as error:
        return JsonResponse({"error": str(error)}, status=SERVICE_UNAVAILABLE)
    return JsonResponse(as_data(page, counts))


@require_safe
def values(request: HttpRequest) -> HttpResponse:
    """Show all values of a facet of some results; without such a facet, the results."""
    form = ValuesForm(request.GET)
    try:
        page = find_values(form, open_engine(), for_editors=is_editor(request.user))
    except IndexUnusable as error:
        return unavailable(request, form, error)
    if page is None:
        return redirect(str(form.address))
    return render(request, "search/values.html", {"page": page})


@require_safe
def values_json(request: HttpRequest) -> HttpResponse:
    """Answer the same request as data."""
    form = ValuesForm(request.GET)
    try:
        page = find_values(form, open_engine(), for_editors=is_editor(request.user))
    except IndexUnusable as error:
        return JsonResponse({"error": str(error)}, status=SERVICE_UNAVAILABLE)
    if page is None:
        return JsonResponse({"error": "facet names none"}, status=BAD_REQUEST)
    return JsonResponse(values_as_data(page))


@require_safe
def lines_csv(request: HttpRequest) -> HttpResponseBase:
    """Hand over the lines of all hits as a file."""
    try:
        pieces = write_lines(SearchForm(request.GET), open_engine())
    except IndexUnusable as error:
        return HttpResponse(str(error), "text/plain", SERVICE_UNAVAILABLE)
    return StreamingHttpResponse(
        pieces,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="lines.csv"'},
    )


def show_results(
    request: HttpRequest, form: SearchForm, bar: Bar | None
) -> HttpResponse:
    """Show a page of results, with a bar where hits can be ticked."""
    try:
        page = find_results(form, open_engine(), for_editors=is_editor(request.user))
    except IndexUnusable as error:
        return unavailable(request, form, error)
    saving = offer_saving(form, page.chips, request.user)
    context = {"page": page, "saving": saving, "bar": bar}
    response = render(request, "search/results.html", context)
    remember(request, response, form, page.results.total)
    return response


def unavailable(
    request: HttpRequest, form: SearchForm, error: IndexUnusable
) -> HttpResponse:
    """Say that the index cannot be read, and keep what was asked."""
    context = {"problem": error, "query_text": form.query.text}
    return render(
        request, "search/unavailable.html", context, status=SERVICE_UNAVAILABLE
    )
