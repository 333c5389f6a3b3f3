"""Shows administrators how it is with the archive."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.doctor import examine
from archive.people.roles import is_administrator


@require_safe
@login_required
def doctor(request: HttpRequest) -> HttpResponse:
    """Show what an examination finds; all of it when that is asked for."""
    if not is_administrator(request.user):
        raise PermissionDenied
    thorough = "thorough" in request.GET
    context = {"findings": examine(thorough=thorough), "thorough": thorough}
    return render(request, "archive/doctor.html", context)
