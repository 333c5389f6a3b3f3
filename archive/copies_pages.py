"""Compares two copies of a story, and lets editors say what is a copy of what."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from archive import differences
from archive.correcting.telling import tell
from archive.deciding import CannotJoin, join, part_group, take_out
from archive.models import Article
from archive.people.roles import is_editor

# The number of an article, alone or in its address.
NUMBER = re.compile(r"(?:^|/articles/)(\d{1,18})(?:/|$)")


@require_safe
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show what the text of one copy says otherwise than that of another."""
    found = Article.objects.with_names().filter(pk__in=[pk, other])
    both = list(found.oldest_first())
    if len(both) < 2 or not (is_editor(request.user) or _are_open_copies(both)):
        raise Http404(_("There are no two such copies."))
    passages = differences.compare(both[0].body, both[1].body)
    context = {"both": both, "passages": passages}
    return render(request, "archive/compare.html", context)


@permission_required("archive.change_article")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Make another article a copy of this one, take this one out, or part them all."""
    assert request.user.is_authenticated
    article = get_object_or_404(Article, pk=pk)
    if "part" in request.POST and article.copy_group:
        tell(request, part_group(article.copy_group, by=request.user))
    elif "leave" in request.POST and (done := take_out(article, by=request.user)):
        tell(request, done)
    elif "other" in request.POST:
        _join(request, article)
    return redirect(f"{article.get_absolute_url()}#copies")


def _join(request: HttpRequest, article: Article) -> None:
    assert request.user.is_authenticated
    typed = request.POST["other"].strip()
    number = NUMBER.search(typed)
    other = Article.objects.filter(pk=number[1]).first() if number else None
    if other is None:
        text = _("No article has the number or address “{typed}”.").format(typed=typed)
        messages.error(request, text)
        return
    try:
        tell(request, join(article, other, by=request.user))
    except CannotJoin as error:
        messages.error(request, str(error))


def _are_open_copies(articles: list[Article]) -> bool:
    """Tell whether readers may see that articles are copies of one another."""
    groups = {article.copy_group_id for article in articles}
    return len(groups) == 1 and None not in groups and all(a.is_live for a in articles)
