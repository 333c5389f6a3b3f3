"""Looks at a query's words, and takes words out of its text."""

from __future__ import annotations

from dataclasses import dataclass

from archive.text import name_key
from search.language.notes import Notes
from search.language.operators import SIGNS, Kind
from search.language.settling import settled_tokens
from search.language.tree import (
    And,
    AtLeast,
    Everything,
    First,
    In,
    Is,
    Label,
    Node,
    Not,
    Nothing,
    Or,
    Range,
)

# What makes no part depend on its neighbours.
WORDS = {Kind.CHUNK, Kind.QUOTED, Kind.LONE_QUOTE}
MOST_PIECES = 12
LONGEST_NAME = 4


@dataclass(frozen=True)
class Piece:
    """A part of a query's text that can be left out by itself."""

    text: str
    start: int
    end: int


def has_words(node: Node) -> bool:
    """Tell whether a query asks for words, by which hits can be ranked."""
    match node:
        case Everything() | Nothing() | Label() | Range() | Is() | Not():
            return False
        case And(nodes) | Or(nodes):
            return any(has_words(part) for part in nodes)
        case AtLeast(node=part) | First(node=part) | In(node=part):
            return has_words(part)
        case _:
            return True


def pieces(text: str) -> list[Piece]:
    """Cut a query's text into its parts; none when they depend on each other."""
    found: list[Piece] = []
    start = None
    for token in settled_tokens(text, Notes()):
        start = token.start if start is None else start
        is_sign = token.kind in {Kind.NOT, Kind.KEEP} and token.text in SIGNS
        if token.kind is Kind.FIELD or is_sign:
            continue
        if token.kind not in WORDS or len(found) == MOST_PIECES:
            return []
        found.append(Piece(text[start : token.end], start, token.end))
        start = None
    return found


def runs(parts: list[Piece]) -> list[Piece]:
    """Return all runs of up to four neighbours, as names may have several words."""
    return [
        Piece(
            " ".join(part.text.strip('"“”') for part in parts[start:end]),
            parts[start].start,
            parts[end - 1].end,
        )
        for start in range(len(parts))
        for end in range(start + 1, min(len(parts), start + LONGEST_NAME) + 1)
    ]


def possible_names(text: str) -> dict[str, Piece]:
    """Return the runs that may name a source or a tag, by key."""
    wanted = [piece for piece in pieces(text) if not piece.text.startswith("-")]
    return {name_key(run.text): run for run in runs(wanted)}


def without(text: str, piece: Piece) -> str:
    """Return a query's text with one part left out."""
    return " ".join(f"{text[: piece.start]} {text[piece.end :]}".split())
