"""Keeps what people said of copies, so that no import joins again what they parted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from archive.models import CopyRuling, Correction, RuledArticle


class Rulings:
    """What was said of some articles, two by two; the last word counts."""

    def __init__(self, ids: Iterable[int]) -> None:
        rows = RuledArticle.objects.filter(article__in=ids, ruling__stands=True)
        self._sides: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for pk, ruling, side in rows.values_list("article_id", "ruling_id", "side"):
            self._sides[pk][ruling] = side

    def said(self, one: int, other: int) -> bool | None:
        """Tell whether two articles were called copies; None when nobody said."""
        ones, others = self._sides.get(one, {}), self._sides.get(other, {})
        last = max(ones.keys() & others.keys(), default=None)
        return None if last is None else ones[last] == others[last]

    def between(self, some: Iterable[int], others: Iterable[int]) -> set[bool]:
        """Return what was said of articles of one kind and those of another."""
        ruled = [pk for pk in others if pk in self._sides]
        said = (
            self.said(one, other)
            for one in some
            if one in self._sides
            for other in ruled
        )
        return {word for word in said if word is not None}


def rule(sides: Mapping[int, int], *, correction: Correction | None = None) -> None:
    """Keep that articles on one side are copies of one another, and others are not.

    correction: what carries it out; undone, the ruling stands no longer.
    """
    ruling = CopyRuling.objects.create(correction=correction)
    RuledArticle.objects.bulk_create(
        RuledArticle(ruling=ruling, article_id=pk, side=side)
        for pk, side in sides.items()
    )
