"""Compares the index with the database, article by article."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import Article
from archive.wording import counted
from search.documents import documents
from search.models import PendingChange
from search.whoosh_engine import check_files, open_engine

ARTICLES_A_READ = 500


@dataclass(frozen=True)
class Comparison:
    """Ids of articles that the index lacks, has otherwise, or has in vain."""

    checked: int
    missing: tuple[int, ...]
    stale: tuple[int, ...]
    orphaned: tuple[int, ...]
    waiting: int

    @property
    def wrong(self) -> tuple[int, ...]:
        """All ids that need to be indexed again."""
        return self.missing + self.stale + self.orphaned

    def __str__(self) -> str:
        checked = f"{counted(self.checked, 'article')} checked:"
        if not self.wrong:
            return f"{checked} the index equals the database."
        return (
            f"{checked} {len(self.missing):,} missing, {len(self.stale):,} stale, "
            f"{len(self.orphaned):,} orphaned."
        )


def compare() -> Comparison:
    """Compare every live article with the index; raises IndexUnusable.

    Articles that wait to be indexed are left out: they are known to differ.
    """
    check_files()
    indexed = open_engine().digests()
    waiting = set(PendingChange.objects.values_list("article_id", flat=True))
    ids = list(Article.objects.live().order_by("pk").values_list("pk", flat=True))
    missing: list[int] = []
    stale: list[int] = []
    for start in range(0, len(ids), ARTICLES_A_READ):
        for document in documents(ids[start : start + ARTICLES_A_READ]):
            digest = indexed.get(document.article_id)
            if document.article_id in waiting or digest == document.digest:
                continue
            (stale if digest else missing).append(document.article_id)
    orphaned = sorted(indexed.keys() - set(ids) - waiting)
    return Comparison(
        checked=len(ids),
        missing=tuple(missing),
        stale=tuple(stale),
        orphaned=tuple(orphaned),
        waiting=len(waiting),
    )
