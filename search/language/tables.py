"""Lays out what a query can hold in rows: the help page and the docs are made of them.

Examples are of a small town's paper; the help page puts the archive's own words in.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.language.dialects import DIALECTS, OURS, Dialect, Level
from search.language.fields import PUBLIC_FIELDS
from search.language.operators import NUMBER, PUBLIC_OPERATORS


@dataclass(frozen=True)
class Row:
    """Something to write, what it finds, and how else it is spelt."""

    example: str
    finds: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class DialectRow:
    """What tells another query language from ours."""

    title: str
    name: str
    side_by_side: str
    small_words: str
    binding: str


SIGNS = (
    Row("harbour bridge", "both words, in any of their forms"),
    Row('"harbour bridge"', "exactly these words, in this order"),
    Row('~"harbour bridge"', "these words in this order, in any form"),
    Row("harb*", "words that begin so"),
    Row("*bour", "words that end so"),
    Row("h?rbour", "one letter, whichever it is"),
    Row("harbour~", "words one letter off; with ~2 two letters"),
    Row("(toll OR fare) bridge", "what stands in brackets is read first"),
    Row("bridge -toll", "without the word behind the minus", ("!toll",)),
    Row("+the harbour", "a common word, too, which is left out without the plus"),
    Row("#ports", "the tag of this name, if there is one"),
)
BINDING = {
    Level.OR: "OR",
    Level.AND: "AND",
    Level.NOT: "NOT",
    Level.NEAR: "nearness",
}


def operator_rows() -> tuple[Row, ...]:
    """Return a row for each operator."""
    return tuple(
        Row(
            operator.example,
            operator.help,
            tuple(
                spelling.replace(NUMBER, "n")
                for spelling in (operator.name, *operator.aliases, *operator.weak)
            ),
        )
        for operator in PUBLIC_OPERATORS
    )


def field_rows() -> tuple[Row, ...]:
    """Return a row for each field."""
    return tuple(
        Row(field.example, field.help, tuple(f"{name}:" for name in field.aliases))
        for field in PUBLIC_FIELDS
    )


def dialect_rows() -> tuple[DialectRow, ...]:
    """Return a row for each query language that is read, ours first."""
    ordered = sorted(DIALECTS, key=lambda dialect: dialect is not OURS)
    return tuple(_dialect_row(dialect) for dialect in ordered)


def _dialect_row(dialect: Dialect) -> DialectRow:
    closest_first = (BINDING[level] for level in reversed(dialect.levels))
    return DialectRow(
        title=dialect.title,
        name=dialect.name,
        side_by_side="a phrase" if dialect.blank_is_phrase else "AND",
        small_words="operators" if dialect.has_small_operators else "words",
        binding=", ".join(closest_first),
    )
