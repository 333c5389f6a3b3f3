"""Lays out what a query can hold in rows: the help page and the docs are made of them.

Examples are of a small town's paper; the help page puts the archive's own words in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from search.language.dialects import DIALECTS, OURS, Dialect, Level
from search.language.fields import PUBLIC_FIELDS
from search.language.operators import NUMBER, PUBLIC_OPERATORS


@dataclass(frozen=True)
class Row:
    """Something to write, what it finds, and how else it is spelt."""

    example: str
    finds: str | Promise
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
    Row("harbour bridge", _("both words, in any of their forms")),
    Row('"harbour bridge"', _("exactly these words, in this order")),
    Row('~"harbour bridge"', _("these words in this order, in any form")),
    Row("harb*", _("words that begin so")),
    Row("*bour", _("words that end so")),
    Row("h?rbour", _("one letter, whichever it is")),
    Row("harbour~", _("words one letter off; with ~2 two letters")),
    Row("(toll OR fare) bridge", _("what stands in brackets is read first")),
    Row("bridge -toll", _("without the word behind the minus"), ("!toll",)),
    Row("+the harbour", _("a common word, too, which is left out without the plus")),
    Row("#ports", _("the tag of this name, if there is one")),
)
BINDING = {
    Level.OR: "OR",
    Level.AND: "AND",
    Level.NOT: "NOT",
    Level.NEAR: _("nearness"),
}


def operator_rows() -> tuple[Row, ...]:
    """Return a row for each operator."""
    return tuple(
        Row(
            operator.example,
            str(operator.help),
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
        Row(field.example, str(field.help), tuple(f"{name}:" for name in field.aliases))
        for field in PUBLIC_FIELDS
    )


def dialect_rows() -> tuple[DialectRow, ...]:
    """Return a row for each query language that is read, ours first."""
    ordered = sorted(DIALECTS, key=lambda dialect: dialect is not OURS)
    return tuple(_dialect_row(dialect) for dialect in ordered)


def _dialect_row(dialect: Dialect) -> DialectRow:
    closest_first = (str(BINDING[level]) for level in reversed(dialect.levels))
    side_by_side = "AND"
    if dialect.blank_is_phrase:
        side_by_side = pgettext("read as", "a phrase")
    small_words = pgettext("read as", "words")
    if dialect.has_small_operators:
        small_words = pgettext("read as", "operators")
    return DialectRow(
        title=str(dialect.title),
        name=dialect.name,
        side_by_side=side_by_side,
        small_words=small_words,
        binding=", ".join(closest_first),
    )
