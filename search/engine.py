"""What any engine is asked and answers, in plain values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from search.language.query import Note, Query
from search.language.tree import Node


class Order(StrEnum):
    """How hits are sorted; undated articles come last in both orders of date."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    LONGEST = "longest"


class Facet(StrEnum):
    """The fields whose values are counted and can be filtered by."""

    SOURCE = "source"
    CREDIT = "credit"
    TAG = "tag"
    SECTION = "section"
    LANGUAGE = "language"
    IMPORT = "import"


# Ids of sources, tags and imports; sections and languages as they are written.
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


@dataclass(frozen=True)
class SearchRequest:
    """Query, filters, order and page.

    facets, histogram, marks: what is wanted beside hits and totals. unit: how long a
    bar lasts; None leaves it to the engine.
    """

    query: Query
    filters: tuple[Filter, ...] = ()
    period: Period = Period()
    order: Order = Order.RELEVANCE
    page: int = 1
    page_size: int = 20
    fold_copies: bool = False
    any_word: bool = False
    facets: tuple[Facet, ...] = tuple(Facet)
    histogram: bool = True
    unit: Unit | None = None
    marks: bool = True


class Hit(NamedTuple):
    """One matching article."""

    article_id: int
    score: float
    copy_ids: tuple[int, ...] = ()


class ValueCount(NamedTuple):
    """One value of a facet with the number of hits that have it."""

    value: Value
    hit_count: int


class Bar(NamedTuple):
    """One bar of the histogram; archive_count counts all articles of its days."""

    first: datetime.date
    last: datetime.date
    hit_count: int
    archive_count: int = 0


@dataclass(frozen=True)
class Marks:
    """What to mark in the text of a hit.

    words: folded words to mark wherever they stand. phrases: runs of folded words
    to mark only where they stand together; each step is the set of words it allows.
    """

    words: frozenset[str] = frozenset()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()


@dataclass(frozen=True)
class Results:
    """One page of hits with exact totals, as plain values.

    total: articles found, copies included. folded: how many of them are folded into
    another hit. undated: hits without a date, the period left aside. notes: what the
    engine did with the query that the reader should know.
    """

    hits: tuple[Hit, ...]
    total: int
    folded: int
    undated: int
    facets: Mapping[Facet, tuple[ValueCount, ...]]
    bars: tuple[Bar, ...]
    unit: Unit
    marks: Marks
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0

    @property
    def shown_total(self) -> int:
        """The number of hits that the pages list."""
        return self.total - self.folded


@dataclass(frozen=True)
class Neighbours:
    """The hits before and after one article in the order of a request."""

    position: int
    total: int
    previous_id: int | None
    next_id: int | None


@dataclass(frozen=True)
class PartCount:
    """How many articles one part of a query finds by itself, filters in force."""

    node: Node
    hit_count: int


@dataclass(frozen=True)
class PartScore:
    """What one part of a query adds to a hit's score.

    frequency: mentions in the fields, weighed and put in proportion to their length.
    rarity: the part's inverse document frequency.
    """

    node: Node
    score: float
    frequency: float
    rarity: float


@dataclass(frozen=True)
class Explanation:
    """A hit's score as a sum; closeness is what words near each other add."""

    score: float
    parts: tuple[PartScore, ...]
    closeness: float


@dataclass(frozen=True)
class SimilarArticle:
    """An article that shares telling words with another, the most telling first."""

    article_id: int
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class IndexState:
    """What the index holds now."""

    generation: int
    article_count: int


class Engine(Protocol):
    """Answers search requests from one state of the index."""

    def search(self, request: SearchRequest) -> Results:
        """Return one page of hits.

        Raises IndexUnusable when there is no index that can be read.
        """

    def neighbours(self, request: SearchRequest, article_id: int) -> Neighbours | None:
        """Return an article's place among the hits; None when it is not one."""

    def count(self, request: SearchRequest) -> int:
        """Return the number of articles found, copies included."""

    def marks(self, request: SearchRequest) -> Marks:
        """Return what a request marks in the texts it finds."""

    def count_parts(self, request: SearchRequest) -> tuple[PartCount, ...]:
        """Return the count of each part of a query of several."""

    def explain(self, request: SearchRequest, article_id: int) -> Explanation | None:
        """Return why an article has its score; None when it is not a hit."""

    def similar(
        self, article_id: int, text: str, *, limit: int = 6
    ) -> tuple[SimilarArticle, ...]:
        """Return the articles most like one, its copies left out."""


class IndexUnusable(Exception):
    """The index is missing, damaged or of another version; says what to run."""
