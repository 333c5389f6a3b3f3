"""Lets editors find, read and correct articles."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import models
from django.forms import ModelForm, Textarea
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.admin.article_views import ArticleViews
from archive.admin.filters import (
    ByCredit,
    ByImport,
    BySource,
    ByTag,
    Lacking,
    Undated,
    Untagged,
)
from archive.correcting.telling import tell
from archive.editing.article_form import ArticleForm
from archive.editing.saving import (
    move_to_trash,
    restore_from_trash,
    save_edit,
    save_new,
)
from archive.forms import BodyField
from archive.history import history
from archive.models import Article
from archive.models.articles import ArticleQuerySet
from archive.people.roles import is_administrator
from archive.provenance import provenance

STEPS_SHOWN = 10


class LabelledMoment(AdminSplitDateTime):
    """A date and a time, each with a label for those who hear it."""

    def __init__(self) -> None:
        super().__init__()
        for widget, label in zip(self.widgets, (_("Date"), _("Time")), strict=True):
            widget.attrs["aria-label"] = label


@admin.register(Article)
class ArticleAdmin(ArticleViews):
    form = ArticleForm
    list_display = (
        "headline",
        "published_on",
        "source",
        "based_on",
        "state",
        "edited_at",
    )
    list_filter = (
        "state",
        Undated,
        Untagged,
        Lacking,
        "headline_is_derived",
        BySource,
        ByCredit,
        ByTag,
        ByImport,
    )
    actions = ("correct", "move_to_the_trash", "restore_from_the_trash")
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "published_on"
    search_fields = ("headline", "pk__iexact")
    search_help_text = _("Looks in headlines, and for an article's number.")
    autocomplete_fields = ("source", "credits", "tags")
    readonly_fields = ("headline_is_derived", "word_count", "edited_at")
    fieldsets = (
        (None, {"fields": ("headline", "headline_is_derived", "body", "word_count")}),
        (
            _("Published"),
            {"fields": (("published_on", "published_at"), "source", "credits")},
        ),
        (_("Labels"), {"fields": ("tags", "state")}),
        (
            _("As printed"),
            {"fields": ("byline", "dateline", "section", "language", "url")},
        ),
        (_("In the archive"), {"fields": ("edited_at", "version")}),
    )
    formfield_overrides = {
        models.DateTimeField: {"widget": LabelledMoment},
        models.TextField: {
            "form_class": BodyField,
            "widget": Textarea(attrs={"class": "body-text", "rows": 30}),
        },
        models.URLField: {"assume_scheme": "https"},
    }

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        return Article.objects.with_labels().order_by("-id")

    @admin.display(description=_("based on"))
    def based_on(self, article: Article) -> str:
        return ", ".join(credit.name for credit in article.credits.all())

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no deletion in bulk, which nothing could undo."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description=_("Correct…"), permissions=["change"])
    def correct(
        self, request: HttpRequest, queryset: ArticleQuerySet
    ) -> HttpResponseRedirect:
        """Name the articles in the address: those ticked, or the whole list again."""
        if request.POST.get("select_across") == "1":
            chosen = request.GET.urlencode()
        else:
            ids = request.POST.getlist(ACTION_CHECKBOX_NAME)
            chosen = f"id__in={','.join(ids)}"
        address = reverse("admin:archive_article_correct")
        return HttpResponseRedirect(f"{address}?{chosen}")

    @admin.action(description=_("Move to the trash"), permissions=["change"])
    def move_to_the_trash(
        self, request: HttpRequest, queryset: ArticleQuerySet
    ) -> None:
        assert request.user.is_authenticated
        tell(request, move_to_trash(queryset, by=request.user))

    @admin.action(description=_("Restore from the trash"), permissions=["change"])
    def restore_from_the_trash(
        self, request: HttpRequest, queryset: ArticleQuerySet
    ) -> None:
        assert request.user.is_authenticated
        tell(request, restore_from_trash(queryset, by=request.user))

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        return is_administrator(request.user)

    def save_model(
        self, request: HttpRequest, obj: Article, form: ModelForm[Article], change: bool
    ) -> None:
        if not change:
            save_new(obj)
            return
        assert request.user.is_authenticated
        why = gettext("edited in the admin")
        save_edit(obj, changed=form.changed_data, by=request.user, why=why)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        if obj is not None:
            context |= {
                "history": history(obj, at_most=STEPS_SHOWN),
                "provenance": provenance(obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
