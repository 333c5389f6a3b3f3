"""Lets editors write the rules that lines of texts are read by, and try them first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.correcting.applying import SECONDS_A_PAGE
from archive.correcting.rereading import preview_rereading
from archive.correcting.surveying import look, try_rule
from archive.importing.codes import rule_in_words
from archive.importing.patterns import WrongPattern
from archive.locally import grouped
from archive.models import Article, Rule

# What the address of an empty form may fill in.
ASKED = ("pattern", "place", "name")


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when run
    """A rule that can be tried before it is saved."""

    def is_valid(self) -> bool:
        """Tell whether it is to be saved: not when only a preview was asked for."""
        return super().is_valid() and "_preview" not in self.data


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    form = RuleForm
    list_display = (
        "called",
        "place",
        "reads",
        "takes",
        "is_active",
        "order",
        "pattern",
    )
    fields = (
        "pattern",
        "place",
        "name",
        ("credit", "known_names_only"),
        ("order", "is_active"),
    )
    list_per_page = 200

    @admin.display(description=_("name"), ordering="name")
    def called(self, rule: Rule) -> str:
        return rule_in_words(rule.name)

    @admin.display(description=_("what it gives"))
    def reads(self, rule: Rule) -> str:
        return rule.gives

    @admin.display(description=_("originals"))
    def takes(self, rule: Any) -> str:
        return grouped(rule.taken_count)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Rule | None = None
    ) -> list[str] | tuple[str, ...]:
        """Leave of the rules that come with the archive only the switch."""
        if obj is None or not obj.is_built_in:
            return ()
        return ("pattern", "place", "name", "credit", "known_names_only", "order")

    def has_delete_permission(
        self, request: HttpRequest, obj: Rule | None = None
    ) -> bool:
        is_ours = obj is not None and obj.is_built_in
        return not is_ours and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no deletion in bulk: some rules come with the archive."""
        return {}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        name = str(initial.get("pattern", ""))[:100]
        return {"place": Rule.Place.TRAILER, "name": name} | initial

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.reread)
        return [
            path("reread/", view, name="archive_rule_reread"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def reread(self, request: HttpRequest) -> HttpResponse:
        """Preview what reading the originals again would change."""
        if not request.user.has_perms(
            ["archive.change_rule", "archive.change_article"]
        ):
            raise PermissionDenied
        assert request.user.is_authenticated
        correction = preview_rereading(by=request.user, seconds=SECONDS_A_PAGE)
        return HttpResponseRedirect(correction.get_absolute_url())

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Count for each rule of the list how many originals it takes a line of."""
        listed: Any = super().get_changelist_instance(request)
        listed.survey = look()
        for rule in listed.result_list:
            rule.taken_count = listed.survey.taken[rule.name]
        return listed

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Rule | None = None,
    ) -> HttpResponse:
        form = context["adminform"].form
        rule = _asked_for(form, stored=obj)
        found = try_rule(rule) if rule else look()
        articles = Article.objects.in_bulk([e.article_id for e in found.examples])
        context |= {
            "rule": rule,
            "survey": found,
            "examples": [
                (articles[e.article_id], e)
                for e in found.examples
                if e.article_id in articles
            ],
            "is_preview": form.is_bound,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)


def _asked_for(form: Any, *, stored: Rule | None) -> Rule | None:
    """Return the rule that a form's reader has before him, if it can be used."""
    if form.is_bound:
        return None if form.errors else form.instance
    if stored is not None:
        return stored
    rule = Rule(**{name: form.initial.get(name, "") for name in ASKED})
    try:
        return rule if rule.pattern and rule.ready else None
    except WrongPattern:
        return None
