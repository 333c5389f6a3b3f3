"""Says what the archive is, what it holds and how it treats it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import VERSION, overview


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell a reader what to expect of this archive."""
    context = {"overview": overview.gather(), "version": VERSION}
    return render(request, "archive/about.html", context)
