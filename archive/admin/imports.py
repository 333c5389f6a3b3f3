"""Shows what imports did, file by file."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, Q
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.filters import FileByImport, Unmended
from archive.importing.report import report_of
from archive.models import Article, Import, ImportedFile
from archive.models.imports import ImportQuerySet


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when run
    """Shows rows that only the importer writes."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    list_display = (
        "__str__",
        "started_at",
        "finished_at",
        "started_by",
        "file_count",
        "failed_count",
        "is_sample",
        "undone_at",
    )
    list_select_related = ("started_by",)
    fields = (
        "started_at",
        "finished_at",
        "undone_at",
        "started_by",
        "asked_for",
        "options",
        "is_sample",
    )

    def get_queryset(self, request: HttpRequest) -> ImportQuerySet:
        return Import.objects.annotate(
            file_count=Count("files"),
            failed_count=Count("files", filter=Q(files__outcome="failed")),
        )

    @admin.display(description=_("files and folders"))
    def asked_for(self, import_run: Import) -> str:
        return "\n".join(import_run.paths)

    @admin.display(description=_("files"))
    def file_count(self, import_run: Any) -> int:
        return int(import_run.file_count)

    @admin.display(description=_("failed"))
    def failed_count(self, import_run: Any) -> int:
        return int(import_run.failed_count)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Import | None = None,
    ) -> HttpResponse:
        if obj is not None:
            report = report_of(obj)
            outcomes = [
                (ImportedFile.Outcome(value), count)
                for value, count in report.counts.items()
            ]
            undated = Article.objects.undated().filter(
                pk__in=obj.files.values("article")
            )
            context |= {
                "report": report,
                "outcomes": outcomes,
                "undated_count": undated.count(),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)


@admin.register(ImportedFile)
class ImportedFileAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "import_run", "outcome", "reason", "link_to_article")
    list_filter = ("outcome", Unmended, FileByImport)
    list_select_related = ("import_run", "article")
    list_per_page = 100
    show_full_result_count = False
    search_fields = ("path", "reason")

    @admin.display(description=_("article"))
    def link_to_article(self, file: ImportedFile) -> SafeString | str:
        if file.article is None:
            return ""
        return format_html(
            '<a href="{}">{}</a>', file.article.get_absolute_url(), file.article
        )
