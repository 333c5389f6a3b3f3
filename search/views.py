"""Shows the results page, and the same as data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.engine import IndexUnusable
from search.forms import SearchForm
from search.results.data import as_data
from search.results.page import find_results
from search.whoosh_engine import open_engine

SERVICE_UNAVAILABLE = 503


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of results."""
    form = SearchForm(request.GET)
    try:
        page = find_results(form, open_engine(), for_editors=request.user.is_staff)
    except IndexUnusable as error:
        context = {"problem": error, "query_text": form.query.text}
        return render(
            request, "search/unavailable.html", context, status=SERVICE_UNAVAILABLE
        )
    return render(request, "search/results.html", {"page": page})


@require_safe
def search_json(request: HttpRequest) -> HttpResponse:
    """Answer the same request as data."""
    form = SearchForm(request.GET)
    try:
        page = find_results(form, open_engine(), for_editors=request.user.is_staff)
    except IndexUnusable as error:
        return JsonResponse({"error": str(error)}, status=SERVICE_UNAVAILABLE)
    return JsonResponse(as_data(page))
