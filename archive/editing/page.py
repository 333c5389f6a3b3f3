"""Lets editors correct an article beside its text."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.correcting.telling import tell
from archive.editing.form import EditForm
from archive.models import Article
from archive.newer import chosen_facts, find_newer, settle_merged


@permission_required("archive.change_article")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article's text and its form; save what was typed."""
    article = get_object_or_404(Article.objects.with_labels(), pk=pk)
    newer = find_newer(pk) if "newer" in request.GET else None
    if request.method != "POST":
        form = EditForm(instance=article)
        if newer:
            form.fill_in(chosen_facts(newer, request.GET.getlist("take")))
    elif (form := _save(request, pk)).is_valid():
        settle_merged(pk, request.GET.get("newer", ""))
        query = _way_on(request)
        saved = Article.objects.get(pk=pk)
        return redirect(f"{saved.get_absolute_url()}{'?' if query else ''}{query}")
    context = {"article": article, "form": form, "newer": newer}
    return render(request, "archive/edit.html", context)


def _way_on(request: HttpRequest) -> str:
    """Return what the address holds besides the text that was merged."""
    query = request.GET.copy()
    query.pop("newer", None)
    query.pop("take", None)
    return query.urlencode()


def _save(request: HttpRequest, pk: int) -> EditForm:
    """Save what was typed if it can be, and say so; return the form."""
    assert request.user.is_authenticated
    # The lock comes first: what others saved until then is seen and nothing after.
    with transaction.atomic():
        article = get_object_or_404(Article.objects.with_labels(), pk=pk)
        form = EditForm(request.POST, instance=article)
        if not form.is_valid():
            return form
        moved = form.save_edit(by=request.user)
    history = reverse("admin:archive_article_history", args=[pk])
    said = _("Saved.") if form.has_changed() else _("Everything is as it was saved.")
    link = format_html('<a href="{}">{}</a>', history, _("History"))
    messages.success(request, format_html("{} {}", said, link))
    if moved:
        tell(request, moved)
    return form
