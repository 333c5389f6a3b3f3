"""Gives articles pages of their own in the admin: correcting, history, trash."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive import trash
from archive.admin.correcting import choose
from archive.admin.headlines import edit_headlines
from archive.editing.saving import bring_back
from archive.history import history
from archive.locally import counted
from archive.models import Article, Change
from archive.models.articles import ArticleQuerySet

STEPS_A_PAGE = 20
TRASHED_SHOWN = 20
LIST = "admin:archive_article_changelist"


class ArticleViews(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when run
    """Pages about articles besides the list and the form."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        pages = {
            "correct/": self.correct_view,
            "headlines/": self.headlines_view,
            "trash/": self.trash_view,
        }
        own = [
            path(address, wrap(view), name=f"archive_article_{address.strip('/')}")
            for address, view in pages.items()
        ]
        bringing = path(
            "<int:pk>/history/<int:change_id>/bring-back/",
            wrap(self.bring_back_view),
            name="archive_article_bring_back",
        )
        return [*own, bringing, *super().get_urls()]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let a correction's page link to the list of what it changed."""
        if lookup == "changes__correction":
            return True
        return super().lookup_allowed(lookup, value, request)

    def correct_view(self, request: HttpRequest) -> HttpResponse:
        """Correct the articles that the address's filters leave."""
        articles = self._listed(request)
        if articles is None:
            return HttpResponseRedirect(reverse(LIST))
        ids = list(articles.order_by("pk").values_list("pk", flat=True).distinct())
        return choose(request, ids=ids, context=self._context(request))

    def headlines_view(self, request: HttpRequest) -> HttpResponse:
        """Accept or edit derived headlines among the articles of the address."""
        articles = self._listed(request)
        if articles is None:
            return HttpResponseRedirect(reverse(LIST))
        context = self._context(request)
        return edit_headlines(request, articles=articles, context=context)

    def trash_view(self, request: HttpRequest) -> HttpResponse:
        """Show what is in the trash; empty it of what was shown."""
        may_empty = self.has_delete_permission(request)
        if request.method == "POST":
            until = parse_datetime(request.POST.get("until", ""))
            if not may_empty:
                raise PermissionDenied
            if until and "sure" in request.POST:
                deleted = trash.empty(trash.trashed_before(until))
                said = _("{articles} deleted for good.")
                gone = said.format(articles=counted(deleted, "article"))
                self.message_user(request, gone)
            return HttpResponseRedirect(request.path)
        trashed = trash.in_trash()
        context = self._context(request) | {
            "title": _("Trash"),
            "count": trashed.count(),
            "oldest": trashed[:TRASHED_SHOWN],
            "days": settings.TRASH_DAYS,
            "may_empty": may_empty,
            "until": trash.days_ago(0).isoformat(),
        }
        return TemplateResponse(request, "admin/archive/article/trash.html", context)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show every change of an article, a page at a time."""
        article = self.get_object(request, object_id)
        if not isinstance(article, Article):
            return HttpResponseRedirect(reverse(LIST))
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        page = Paginator(article.changes.all(), STEPS_A_PAGE).get_page(
            request.GET.get("p")
        )
        first = (page.number - 1) * STEPS_A_PAGE
        context = self.admin_site.each_context(request) | {
            "title": str(article),
            "object": article,
            "opts": self.opts,
            "page": page,
            "history": history(article, first=first, at_most=STEPS_A_PAGE),
            "may_bring_back": self.has_change_permission(request, article),
        }
        template = "admin/archive/article/object_history.html"
        return TemplateResponse(request, template, context)

    @method_decorator(require_POST)
    def bring_back_view(
        self, request: HttpRequest, pk: int, change_id: int
    ) -> HttpResponse:
        """Make an article what it was before one of its changes."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        change = get_object_or_404(Change, pk=change_id, article=pk)
        assert request.user.is_authenticated
        if bring_back(change, by=request.user):
            said = _("The article is what it was before that change.")
        else:
            said = _("The article is so already: nothing was changed.")
        self.message_user(request, said)
        return HttpResponseRedirect(reverse("admin:archive_article_history", args=[pk]))

    def _listed(self, request: HttpRequest) -> ArticleQuerySet | None:
        """Return the articles that the list shows at these filters, if they make sense.

        Raises PermissionDenied for those who may not correct.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        try:
            listed = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return None
        return Article.objects.filter(pk__in=listed.order_by().values("pk"))

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return {**self.admin_site.each_context(request), "opts": self.opts}
