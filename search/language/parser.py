"""Reads query text into a tree, with notes on whatever was doubtful."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.locally import grouped
from search.language.atoms import AtomReader
from search.language.dialects import (
    BY_NAME,
    OR_BEFORE_AND,
    OR_BEFORE_NEAR,
    OURS,
    Chain,
    Dialect,
    recognise,
)
from search.language.doubts import note_small_operators
from search.language.facts import Names
from search.language.grammar import Grammar
from search.language.lexer import Token
from search.language.limits import MAX_CHARACTERS, QueryRefused, refuse_nearness
from search.language.notes import Notes
from search.language.operators import COUNTED, NEARNESS, Kind
from search.language.query import Alternative, Query
from search.language.settling import settled_tokens
from search.language.spellings import rewrite
from search.language.tree import Everything, Node, Nothing

OPERATORS = {Kind.AND, Kind.OR, Kind.NOT, Kind.FIELD, *NEARNESS, *COUNTED}
# Where people, and the languages of others, do not agree with ours.
OTHER_RULES = (
    (_("OR joins before AND"), replace(OURS, levels=OR_BEFORE_AND)),
    (_("OR joins before nearness"), replace(OURS, levels=OR_BEFORE_NEAR)),
    (_("the last W/n is read first"), replace(OURS, chain=Chain.RIGHTMOST)),
)


def parse(
    text: str,
    *,
    names: Names,
    today: datetime.date | None = None,
    dialect: str = "",
) -> Query:
    """Read query text; any text gives a query, and notes say what was doubtful.

    today: the day that "yesterday" counts from. dialect: the name of the query
    language to read it in; without one, its signs tell.
    """
    if len(text) > MAX_CHARACTERS:
        message = gettext("A query may have {n} characters; this has {typed}.").format(
            n=grouped(MAX_CHARACTERS), typed=grouped(len(text))
        )
        refusal = QueryRefused(message, 0, len(text))
        return Query(text, Nothing(), (refusal.note,))
    reader = _Reader(text, names, today or timezone.localdate())
    if dialect in BY_NAME:
        return reader.read(BY_NAME[dialect])
    own, told = OURS, recognise(text)
    ours = reader.read(own)
    if told is own:
        return ours
    theirs = reader.read(told)
    is_same = (theirs.tree, theirs.notes) == (ours.tree, ours.notes)
    return ours if is_same else theirs


@dataclass(frozen=True)
class _Reader:
    """Reads one text by the rules of one language or another."""

    text: str
    names: Names
    today: datetime.date

    def read(self, dialect: Dialect) -> Query:
        """Return the text as read in a language."""
        written = rewrite(self.text, dialect.rules)
        notes = Notes(self.text, written.places)
        for said in written.said:
            notes.add_at(said.start, said.end, said.message)
        is_ours = dialect is OURS
        found = settled_tokens(written.text, notes, may_be_headline=is_ours)
        before = len(notes)
        try:
            tree = self._tree(written.text, found, dialect, notes)
        except QueryRefused as refusal:
            start, end = notes.place(refusal.note.start, refusal.note.end)
            note = replace(refusal.note, start=start, end=end)
            return Query(self.text, Nothing(), (note,), dialect.name)
        made = len(notes) - before
        others = self._others(tree, found, made) if is_ours else ()
        return Query(self.text, tree, notes.shortened(), dialect.name, others)

    def _tree(
        self, text: str, found: Sequence[Token], dialect: Dialect, notes: Notes
    ) -> Node:
        _refuse_too_much_nearness(found)
        atoms = AtomReader(
            text,
            names=self.names,
            today=self.today,
            notes=notes,
            shout_is_star=len(found) == 1 or any(t.kind in OPERATORS for t in found),
        )
        grammar = Grammar(found, dialect=dialect, atoms=atoms, notes=notes)
        tree = grammar.query()
        note_small_operators(found, atoms.left_out, notes)
        return tree or Everything()

    def _others(
        self, tree: Node, found: Sequence[Token], note_count: int
    ) -> tuple[Alternative, ...]:
        """Return what the query asks by other rules, where that is something else.

        note_count: how many notes ours took; a reading that takes more is worse.
        """
        kinds = [token.kind for token in found]
        if Kind.OR not in kinds and sum(kind in NEARNESS for kind in kinds) < 2:
            return ()
        others: dict[Node, Alternative] = {}
        for rule, dialect in OTHER_RULES:
            notes = Notes(self.text)
            other = self._tree(self.text, found, dialect, notes)
            if other != tree and other not in others and len(notes) <= note_count:
                others[other] = Alternative(str(rule), other)
        return tuple(others.values())


def _refuse_too_much_nearness(found: Sequence[Token]) -> None:
    asked = 0
    for token in found:
        asked += token.kind in NEARNESS
        if token.kind is Kind.QUOTED and token.number:
            asked += token.text.count(" ")
        refuse_nearness(asked, token.start, token.end)
