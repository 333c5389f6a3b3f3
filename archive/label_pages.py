"""Shows tags and sources, and the articles of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import names
from archive.kept import keep
from archive.labelling.forms import RenameForm
from archive.labelling.views import lead_to
from archive.models import Article, Source, Tag
from archive.models.articles import ArticleQuerySet
from archive.neighbours import first_day
from archive.paging import list_names, list_page
from archive.people.roles import is_editor


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """List the tags in use, by name or by their number of articles."""
    by_count = request.GET.get("order") == "count"
    found = names.tags_in_use(by_count=by_count)
    listed = list_names(found, page=request.GET.get("page"))
    context = {"listed": listed, "by_count": by_count}
    return render(request, "archive/tags.html", context)


@require_safe
def tag(request: HttpRequest, key: str) -> HttpResponse:
    """List the articles that carry a tag."""
    nothing = Http404(_("No article carries the tag “{key}”.").format(key=key))
    found = Tag.by_keys([key]).get(key)
    if found is None:
        raise nothing
    name = f"tag-{found.pk}"
    total = keep(name, lambda: names.count_tag(found)).article_count
    if not (total or is_editor(request.user)):
        raise nothing
    if found.key != key:
        return lead_to(found, request)
    articles = Article.objects.live().tagged(found)
    shown = _show(articles, request, total=total, name=name)
    context = {"tag": found, "form": RenameForm(label=found), **shown}
    return render(request, "archive/tag.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources in use, by name or by their number of articles."""
    by_count = request.GET.get("order") == "count"
    found = names.sources_in_use(by_count=by_count)
    listed = list_names(found, page=request.GET.get("page"))
    context = {"listed": listed, "by_count": by_count}
    return render(request, "archive/sources.html", context)


@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    """List the articles that a source published or is credited in."""
    nothing = Http404(_("No article names the source “{key}”.").format(key=key))
    found = Source.by_keys([key]).get(key)
    if found is None:
        raise nothing
    name = f"source-{found.pk}"
    counted = keep(name, lambda: names.count_source(found))
    if not (counted.most or is_editor(request.user)):
        raise nothing
    if found.key != key:
        return lead_to(found, request)
    articles = Article.objects.live().by_source(found)
    total = keep(f"{name}-all", lambda: names.count_articles(counted))
    shown = _show(articles, request, total=total, name=name)
    context = {"counted": counted, "form": RenameForm(label=found), **shown}
    return render(request, "archive/source.html", context)


def _show(
    articles: ArticleQuerySet, request: HttpRequest, *, total: int, name: str
) -> dict[str, object]:
    """Return the page of articles asked for, and the first day of all of them."""
    page, in_order = request.GET.get("page"), articles.newest_first()
    return {
        "listing": list_page(in_order, page=page, total=total, kept_as=name),
        "first_day": keep(f"{name}-first", lambda: first_day(articles)),
    }
