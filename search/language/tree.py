"""What a query is once it has been read: a tree of frozen nodes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class TextField(StrEnum):
    """The parts of an article that words are looked for in."""

    ANY = "any"
    HEADLINE = "headline"
    LEAD = "lead"
    HEADLINE_OR_LEAD = "hlead"
    BYLINE = "by"


class LabelField(StrEnum):
    """The facts of an article that are named, and found by number or value."""

    SOURCE = "source"
    CREDIT = "credit"
    TAG = "tag"
    SECTION = "section"
    LANGUAGE = "lang"
    IMPORT = "import"
    FILE = "file"


class RangeField(StrEnum):
    """The facts of an article that have an order."""

    DATE = "date"
    ADDED = "added"
    WORDS = "words"


class State(StrEnum):
    """What an article can be, as `is:` asks."""

    UNDATED = "undated"
    UNTAGGED = "untagged"
    UNSOURCED = "unsourced"
    DERIVED = "derived"
    COPY = "copy"
    EDITED = "edited"


@dataclass(frozen=True)
class Everything:
    """All articles."""


@dataclass(frozen=True)
class Nothing:
    """No article: what a query that was refused asks for."""


@dataclass(frozen=True)
class Word:
    """A word in any form; `text` as typed, which may be a compound like P-8I."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """Words in this order, exactly as written unless `any_form`.

    A part is a Word, or a Prefix, Wildcard or Fuzzy standing for one word.
    """

    parts: tuple[Word | Prefix | Wildcard | Fuzzy, ...]
    any_form: bool = False


@dataclass(frozen=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True)
class Wildcard:
    """Words that look so; `*` stands for any letters, `?` for one."""

    pattern: str


@dataclass(frozen=True)
class Fuzzy:
    """Words spelt nearly so, at most `edits` letters wrong."""

    text: str
    edits: int = 1


@dataclass(frozen=True)
class Near:
    """Both sides, at most `distance` words apart."""

    left: Node
    right: Node
    distance: int
    in_order: bool = False


@dataclass(frozen=True)
class NotNear:
    """The left side, but nowhere within `distance` words of the right."""

    left: Node
    right: Node
    distance: int


@dataclass(frozen=True)
class SameSentence:
    """Both sides in one sentence."""

    left: Node
    right: Node


@dataclass(frozen=True)
class SameParagraph:
    """Both sides in one paragraph."""

    left: Node
    right: Node


@dataclass(frozen=True)
class AtLeast:
    """At least so many mentions in one article."""

    count: int
    node: Node


@dataclass(frozen=True)
class First:
    """Within the first so many words of the body."""

    count: int
    node: Node


@dataclass(frozen=True)
class In:
    """Words in one part of the article only."""

    field: TextField
    node: Node


@dataclass(frozen=True)
class Label:
    """Articles with one of some names or values.

    text: the name as typed. values: ids of sources, tags, imports or articles, or
    section and language values, which the name stands for; none when it is unknown.
    """

    field: LabelField
    text: str
    values: tuple[int | str, ...] = ()


@dataclass(frozen=True)
class Range:
    """Articles between two ends, both included; None is open.

    Dates for `date` and `added`, whole numbers for `words`. Undated articles are in
    no range of dates.
    """

    field: RangeField
    low: datetime.date | int | None
    high: datetime.date | int | None


@dataclass(frozen=True)
class Is:
    """Articles in a state."""

    state: State


@dataclass(frozen=True)
class And:
    """All of two or more nodes; at least one is not a Not."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """Any of two or more nodes."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Articles without."""

    node: Node


Node = (
    Everything
    | Nothing
    | Word
    | Phrase
    | Prefix
    | Wildcard
    | Fuzzy
    | Near
    | NotNear
    | SameSentence
    | SameParagraph
    | AtLeast
    | First
    | In
    | Label
    | Range
    | Is
    | And
    | Or
    | Not
)
