"""Shows the home page, one article, and the lists by tag and source."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_http_methods, require_safe

from archive import attention, names, overview, reading
from archive.importing.undo import AlreadyUndone, UndoRefused, undo_import
from archive.labelling.forms import RenameForm
from archive.labelling.views import lead_to
from archive.models import Article, Source, Tag
from archive.paging import list_page
from archive.people.roles import is_editor


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the archive at a glance, and the way in while it is empty."""
    context: dict[str, object] = {"overview": overview.gather()}
    if request.user.has_perm("archive.change_article"):
        context["attention"] = attention.gather()
    return render(request, "archive/home.html", context)


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show one article under its full address."""
    found = Article.objects.with_labels().filter(pk=pk).first()
    if found is None or not (found.is_live or is_editor(request.user)):
        raise Http404("There is no such article, or it was taken out of sight.")
    if slug != found.slug:
        query = request.GET.urlencode()
        return redirect(found.get_absolute_url() + (f"?{query}" if query else ""))
    context = {"article": found, "around": reading.gather(found)}
    return render(request, "archive/article.html", context)


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """List the tags in use by name."""
    found = names.tags_in_use()
    return render(request, "archive/tags.html", {"tags": found})


@require_safe
def tag(request: HttpRequest, key: str) -> HttpResponse:
    """List the articles that carry a tag."""
    nothing = Http404(f"No article carries the tag “{key}”.")
    found = Tag.by_keys([key]).get(key)
    if found is None:
        raise nothing
    articles = Article.objects.live().filter(tags=found).newest_first()
    listing = list_page(articles, page=request.GET.get("page"))
    if not (listing.paging.total or is_editor(request.user)):
        raise nothing
    if found.key != key:
        return lead_to(found, request)
    context = {"tag": found, "listing": listing, "form": RenameForm(label=found)}
    return render(request, "archive/tag.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources in use, by name or by their number of articles."""
    by_count = request.GET.get("order") == "count"
    found = names.sources_in_use(by_count=by_count)
    context = {"sources": found, "by_count": by_count}
    return render(request, "archive/sources.html", context)


@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    """List the articles that a source published or is credited in."""
    nothing = Http404(f"No article names the source “{key}”.")
    found = Source.by_keys([key]).get(key)
    if found is None:
        raise nothing
    articles = Article.objects.live().by_source(found).newest_first()
    listing = list_page(articles, page=request.GET.get("page"))
    if not (listing.paging.total or is_editor(request.user)):
        raise nothing
    if found.key != key:
        return lead_to(found, request)
    context = {
        "counted": names.count_source(found),
        "listing": listing,
        "form": RenameForm(label=found),
    }
    return render(request, "archive/source.html", context)


@permission_required("archive.delete_article")
@require_http_methods(["GET", "POST"])
def remove_samples(request: HttpRequest) -> HttpResponse:
    """Undo the import of the sample articles, once that is confirmed."""
    samples = overview.find_samples()
    if samples is None:
        return redirect("home")
    problem = ""
    if request.method == "POST":
        try:
            undo_import(samples.import_run)
        except (AlreadyUndone, UndoRefused) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "The sample articles were removed.")
            return redirect("home")
    context = {"samples": samples, "problem": problem}
    return render(request, "archive/remove_samples.html", context)


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead pages that name no icon, such as those of the admin, to ours."""
    return redirect(static("archive/icon.svg"))
