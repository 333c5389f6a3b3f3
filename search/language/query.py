"""A query that has been read, with what the reader should know about it."""

from __future__ import annotations

from dataclasses import dataclass

from search.language.tree import Node


@dataclass(frozen=True)
class Note:
    """Something the reader should know about how the query was read.

    start, end: the place in the query text, in characters. is_quiet: whether it only
    says what a pasted headline makes likely anyway.
    """

    message: str
    start: int
    end: int
    is_quiet: bool = False


@dataclass(frozen=True)
class Query:
    """What a person typed and what it was parsed into."""

    text: str
    tree: Node
    notes: tuple[Note, ...] = ()
