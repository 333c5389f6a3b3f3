"""Writes a tree as query text that is read as the same tree."""

from __future__ import annotations

import datetime
from enum import IntEnum

import regex

from search.language.common_words import COMMON_WORDS
from search.language.dates import read_days
from search.language.fields import PUBLIC_FIELDS, Meaning
from search.language.lexer import tokens
from search.language.operators import read_operator
from search.language.settling import is_headline_in_capitals
from search.language.tree import (
    And,
    AtLeast,
    Everything,
    First,
    Fuzzy,
    In,
    Is,
    Label,
    Near,
    Node,
    Not,
    Nothing,
    NotNear,
    Or,
    Phrase,
    Prefix,
    Range,
    SameParagraph,
    SameSentence,
    State,
    Wildcard,
    Word,
)

PLAIN_NAME = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}._-]*")
SMALL_OPERATORS = {"or", "not"}
KEPT_WITH_PLUS = SMALL_OPERATORS.union(*COMMON_WORDS.values())


class Binding(IntEnum):
    """How closely the parts of a text hold together; brackets close what is looser."""

    OR = 1
    AND = 2
    NOT = 3
    NEAR = 4
    ATOM = 5


def write(tree: Node) -> str:
    """Return canonical query text for a tree; the parser reads it as that tree."""
    if isinstance(tree, Everything):
        return ""
    text = _bound(tree, Binding.OR)
    # Only brackets tell a query all in capitals from a headline.
    return f"({text})" if is_headline_in_capitals(text, list(tokens(text))) else text


def _bound(node: Node, least: Binding) -> str:
    """Return a node's text, in brackets unless it binds as closely as needed."""
    text, binding = _written(node)
    return text if binding >= least else f"({text})"


def _written(node: Node) -> tuple[str, Binding]:
    match node:
        case Or(nodes):
            # Brackets spare the reader the rules of what binds first.
            return " OR ".join(_bound(part, Binding.ATOM) for part in nodes), Binding.OR
        case And(nodes):
            named = nodes[1:] if isinstance(nodes[0], Everything) else nodes
            return " ".join(_bound(part, Binding.NOT) for part in named), Binding.AND
        case Not(inner):
            return f"NOT {_bound(inner, Binding.NEAR)}", Binding.NOT
        case Nothing():
            return "NOT *", Binding.NOT
        case Near() | NotNear() | SameSentence() | SameParagraph():
            left = _bound(node.left, Binding.ATOM)
            right = _bound(node.right, Binding.ATOM)
            return f"{left} {_operator(node)} {right}", Binding.NEAR
        case _:
            return _atom(node), Binding.ATOM


def _operator(node: Near | NotNear | SameSentence | SameParagraph) -> str:
    match node:
        case Near(distance=distance, in_order=in_order):
            return f"PRE/{distance}" if in_order else f"W/{distance}"
        case NotNear(distance=distance):
            return f"NOT W/{distance}"
        case SameSentence():
            return "W/S"
        case SameParagraph():
            return "W/P"


def _atom(node: Node) -> str:
    match node:
        case Everything():
            return "*"
        case Word(text):
            return f"+{text}" if _needs_plus(text) else text
        case Phrase(parts, any_form):
            inside = " ".join(map(_leaf, parts))
            return f'~"{inside}"' if any_form else f'"{inside}"'
        case Prefix() | Wildcard() | Fuzzy():
            return _leaf(node)
        case AtLeast(count, inner):
            return f"ATLEAST{count}({_bound(inner, Binding.OR)})"
        case First(count, inner):
            return f"FIRST/{count}({_bound(inner, Binding.OR)})"
        case In(field, inner):
            return f"{_name(field)}:{_value(inner)}"
        case Label(field, text):
            plain = PLAIN_NAME.fullmatch(text)
            return f"{_name(field)}:{text}" if plain else f'{_name(field)}:"{text}"'
        case Range():
            return f"{_name(node.field)}:{_range(node)}"
        case Is(state):
            return f"{_name(State)}:{state}"
        case _:
            raise TypeError(f"{type(node).__name__} is no atom")


def _leaf(node: Word | Prefix | Wildcard | Fuzzy) -> str:
    match node:
        case Word(text) | Wildcard(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text, edits):
            return f"{text}~{edits}" if edits > 1 else f"{text}~"


def _needs_plus(word: str) -> bool:
    return word.casefold() in KEPT_WITH_PLUS or read_operator(word) is not None


def _name(means: Meaning) -> str:
    return next(field.name for field in PUBLIC_FIELDS if field.means == means)


def _value(inner: Node) -> str:
    """Return what stands behind a field's colon."""
    match inner:
        case Word(text):
            # Right behind a field stands no operator, and no word is too common.
            return text
        case Phrase(any_form=False) | Prefix() | Wildcard() | Fuzzy():
            return _atom(inner)
        case _:
            return f"({_bound(inner, Binding.OR)})"


def _range(node: Range) -> str:
    low, high = node.low, node.high
    if low is None and high is None:
        return "*"
    if isinstance(low, datetime.date) and isinstance(high, datetime.date):
        return _period(low, high)
    first, last = (
        str(end) if isinstance(end, int) else end.isoformat() if end else ""
        for end in (low, high)
    )
    return first if first == last else f"{first}..{last}"


def _period(low: datetime.date, high: datetime.date) -> str:
    """Return a year, a month or a day as such, other periods by their ends."""
    text = low.isoformat()
    for whole in (text[:4], text[:7], text):
        if read_days(whole, today=low) == (low, high):
            return whole
    return f"{text}..{high.isoformat()}"
