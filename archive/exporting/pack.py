"""Loads the articles of an export, some hundreds at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.exporting.record import SearchRecord
from archive.models import Article

ARTICLES_AT_ONCE = 200


@dataclass(frozen=True)
class Pack:
    """Articles to hand out, by number and in order, and how they were found."""

    record: SearchRecord
    ids: Sequence[int]

    def articles(self) -> Iterator[Article]:
        """Yield the articles that readers see, with their labels."""
        return self._load()

    def headings(self) -> Iterator[Article]:
        """Yield the same without their texts."""
        return self._load("body")

    def _load(self, *left_out: str) -> Iterator[Article]:
        for first in range(0, len(self.ids), ARTICLES_AT_ONCE):
            ids = self.ids[first : first + ARTICLES_AT_ONCE]
            articles = Article.objects.live().with_labels().defer(*left_out)
            found = articles.in_bulk(ids)
            yield from (found[pk] for pk in ids if pk in found)


def everything(record: SearchRecord) -> Pack:
    """Return all articles that readers see, in the order they came."""
    live = Article.objects.live().order_by("id")
    return Pack(record, list(live.values_list("id", flat=True)))
