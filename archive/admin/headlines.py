"""Lets editors accept or edit derived headlines in a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from archive.correcting.applying import apply
from archive.correcting.kinds import WriteHeadlines
from archive.correcting.subjects import version_of
from archive.correcting.telling import tell
from archive.models import Article
from archive.models.articles import ArticleQuerySet

ON_A_PAGE = 25


def edit_headlines(
    request: HttpRequest, *, articles: ArticleQuerySet, context: dict[str, Any]
) -> HttpResponse:
    """Show derived headlines to be accepted or edited; keep what was sent."""
    if request.method == "POST":
        correct(request)
        return HttpResponseRedirect(request.get_full_path())
    derived = articles.filter(headline_is_derived=True).order_by("-id")
    shown = list(derived[:ON_A_PAGE])
    context |= {
        "title": _("Derived headlines"),
        "rows": [(article, version_of(article.changed_at)) for article in shown],
        "count": derived.count(),
        "longest": Article._meta.get_field("headline").max_length,
    }
    return TemplateResponse(request, "admin/archive/article/headlines.html", context)


def correct(request: HttpRequest) -> None:
    """Write the headlines that were ticked or edited, if nobody changed them since."""
    versions = {
        int(pk): int(version)
        for pk, dash, version in (
            seen.partition("-") for seen in request.POST.getlist("seen")
        )
        if pk.isdecimal() and version.isdecimal()
    }
    headlines = {}
    for article in Article.objects.filter(pk__in=versions).only("id", "headline"):
        typed = " ".join(request.POST.get(f"headline-{article.pk}", "").split())[:500]
        is_accepted = f"accept-{article.pk}" in request.POST
        if typed and (is_accepted or typed != article.headline):
            headlines[str(article.pk)] = typed
    if not headlines:
        messages.warning(request, _("No headline was ticked or edited."))
        return
    assert request.user.is_authenticated
    ids = [int(pk) for pk in headlines]
    done = apply(WriteHeadlines(headlines), ids, by=request.user, versions=versions)
    tell(request, done)
