"""Cuts query text into brackets, operators, quotes, fields and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import regex

from search.language.fields import BY_NAME, PublicField

OPENING_QUOTES = '"“„«'
CLOSING_QUOTES = '"”“»'
PIECE = regex.compile(
    rf"""
    (?P<open>\() | (?P<close>\))
    | (?P<quoted>[{OPENING_QUOTES}](?P<inside>[^"“”„«»]*)[{CLOSING_QUOTES}])
    | (?P<lone_quote>["“”„«»])
    | (?P<chunk>[^\s()"“”„«»]+)
    """,
    regex.VERBOSE,
)
FIELD = regex.compile(r"(?P<name>\p{L}+):(?P<value>.*)", regex.DOTALL)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    QUOTED = auto()
    LONE_QUOTE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    KEEP = auto()
    FIELD = auto()
    CHUNK = auto()
    END = auto()


OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT, "|": Kind.OR}
SIGNS = {"-": Kind.NOT, "+": Kind.KEEP}


@dataclass(frozen=True)
class Token:
    """A piece of query text; `text` is what it holds, the rest where it stands."""

    kind: Kind
    text: str
    start: int
    end: int
    field: PublicField | None = None


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of query text; only white space is left out."""
    for match in PIECE.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if match["quoted"] is not None:
            yield Token(Kind.QUOTED, match["inside"], start, end)
        elif kind == "open":
            yield Token(Kind.OPEN, "(", start, end)
        elif kind == "close":
            yield Token(Kind.CLOSE, ")", start, end)
        elif kind == "lone_quote":
            yield Token(Kind.LONE_QUOTE, match[0], start, end)
        else:
            touches = text[end : end + 1] not in {"", ")"} and not text[end].isspace()
            yield from _chunk(match[0], start, touches=touches)


def _chunk(chunk: str, start: int, *, touches: bool) -> Iterator[Token]:
    """Yield an operator, or a chunk's sign, field and text.

    touches: whether a quote or an opening bracket follows without a blank.
    """
    end = start + len(chunk)
    if chunk in OPERATORS:
        yield Token(OPERATORS[chunk], chunk, start, end)
        return
    sign = SIGNS.get(chunk[0])
    if sign and (chunk[1:2].isalnum() or (touches and len(chunk) == 1)):
        yield Token(sign, chunk[0], start, start + 1)
        chunk, start = chunk[1:], start + 1
    match = FIELD.fullmatch(chunk)
    field = BY_NAME.get(match["name"].lower()) if match else None
    if match and field and (match["value"] or touches):
        start_of_value = start + match.start("value")
        yield Token(Kind.FIELD, match["name"], start, start_of_value, field)
        chunk, start = match["value"], start_of_value
    if chunk:
        yield Token(Kind.CHUNK, chunk, start, end)
