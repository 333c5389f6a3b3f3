"""What every engine can do."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Protocol

from search.answers import (
    Explanation,
    Marks,
    Neighbours,
    PartCount,
    Results,
    SimilarArticle,
    Suggestion,
    ValueCount,
    WordCount,
)
from search.language.tree import TextField
from search.request import Facet, SearchRequest


class Engine(Protocol):
    """Answers search requests from one state of the index."""

    @property
    def state(self) -> str:
        """The name of that state; no other state of any index has the same."""

    @property
    def made_at(self) -> datetime.datetime:
        """When the index came to that state."""

    def search(self, request: SearchRequest) -> Results:
        """Return one page of hits.

        Raises IndexUnusable when there is no index that can be read.
        """

    def neighbours(self, request: SearchRequest, article_id: int) -> Neighbours | None:
        """Return an article's place among the hits, or that of what it is folded into.

        None when it is not found.
        """

    def ids(self, request: SearchRequest) -> tuple[int, ...]:
        """Return the articles of all pages in order; copies folded in are left out."""

    def count(self, request: SearchRequest) -> int:
        """Return the number of articles found, copies included."""

    def values(self, facet: Facet) -> tuple[ValueCount, ...]:
        """Return all values of a facet with the articles that have each."""

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

    def finds(
        self, request: SearchRequest, article_ids: Collection[int]
    ) -> frozenset[int]:
        """Return those of some articles that a request finds, copies included."""

    def complete(
        self, prefix: str, *, limit: int, scope: TextField = TextField.ANY
    ) -> tuple[WordCount, ...]:
        """Return the words that begin so and that most articles hold there."""

    def suggest(self, word: str) -> tuple[Suggestion, ...]:
        """Return the archive's words spelt nearly so, by edits and how common."""


class IndexUnusable(Exception):
    """The index is missing, damaged or of another version; says what to run."""
