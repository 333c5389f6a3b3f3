"""Lets editors rename and merge tags and sources, and leads old names to new ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from archive.correcting.applying import SECONDS_A_PAGE, go_on
from archive.correcting.merges import merge_into
from archive.correcting.merging import begin_merging
from archive.correcting.telling import tell
from archive.labelling import likeness, renaming
from archive.labelling.addresses import address_of_alike, address_of_merge, noun_of
from archive.labelling.forms import MergeForm, PairForm, RenameForm
from archive.labelling.weighing import weigh
from archive.models import Source, Tag

FEWEST_MERGED, MERGED_AT_MOST = 2, 50
# SQLite counts in 64 bits.
MOST_DIGITS = 18
may_name = permission_required(
    ["archive.change_source", "archive.change_tag", "archive.change_article"]
)


def lead_to(label: Source | Tag, request: HttpRequest) -> HttpResponse:
    """Lead from an old name to its label for good, as far as names go.

    A browser asks again each time: a name can come back.
    """
    query = request.GET.urlencode()
    address = label.get_absolute_url() + (f"?{query}" if query else "")
    response = redirect(address, permanent=True)
    patch_cache_control(response, no_cache=True)
    return response


@may_name
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, key: str, *, model: type[Any]) -> HttpResponse:
    """Give a label another name, or offer to merge it with what has that name."""
    label = model.by_keys([key]).get(key)
    if label is None:
        raise Http404(_("Nothing is called “{name}”.").format(name=key))
    form = RenameForm(request.POST or None, label=label)
    if form.is_valid():
        old, new = label.name, form.cleaned_data["name"]
        try:
            renaming.rename(label, new)
        except renaming.NameTaken as taken:
            return redirect(address_of_merge([label, taken.other], into=taken.other))
        said = _("“{old}” is called “{new}” now. The old name still leads here.")
        messages.success(request, said.format(old=old, new=new))
        return redirect(label)
    context = {"label": label, "form": form, "noun": noun_of(model)}
    return render(request, "archive/rename.html", context)


@may_name
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, *, model: type[Any]) -> HttpResponse:
    """Show what merging some labels changes, and merge them."""
    asked = asked_ids(request)
    labels = list(model.objects.filter(pk__in=asked))
    if len(asked) < FEWEST_MERGED:
        return redirect(address_of_alike(model))
    if len(labels) < FEWEST_MERGED:
        messages.warning(request, _("Nothing is left to merge: it was done already."))
        return redirect(*labels or [address_of_alike(model)])
    form = MergeForm(request.POST or None, labels=labels)
    if form.is_valid():
        return _merge(request, labels, into=form.cleaned_data["into"])
    weighed = weigh(labels)
    chosen = request.GET.get("into") or str(weighed.candidates[0].label.pk)
    context = {"weighed": weighed, "chosen": chosen, "noun": noun_of(model)}
    return render(request, "archive/merge.html", context)


@may_name
@require_safe
def alike(request: HttpRequest, *, model: type[Any]) -> HttpResponse:
    """List names that look alike, to be merged or kept apart."""
    context = {
        "pairs": likeness.find_alike(model),
        "noun": noun_of(model),
        "keep_apart": reverse(f"keep-{noun_of(model)}s-apart"),
    }
    return render(request, "archive/alike.html", context)


@may_name
@require_POST
def keep_apart(request: HttpRequest, *, model: type[Any]) -> HttpResponse:
    """Never suggest two labels again."""
    form = PairForm(request.POST, model=model)
    if not form.is_valid():
        raise Http404(_("One of these names is gone."))
    likeness.keep_apart(form.cleaned_data["first"], form.cleaned_data["second"])
    return redirect(address_of_alike(model))


def asked_ids(request: HttpRequest) -> list[int]:
    """Return the labels that an address names."""
    numbers = request.GET.getlist("id")[:MERGED_AT_MOST]
    return [int(n) for n in numbers if n.isdecimal() and len(n) <= MOST_DIGITS]


def _merge(request: HttpRequest, labels: list[Any], *, into: Any) -> HttpResponse:
    """Merge labels into one of them, as far as a page can wait."""
    assert request.user.is_authenticated
    correction = begin_merging(merge_into(into, labels), by=request.user)
    is_done = go_on(correction, seconds=SECONDS_A_PAGE)
    tell(request, correction)
    return redirect(into if is_done else correction)
