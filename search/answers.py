"""What any engine answers, in plain values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from search.language.query import Note
from search.language.tree import Node
from search.request import Facet, Unit, Value


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

    @property
    def are_none(self) -> bool:
        """Whether there is nothing to mark, as when a query has no words."""
        return not (self.words or self.phrases)


@dataclass(frozen=True)
class Results:
    """One page of hits with exact totals, as plain values.

    total: articles found, copies included. folded: how many of them are folded into
    another hit. undated: hits without a date, the dates asked for left aside. strays:
    the few that lie too far before and after all others for bars. notes: what the
    engine did with the query that the reader should know.
    """

    hits: tuple[Hit, ...]
    total: int
    folded: int
    undated: int
    facets: Mapping[Facet, tuple[ValueCount, ...]]
    bars: tuple[Bar, ...]
    strays: tuple[Bar, ...]
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
    """The hits before and after one article in the order of a request.

    article_id: the hit in whose place it is: itself, or what it is folded into.
    """

    article_id: int
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


class Suggestion(NamedTuple):
    """A word of the archive that is spelt nearly as one was typed."""

    word: str
    edits: int
    article_count: int


@dataclass(frozen=True)
class IndexState:
    """What the index holds now."""

    generation: int
    article_count: int


class WordCount(NamedTuple):
    """A word of the archive with the articles that hold it."""

    word: str
    article_count: int
