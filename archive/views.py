"""Shows the home page and one article."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive import attention, kept, overview
from archive.importing.undo import AlreadyUndone, UndoRefused, undo_import
from archive.models import Article
from archive.people.roles import is_editor
from archive.public_address import origin
from archive.reading import Surroundings


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
    version = kept.database_version()
    found = Article.objects.select_related("source").filter(pk=pk).first()
    if found is None or not (found.is_live or is_editor(request.user)):
        raise Http404(_("There is no such article, or it was taken out of sight."))
    if slug != found.slug:
        query = request.GET.urlencode()
        return redirect(found.get_absolute_url() + (f"?{query}" if query else ""))
    # What is shown to few is kept for nobody.
    is_kept = not (is_editor(request.user) or request.user.get_all_permissions())
    around = Surroundings(found, origin(request), version if is_kept else None)
    context = {"article": found, "around": around}
    return render(request, "archive/article.html", context)


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
            messages.success(request, _("The sample articles were removed."))
            return redirect("home")
    context = {"samples": samples, "problem": problem}
    return render(request, "archive/remove_samples.html", context)


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead pages that name no icon, such as those of the admin, to ours."""
    return redirect(static("archive/icon.svg"))
