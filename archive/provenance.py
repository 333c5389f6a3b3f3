"""Tells from which files an article came, and what they say."""

from dataclasses import dataclass

from archive.differences import Passage, compare
from archive.models import Article, ImportedFile, Original


@dataclass(frozen=True)
class KeptBeside:
    """A newer file that was kept beside an edit, and what it says differently."""

    file: ImportedFile
    passages: list[Passage]


@dataclass(frozen=True)
class Provenance:
    """The files that brought an article, the text as it came, and its copies."""

    files: list[ImportedFile]
    original: Original | None
    kept_beside: list[KeptBeside]
    copies: list[Article]


def provenance(article: Article) -> Provenance:
    """Look up where an article came from; newest files first."""
    original = Original.objects.current_of(article)
    files = list(
        article.files.standing()
        .select_related("import_run", "original")
        .defer("original__compressed")
        .order_by("-id")
    )
    group = article.copy_group
    return Provenance(
        files=files,
        original=original,
        kept_beside=[
            KeptBeside(file, compare(original.text if original else "", newer.text))
            for file in files
            if file.outcome == ImportedFile.Outcome.KEPT_BOTH
            and (newer := file.original)
            and not newer.is_current
        ],
        copies=list(group.articles.exclude(pk=article.pk)) if group else [],
    )
