"""The tables: articles, their names, where they came from, how they changed."""

from archive.models.articles import Article, CopyGroup
from archive.models.changes import Change
from archive.models.corrections import Correction
from archive.models.imports import Import, ImportedFile, Original
from archive.models.labels import Source, SourceAlias, Tag

__all__ = [
    "Article",
    "Change",
    "CopyGroup",
    "Correction",
    "Import",
    "ImportedFile",
    "Original",
    "Source",
    "SourceAlias",
    "Tag",
]
