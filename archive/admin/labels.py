"""Lets editors correct the names of sources and tags."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.forms import AliasFormSet, NameForm
from archive.models import Source, SourceAlias, Tag
from archive.models.labels import SourceQuerySet, TagQuerySet


def link_to_articles(count: int, parameter: str, pk: int) -> SafeString:
    """Link a count to the list of the articles it counts."""
    address = reverse("admin:archive_article_changelist")
    return format_html(
        '<a href="{}?{}={}&state=live">{}</a>', address, parameter, pk, count
    )


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic when run
    model = SourceAlias
    form = NameForm
    formset = AliasFormSet
    extra = 1


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    form = NameForm
    inlines = (AliasInline,)
    list_display = ("name", "is_named", "also_called", "taken_from_it", "based_on_it")
    list_filter = ("is_named",)
    search_fields = ("name", "aliases__name")

    def get_queryset(self, request: HttpRequest) -> SourceQuerySet:
        return Source.objects.with_counts().prefetch_related("aliases").order_by("key")

    @admin.display(description="also called")
    def also_called(self, source: Source) -> str:
        return ", ".join(alias.name for alias in source.aliases.all())

    @admin.display(description="articles", ordering="article_count")
    def taken_from_it(self, source: Source) -> SafeString:
        return link_to_articles(source.article_count, "source", source.pk)

    @admin.display(description="based on it", ordering="credit_count")
    def based_on_it(self, source: Source) -> SafeString:
        return link_to_articles(source.credit_count, "credits", source.pk)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    form = NameForm
    list_display = ("name", "articles_with_it")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> TagQuerySet:
        return Tag.objects.with_counts().order_by("key")

    @admin.display(description="articles", ordering="article_count")
    def articles_with_it(self, tag: Tag) -> SafeString:
        return link_to_articles(tag.article_count, "tags", tag.pk)
