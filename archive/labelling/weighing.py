"""Counts what merging labels would change, for each that may stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.correcting.merges import merge_into
from archive.correcting.merging import carriers
from archive.models import Source, Tag


@dataclass(frozen=True)
class Candidate:
    """A label that may stay: who carries it, and who would change."""

    label: Source | Tag
    article_count: int
    change_count: int


@dataclass(frozen=True)
class Weighed:
    """Labels that may be merged, most used first, and who carries several."""

    candidates: tuple[Candidate, ...]
    both_count: int


def weigh(labels: Iterable[Source | Tag]) -> Weighed:
    """Count the articles of labels, hidden and trashed ones too."""
    carried = {label: set(carriers(merge_into(None, [label]))) for label in labels}
    times = Counter(pk for articles in carried.values() for pk in articles)
    candidates = [
        Candidate(
            label,
            article_count=len(articles),
            change_count=sum(1 for pk in times if times[pk] > (pk in articles)),
        )
        for label, articles in carried.items()
    ]
    return Weighed(
        candidates=tuple(sorted(candidates, key=lambda each: -each.article_count)),
        both_count=sum(1 for number in times.values() if number > 1),
    )
