"""Narrows the admin's lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.attention import LACKS
from archive.models import Article, Import, ImportedFile, Source, Tag

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    Choices = list[tuple[str, _StrOrPromise]]
MOST_CHOICES = 20


class ClaimFilter(SimpleListFilter):
    """Asks whether something can be said of an article."""

    condition: Q

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        return [("1", _("Yes")), ("0", _("No"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        if self.value() == "1":
            return queryset.filter(self.condition)
        return queryset.exclude(self.condition) if self.value() == "0" else queryset


class Undated(ClaimFilter):
    title = _("undated")
    parameter_name = "undated"
    condition = Q(published_on=None)


class Untagged(ClaimFilter):
    title = _("untagged")
    parameter_name = "untagged"
    condition = Q(tags=None)


class Lacking(SimpleListFilter):
    """Asks for what needs attention."""

    title = _("needs attention")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        return [(lack.slug, capfirst(lack.name)) for lack in LACKS]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        if not self.value():
            return queryset
        for lack in LACKS:
            if lack.slug == self.value():
                return queryset.filter(lack.condition())
        raise IncorrectLookupParameters


class RowFilter(SimpleListFilter):
    """Asks for what belongs to one row of another table.

    Offers a few rows, and the one asked for though it be none of them: an archive has
    more sources and tags than a page can list.
    """

    rows: QuerySet[Any]

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        offered: list[Model] = list(self.rows.all()[:MOST_CHOICES])
        asked_for = self.value()
        if asked_for and asked_for.isdecimal():
            offered += self.rows.model.objects.filter(pk=asked_for).exclude(
                pk__in=[row.pk for row in offered]
            )
        return [(str(row.pk), str(row)) for row in offered]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked_for = self.value()
        if not asked_for:
            return queryset
        if not asked_for.isdecimal():
            raise IncorrectLookupParameters
        return self.narrow(queryset, int(asked_for))

    def narrow(self, queryset: QuerySet[Any], pk: int) -> QuerySet[Any]:
        """Keep what belongs to the row."""
        return queryset.filter(**{str(self.parameter_name): pk})


class BySource(RowFilter):
    title = _("source")
    parameter_name = "source"
    rows = (
        Source.objects.annotate(uses=Count("articles"))
        .exclude(uses=0)
        .order_by("-uses")
    )


class ByCredit(RowFilter):
    title = _("credit")
    parameter_name = "credits"
    rows = (
        Source.objects.annotate(uses=Count("credited_articles"))
        .exclude(uses=0)
        .order_by("-uses")
    )


class ByTag(RowFilter):
    title = _("tag")
    parameter_name = "tags"
    rows = (
        Tag.objects.annotate(uses=Count("articles")).exclude(uses=0).order_by("-uses")
    )


class ByImport(RowFilter):
    title = _("import")
    parameter_name = "import"
    rows = Import.objects.standing()

    def narrow(self, queryset: QuerySet[Article], pk: int) -> QuerySet[Article]:
        files = ImportedFile.objects.filter(import_run=pk)
        return queryset.filter(pk__in=files.values("article"))


class FileByImport(RowFilter):
    title = _("import")
    parameter_name = "import_run"
    rows = Import.objects.all()


class Unmended(SimpleListFilter):
    """Asks for the files that failed and that no later import has read."""

    title = _("failed")
    parameter_name = "unmended"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        return [("1", _("And not mended since"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ImportedFile]
    ) -> QuerySet[ImportedFile]:
        if self.value() != "1":
            return queryset
        return queryset.filter(pk__in=ImportedFile.objects.unmended().values("pk"))
