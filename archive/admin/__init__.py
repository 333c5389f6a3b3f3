"""Lets editors correct articles and names, and see what imports did."""

from django.contrib import admin

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

admin.site.site_header = "The archive"
admin.site.site_title = "The archive"
admin.site.index_title = "Articles, names and imports"
