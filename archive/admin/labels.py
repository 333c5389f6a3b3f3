"""Lets editors correct the names of sources and tags."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.correcting.applying import SECONDS_A_PAGE, go_on
from archive.correcting.merges import merge_into
from archive.correcting.merging import begin_merging
from archive.correcting.telling import tell
from archive.labelling.addresses import address_of_alike, address_of_merge
from archive.labelling.forms import AliasForm, AliasFormSet, LabelForm
from archive.labelling.renaming import keep_old_name
from archive.labelling.views import FEWEST_MERGED, MERGED_AT_MOST
from archive.models import Source, SourceAlias, Tag, TagAlias
from archive.models.labels import SourceQuerySet, TagQuerySet


def link_to_articles(count: int, parameter: str, pk: int) -> SafeString:
    """Link a count to the list of the articles it counts."""
    address = reverse("admin:archive_article_changelist")
    return format_html(
        '<a href="{}?{}={}&state=live">{}</a>', address, parameter, pk, count
    )


class AliasInline(admin.StackedInline):  # type: ignore[type-arg]  # not generic when run
    form = AliasForm
    formset = AliasFormSet
    extra = 1


class SourceAliasInline(AliasInline):
    model = SourceAlias


class TagAliasInline(AliasInline):
    model = TagAlias


class LabelAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    """What names of both kinds have: aliases, merging, deletion that can be undone."""

    form = LabelForm
    actions = ("merge_these",)
    search_fields = ("name", "aliases__name")
    change_list_template = "admin/archive/labels.html"

    @admin.display(description=_("also called"))
    def also_called(self, label: Source | Tag) -> str:
        return ", ".join(alias.name for alias in label.aliases.all())

    @admin.action(description=_("Merge these…"), permissions=["change"])
    def merge_these(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponseRedirect | None:
        """Lead to the page on which one is chosen that stays."""
        labels = list(queryset[: MERGED_AT_MOST + 1])
        if FEWEST_MERGED <= len(labels) <= MERGED_AT_MOST:
            return HttpResponseRedirect(address_of_merge(labels))
        told = _("Tick {fewest} to {most} names to merge.").format(
            fewest=FEWEST_MERGED, most=MERGED_AT_MOST
        )
        self.message_user(request, told, messages.WARNING)
        return None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"alike": address_of_alike(self.model)}
        return super().changelist_view(request, context | (extra_context or {}))

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        if change:
            keep_old_name(obj)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._delete(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._delete(request, list(queryset))

    def _delete(self, request: HttpRequest, labels: list[Any]) -> None:
        """Take labels from their articles, which can be undone, and delete them."""
        assert request.user.is_authenticated
        correction = begin_merging(merge_into(None, labels), by=request.user)

        def take_away() -> None:
            go_on(correction, seconds=SECONDS_A_PAGE)
            tell(request, correction)

        # Django deletes in one transaction, which is too long for many articles.
        transaction.on_commit(take_away)


@admin.register(Source)
class SourceAdmin(LabelAdmin):
    inlines = (SourceAliasInline,)
    list_display = ("name", "is_named", "also_called", "taken_from_it", "based_on_it")
    list_filter = ("is_named",)

    def get_queryset(self, request: HttpRequest) -> SourceQuerySet:
        return Source.objects.with_counts().prefetch_related("aliases").order_by("key")

    @admin.display(description=_("articles"), ordering="article_count")
    def taken_from_it(self, source: Source) -> SafeString:
        return link_to_articles(source.article_count, "source", source.pk)

    @admin.display(description=_("based on it"), ordering="credit_count")
    def based_on_it(self, source: Source) -> SafeString:
        return link_to_articles(source.credit_count, "credits", source.pk)


@admin.register(Tag)
class TagAdmin(LabelAdmin):
    inlines = (TagAliasInline,)
    list_display = ("name", "also_called", "articles_with_it")

    def get_queryset(self, request: HttpRequest) -> TagQuerySet:
        return Tag.objects.with_counts().prefetch_related("aliases").order_by("key")

    @admin.display(description=_("articles"), ordering="article_count")
    def articles_with_it(self, tag: Tag) -> SafeString:
        return link_to_articles(tag.article_count, "tags", tag.pk)
