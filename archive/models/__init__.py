"""The tables: articles, their names, where they came from, how they changed."""

from archive.models.articles import Article
from archive.models.changes import Change
from archive.models.copies import (
    ArticleSketch,
    CopyGroup,
    CopyRuling,
    RuledArticle,
)
from archive.models.corrections import Correction
from archive.models.feeds import WatchedFeed
from archive.models.files import ImportedFile, Original
from archive.models.imports import Import
from archive.models.labels import KeptApart, Source, SourceAlias, Tag, TagAlias
from archive.models.people import FailedSignIn, FeedKey, SecondFactor, SignIn
from archive.models.rules import Rule

__all__ = [
    "Article",
    "ArticleSketch",
    "Change",
    "CopyGroup",
    "CopyRuling",
    "Correction",
    "FailedSignIn",
    "FeedKey",
    "Import",
    "ImportedFile",
    "KeptApart",
    "Original",
    "Rule",
    "RuledArticle",
    "SecondFactor",
    "SignIn",
    "Source",
    "SourceAlias",
    "Tag",
    "TagAlias",
    "WatchedFeed",
]
