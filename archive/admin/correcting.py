"""Lets editors correct many articles at once: choose, preview, apply, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.admin.imports import ReadOnlyAdmin
from archive.correcting.applying import (
    SECONDS_A_PAGE,
    CannotUndo,
    begin_undoing,
    go_on,
    preview,
)
from archive.correcting.forms import FORMS
from archive.correcting.showing import (
    by_fact,
    examples,
    kept,
    kept_count,
    left_alone,
    left_count,
    new_labels,
)
from archive.correcting.suggestions import ARTICLES_LOOKED_AT, suggest
from archive.correcting.telling import tell, way_back
from archive.locally import counted, grouped
from archive.models import Correction


def choose(
    request: HttpRequest, *, ids: list[int], context: dict[str, Any]
) -> HttpResponse:
    """Ask what is to be corrected of some articles; then show what that changes."""
    slug = request.POST.get("kind")
    asked = next((form for form in FORMS if form.slug == slug), None)
    forms = [form(request.POST) if form is asked else form() for form in FORMS]
    for form in forms:
        if form.is_bound and form.is_valid():
            assert request.user.is_authenticated
            correction = preview(form.kind(), ids, by=request.user)
            return HttpResponseRedirect(correction.get_absolute_url())
    context |= {
        "title": _("Correct {articles}").format(articles=counted(len(ids), "article")),
        "count": len(ids),
        "forms": forms,
        "is_asked": asked is not None,
        "suggestions": suggest(ids),
        "looked_at": ARTICLES_LOOKED_AT,
    }
    return TemplateResponse(request, "admin/archive/article/correct.html", context)


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ("what", "made_at", "made_by", "changed", "left_count", "standing")
    list_select_related = ("made_by", "undone_by")
    search_fields = ("what",)
    fields = ()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("archive.change_article")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        match = request.resolver_match
        rows = Correction.objects.select_related("made_by", "undone_by", "undoes")
        is_list = match is not None and str(match.url_name).endswith("changelist")
        return rows.begun().without_articles() if is_list else rows

    @admin.display(description=_("articles changed"))
    def changed(self, correction: Correction) -> str:
        return grouped(correction.done_count)

    @admin.display(description=_("left alone"))
    def left_count(self, correction: Correction) -> str:
        return grouped(left_count(correction))

    @admin.display(description=_("state"))
    def standing(self, correction: Correction) -> str:
        if correction.is_cut_short:
            return gettext("not finished")
        if correction.undone is not None:
            return format_html(
                gettext('taken back by <a href="{address}">{correction}</a>'),
                address=correction.undone.get_absolute_url(),
                correction=correction.undone,
            )
        if not correction.can_be_undone:
            return gettext("done")
        # The list stands in a form of its own, with the token that a button needs.
        return format_html(
            '<button type="submit" class="button" formaction="{}">{}</button>',
            reverse("admin:archive_correction_undo", args=[correction.pk]),
            _("Do it again") if correction.takes_back else _("Undo"),
        )

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(f"<int:pk>/{name}/", wrap(view), name=f"archive_correction_{name}")
            for name, view in (("apply", self.apply), ("undo", self.undo))
        ]
        return own + super().get_urls()

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Correction | None = None,
    ) -> HttpResponse:
        if obj is not None:
            context |= {
                "title": obj.what[:1].upper() + obj.what[1:],
                "subtitle": None,
                "examples": examples(obj),
                "by_fact": by_fact(obj),
                "kept": kept(obj),
                "kept_count": kept_count(obj),
                "left_alone": left_alone(obj),
                "new_labels": new_labels(obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(require_POST)
    def apply(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Apply a correction that was previewed, or go on with one cut short."""
        return self._work(request, get_object_or_404(self._allowed(request), pk=pk))

    @method_decorator(require_POST)
    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a correction back."""
        correction = get_object_or_404(self._allowed(request), pk=pk)
        assert request.user.is_authenticated
        try:
            undoing = begin_undoing(correction, by=request.user)
        except CannotUndo as error:
            self.message_user(request, capfirst(f"{error}."), messages.WARNING)
            return HttpResponseRedirect(
                way_back(request) or correction.get_absolute_url()
            )
        return self._work(request, undoing)

    def _allowed(self, request: HttpRequest) -> QuerySet[Correction]:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return Correction.objects.select_related("undoes")

    def _work(self, request: HttpRequest, correction: Correction) -> HttpResponse:
        is_done = go_on(correction, seconds=SECONDS_A_PAGE)
        back = way_back(request)
        if back and is_done:
            tell(request, correction)
            return HttpResponseRedirect(back)
        return HttpResponseRedirect(correction.address_leading_to(back))
