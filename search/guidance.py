"""Shows what helps to write a query: completions, the advanced form, the help page."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from search.advanced.form import AdvancedForm, fill_in
from search.advanced.names import name_lists
from search.asking.fields import QueryTextField
from search.asking.forms import SearchForm
from search.completion.offering import as_data, complete
from search.engine import IndexUnusable
from search.help import gather
from search.language.limits import MAX_CHARACTERS
from search.saving.recent import recent_queries
from search.whoosh_engine import open_engine

SERVICE_UNAVAILABLE = 503


class TypingForm(forms.Form):
    """A query that is being typed, and where the caret stands in it, in characters."""

    q = QueryTextField(required=False, strip=False, max_length=MAX_CHARACTERS)
    at = forms.IntegerField(required=False, min_value=0, max_value=MAX_CHARACTERS)


@require_safe
@cache_control(private=True, max_age=30)
@vary_on_cookie
def complete_json(request: HttpRequest) -> HttpResponse:
    """Answer what the query may go on with."""
    form = TypingForm(request.GET)
    if not form.is_valid():
        return JsonResponse(as_data(()))
    text, at = form.cleaned_data["q"], form.cleaned_data["at"]
    at = len(text) if at is None else min(at, len(text))
    try:
        found = complete(text, at, open_engine(), recent=recent_queries(request))
    except IndexUnusable as error:
        return JsonResponse({"error": str(error)}, status=SERVICE_UNAVAILABLE)
    return JsonResponse(as_data(found))


@require_safe
def advanced(request: HttpRequest) -> HttpResponse:
    """Show a query as a form, or write the query that a form asks for."""
    form = AdvancedForm(request.GET) if AdvancedForm.is_sent(request.GET) else None
    if form and form.is_valid():
        return redirect(str(form.results))
    form = form or fill_in(SearchForm(request.GET))
    return render(
        request, "search/advanced.html", {"form": form, "names": name_lists()}
    )


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show how to write a query, with examples that find something here."""
    return render(request, "search/help.html", {"help": gather()})
