"""A query that has been read, with what the reader should know about it."""

from __future__ import annotations

from dataclasses import dataclass

from search.language.tree import Node


@dataclass(frozen=True)
class Rewording:
    """Query text that asks otherwise; is_counted: whether its count tells more."""

    name: str
    text: str
    is_counted: bool = False


@dataclass(frozen=True)
class Note:
    """Something the reader should know about how the query was read.

    start, end: the place in the query text, in characters. is_quiet: whether it only
    says what a pasted headline makes likely anyway. rewording: how to ask otherwise.
    """

    message: str
    start: int
    end: int
    is_quiet: bool = False
    rewording: Rewording | None = None


@dataclass(frozen=True)
class Alternative:
    """Another way to read a query; rule: by which it would be read so."""

    rule: str
    tree: Node


@dataclass(frozen=True)
class Query:
    """What a person typed and what it was parsed into.

    dialect: the name of the query language that it was read in. alternatives: other
    readings, where people differ on what binds first.
    """

    text: str
    tree: Node
    notes: tuple[Note, ...] = ()
    dialect: str = "archive"
    alternatives: tuple[Alternative, ...] = ()
