"""Compares the index with the database, article by article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.locally import counted
from archive.models import Article
from search.documents import documents
from search.models import PendingChange, PendingChangeQuerySet
from search.whoosh_engine import (
    check_files,
    current_generation,
    index_lock,
    open_engine,
)

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

    Articles that wait to be indexed are left out: they are known to differ. What seems
    wrong is looked at again while nobody writes, since articles and index are read one
    after the other, and may change between.
    """
    check_files()
    indexed = open_engine().digests()
    waiting = set(_waiting().values_list("article_id", flat=True))
    ids = list(Article.objects.live().order_by("pk").values_list("pk", flat=True))
    suspected = indexed.keys() - set(ids)
    for some in _in_parts(ids):
        suspected |= {
            document.article_id
            for document in documents(some)
            if document.digest != indexed.get(document.article_id)
        }
    suspected -= waiting
    missing: list[int] = []
    stale: list[int] = []
    orphaned: list[int] = []
    for some in _in_parts(sorted(suspected)):
        with index_lock(wait=True):
            differing = _differing(some)
        missing += [pk for pk, (_, held) in differing.items() if not held]
        orphaned += [pk for pk, (said, _) in differing.items() if not said]
        stale += [pk for pk, (said, held) in differing.items() if said and held]
    return Comparison(
        checked=len(ids),
        missing=tuple(missing),
        stale=tuple(stale),
        orphaned=tuple(orphaned),
        waiting=len(waiting),
    )


def _differing(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the digests in the database and in the index where these differ.

    An empty one where there is no article. The caller holds the index's lock.
    """
    said = {document.article_id: document.digest for document in documents(ids)}
    # After the articles: whatever was read of a change, its note is there as well.
    noted = _waiting().filter(article_id__in=ids)
    waiting = set(noted.values_list("article_id", flat=True))
    held = open_engine().digests(ids)
    pairs = {pk: (said.get(pk, ""), held.get(pk, "")) for pk in ids}
    return {
        pk: pair
        for pk, pair in pairs.items()
        if pair[0] != pair[1] and pk not in waiting
    }


def _waiting() -> PendingChangeQuerySet:
    return PendingChange.objects.waiting_for(current_generation())


def _in_parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), ARTICLES_A_READ):
        yield ids[start : start + ARTICLES_A_READ]
