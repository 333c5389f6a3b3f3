"""What any engine is asked, in plain values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from search.language.query import Query
from search.language.tree import Everything

# The least words of each value of Facet.LENGTH.
LENGTHS = (0, 250, 500, 1_000, 2_000)


class Order(StrEnum):
    """How hits are sorted; undated articles come last in both orders of date.

    ADDED begins with what came last into the archive.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    LONGEST = "longest"
    ADDED = "added"


class Facet(StrEnum):
    """The fields whose values are counted and filtered by, in the order of a page."""

    DATE = "date"
    SOURCE = "source"
    CREDIT = "credit"
    SECTION = "section"
    TAG = "tag"
    LANGUAGE = "language"
    LENGTH = "length"
    IMPORT = "import"


# Ids of sources, tags and imports; sections and languages as they are written; years,
# 0 for undated; the LENGTHS at which buckets begin.
Value = int | str


@dataclass(frozen=True)
class Filter:
    """A choice in one facet: any of `values`, none of `excluded`."""

    facet: Facet
    values: tuple[Value, ...] = ()
    excluded: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; None is open."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    with_undated: bool = False
    only_undated: bool = False

    @property
    def is_open(self) -> bool:
        """Whether every article is in it."""
        return not (self.first or self.last or self.only_undated)


class Unit(StrEnum):
    """How long a bar of the histogram lasts; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True)
class SearchRequest:
    """Query, filters, order and page.

    newer_than: only articles of a higher number, which were added later. facets,
    histogram, marks: what is wanted beside hits and totals. unit: how long a bar
    lasts; None leaves it to the engine.
    """

    query: Query
    filters: tuple[Filter, ...] = ()
    period: Period = Period()
    newer_than: int = 0
    order: Order = Order.RELEVANCE
    page: int = 1
    page_size: int = 20
    fold_copies: bool = False
    any_word: bool = False
    facets: tuple[Facet, ...] = tuple(Facet)
    histogram: bool = True
    unit: Unit | None = None
    marks: bool = True


def everything() -> SearchRequest:
    """Return a request for all articles."""
    return SearchRequest(Query("", Everything()))
