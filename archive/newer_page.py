"""Shows editors the newer texts that wait beside edits, and takes their decisions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.models import Article, Original
from archive.newer import Newer, find_newer, keep_mine, take_newer
from archive.paging import list_page


@permission_required("archive.change_article")
@require_http_methods(["GET", "HEAD", "POST"])
def newer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show in what a newer text differs from the article; keep what is decided."""
    article = get_object_or_404(Article.objects.with_labels(), pk=pk)
    found = find_newer(pk)
    if found is None:
        messages.info(request, _("No newer text waits beside this article."))
        return redirect(article)
    if request.method == "POST":
        return _decide(request, found)
    context = {"article": article, "newer": found, "differences": found.differences}
    return render(request, "archive/newer.html", context)


def _decide(request: HttpRequest, found: Newer) -> HttpResponse:
    assert request.user.is_authenticated
    if request.POST.get("original") != str(found.original.pk):
        text = _("An even newer text has come meanwhile: here it is.")
        messages.warning(request, text)
        return redirect("article-newer", found.article.pk)
    if "take" in request.POST and not found.problem:
        take_newer(found, by=request.user)
        history = reverse("admin:archive_article_history", args=[found.article.pk])
        text = _(
            "The newer text was taken."
            ' <a href="{address}">History brings yours back</a>'
        )
        messages.success(request, format_html(text, address=history))
    elif "keep" in request.POST:
        keep_mine(found)
        text = _("Your text stays; this newer one will not come again.")
        messages.success(request, text)
    return redirect(Article.objects.get(pk=found.article.pk))


@permission_required("archive.change_article")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List the articles beside which a newer text waits."""
    ids = Original.objects.waiting().values("article")
    articles = Article.objects.filter(pk__in=ids).newest_first()
    listing = list_page(articles, page=request.GET.get("page"))
    return render(request, "archive/attention_newer.html", {"listing": listing})
