"""Lets editors correct articles and names, and see what imports did."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.articles import ArticleAdmin
from archive.admin.correcting import CorrectionAdmin
from archive.admin.imports import ImportAdmin, ImportedFileAdmin
from archive.admin.labels import SourceAdmin, TagAdmin
from archive.admin.people import PersonAdmin
from archive.admin.rules import RuleAdmin

__all__ = [
    "ArticleAdmin",
    "CorrectionAdmin",
    "ImportAdmin",
    "ImportedFileAdmin",
    "PersonAdmin",
    "RuleAdmin",
    "SourceAdmin",
    "TagAdmin",
]

admin.site.site_header = _("The archive")
admin.site.site_title = _("The archive")
admin.site.index_title = _("Articles, names and imports")
