"""Reads query text into a tree, with notes on whatever was doubtful."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from search.language.atoms import AtomReader
from search.language.facts import Names
from search.language.grammar import Grammar
from search.language.lexer import Token
from search.language.limits import MAX_CHARACTERS, MAX_NEARNESS, QueryRefused
from search.language.notes import Notes
from search.language.operators import COUNTED, NEARNESS, Kind
from search.language.query import Query
from search.language.settling import settled_tokens
from search.language.tree import Everything, Nothing

OPERATORS = {Kind.AND, Kind.OR, Kind.NOT, Kind.FIELD, *NEARNESS, *COUNTED}


def parse(text: str, *, names: Names, today: datetime.date | None = None) -> Query:
    """Read query text; any text gives a query, and notes say what was doubtful.

    today: the day that "yesterday" counts from.
    """
    try:
        return _parse(text, names=names, today=today or timezone.localdate())
    except QueryRefused as refusal:
        return Query(text, Nothing(), (refusal.note,))


def _parse(text: str, *, names: Names, today: datetime.date) -> Query:
    if len(text) > MAX_CHARACTERS:
        message = (
            f"A query may have {MAX_CHARACTERS:,} characters; this has {len(text):,}."
        )
        raise QueryRefused(message, 0, len(text))
    notes = Notes()
    found = settled_tokens(text, notes)
    _refuse_too_much_nearness(found)
    atoms = AtomReader(
        text,
        names=names,
        today=today,
        notes=notes,
        shout_is_star=len(found) == 1 or any(t.kind in OPERATORS for t in found),
    )
    tree = Grammar(found, atoms=atoms, notes=notes, end=len(text)).query()
    return Query(text, tree or Everything(), notes.shortened())


def _refuse_too_much_nearness(found: Sequence[Token]) -> None:
    asked = 0
    for token in found:
        asked += token.kind in NEARNESS
        if token.kind is Kind.QUOTED and token.number:
            asked += token.text.count(" ")
        if asked > MAX_NEARNESS:
            message = (
                f"A query may ask {MAX_NEARNESS} times what stands near what; "
                "this asks more often."
            )
            raise QueryRefused(message, token.start, token.end)
