"""Lets editors hand in piles, follow imports and take them back."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from archive.locally import grouped
from archive.models import Import, Rule
from archive.paging import Paging, read_page_number
from archive.piles import acting, uploads
from archive.piles.forms import PileForm
from archive.piles.receiving import Received, ToFolder, TooLarge
from archive.piles.standings import say, standing_of, yield_of

IMPORTS_A_PAGE = 20


# What receives the files must be set before anybody looks for the token among them.
@csrf_exempt
@permission_required("archive.add_import")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Show the form and past imports; take what is handed in."""
    if request.method != "POST":
        return _show(request, PileForm())
    incoming = uploads.make_room()
    receiver = ToFolder(incoming, most=settings.UPLOAD_MB * 1_000_000)
    request.upload_handlers = [receiver]
    try:
        return _receive(request)
    except (TooLarge, SuspiciousOperation):
        return _refuse(request, _too_much())
    except OSError as error:
        said = _("It could not be kept here: {problem}. Nothing was imported.")
        return _refuse(request, said.format(problem=error.strerror or error))
    finally:
        receiver.close()
        shutil.rmtree(incoming, ignore_errors=True)


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated
    form = PileForm(request.POST)
    sent = [*request.FILES.getlist("files"), *request.FILES.getlist("folder")]
    files = [file for file in sent if isinstance(file, Received)]
    if not files:
        form.add_error(None, _("Choose files or a folder to import."))
    if not form.is_valid():
        return _show(request, form)
    run = uploads.hand_in(
        files,
        paths=request.POST.get("paths", ""),
        options=form.options,
        is_rehearsal=form.cleaned_data["dry_run"],
        by=request.user,
    )
    return redirect(run)


def _too_much() -> str:
    return _(
        "That was too much at once: at most {size} MB, in at most {files} files. Hand "
        "in less, or a zip; or have the folder imported on the server. Nothing was "
        "imported."
    ).format(
        size=grouped(settings.UPLOAD_MB),
        files=grouped(settings.DATA_UPLOAD_MAX_NUMBER_FILES),
    )


def _refuse(request: HttpRequest, why: str) -> HttpResponse:
    form = PileForm({})
    form.add_error(None, why)
    return _show(request, form)


def _show(request: HttpRequest, form: PileForm) -> HttpResponse:
    imports = Import.objects.select_related("started_by").defer("wanted", "proposals")
    number = read_page_number(request.GET.get("page"))
    first = (number - 1) * IMPORTS_A_PAGE
    context = {
        "form": form,
        "most_mb": settings.UPLOAD_MB,
        "most": settings.UPLOAD_MB * 1_000_000,
        "imports": [(r, say(r)) for r in imports[first : first + IMPORTS_A_PAGE]],
        "paging": Paging(number, IMPORTS_A_PAGE, imports.count()),
    }
    return render(request, "archive/import.html", context)


@permission_required("archive.view_import")
@require_safe
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is, its report, and what can be done with it."""
    run = get_object_or_404(Import.objects.select_related("started_by"), pk=pk)
    proposed = run.proposals if not run.is_open else []
    made = set(Rule.objects.values_list("pattern", flat=True)) if proposed else set()
    context = {
        "standing": standing_of(run),
        "brought": yield_of(run) if not run.is_open else None,
        "proposals": [rule for rule in proposed if rule["pattern"] not in made],
        "actions": acting.actions_for(run),
    }
    return render(request, "archive/import_run.html", context)


@permission_required("archive.view_import")
@require_safe
def standing(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer how far an import is, as the page shows it."""
    found = standing_of(get_object_or_404(Import, pk=pk))
    context = {"standing": found}
    shown = render_to_string("archive/_import_standing.html", context, request)
    return JsonResponse({"is_over": found.is_over, "html": shown})


@permission_required("archive.change_import")
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do with an import what its page offers, unless somebody was quicker."""
    run = get_object_or_404(Import, pk=pk)
    if not acting.act(run, request.POST.get("do", "")):
        messages.warning(request, _("That cannot be done with it any more."))
    return redirect(run)
