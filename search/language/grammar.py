"""Reads tokens by the precedence of a query language.

Brackets bind first; the rest binds as closely as the language says. In ours that is
nearness, then NOT, then AND and blanks, then OR.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext as _

from search.language.dialects import Level
from search.language.lexer import Token
from search.language.nearness import Link, read_chain
from search.language.operands import ENDS, Operands, Scope
from search.language.operators import NEARNESS, Kind
from search.language.sequence import Part, either, join, without, words_left_out
from search.language.tree import Node

KINDS = {
    Level.OR: frozenset({Kind.OR}),
    Level.AND: frozenset({Kind.AND}),
    Level.NOT: frozenset({Kind.NOT}),
    Level.NEAR: NEARNESS,
}


class Grammar(Operands):
    """Joins operands by what stands between them."""

    def query(self) -> Node | None:
        parts = []
        while self.token.kind is not Kind.END:
            parts += self.parts(Scope())
            if self.token.kind is Kind.CLOSE:
                message = _("This bracket closes nothing; it was left out.")
                self.note(self.take(), message)
        return join(part.node for part in parts)

    def parts(self, scope: Scope, level: int = 0) -> list[Part]:
        """Read what the level's operators join, and all that binds more closely."""
        if level == len(self.levels):
            return self.adjacent(scope)
        match self.levels[level]:
            case Level.OR:
                return self.alternatives(scope, level)
            case Level.AND:
                return self.sequence(scope, level)
            case Level.NOT:
                return self.negations(scope, level)
            case Level.NEAR:
                return self.near(scope, level)

    @cached_property
    def stops(self) -> list[frozenset[Kind]]:
        """What each level leaves to the levels above it."""
        return [
            ENDS.union(*(KINDS[above] for above in self.levels[:level]))
            for level in range(len(self.levels))
        ]

    def alternatives(self, scope: Scope, level: int) -> list[Part]:
        """Read parts with OR between them."""
        groups = [self.parts(scope, level + 1)]
        while self.token.kind is Kind.OR:
            operator = self.take()
            if not groups[-1] or self.token.kind in {Kind.OR, *self.stops[level]}:
                self.note_lonely(operator, operator.text)
            groups.append(self.parts(scope, level + 1))
        full = [group for group in groups if group]
        if len(full) < 2:
            return full[0] if full else []
        nodes = (join(part.node for part in group) for group in full)
        node = either(node for node in nodes if node is not None)
        return [Part(node)] if node is not None else []

    def sequence(self, scope: Scope, level: int) -> list[Part]:
        """Read parts with AND or blanks between them."""
        parts: list[Part] = []
        stops = self.stops[level]
        while self.token.kind not in stops:
            if self.token.kind is Kind.AND:
                operator = self.take()
                if not parts or self.token.kind in {*stops, Kind.AND}:
                    self.note_lonely(operator, "AND")
                continue
            parts += self.parts(scope, level + 1)
        left_out = words_left_out(parts)
        if left_out:
            self.atoms.leave_out(left_out)
        node = join(part.node for part in parts if not (left_out and part.common))
        return [Part(node)] if node is not None else []

    def negations(self, scope: Scope, level: int) -> list[Part]:
        """Read parts with NOT before some of them."""
        parts: list[Part] = []
        while True:
            negations = []
            while self.token.kind is Kind.NOT:
                negations.append(self.take())
            found = self.parts(scope, level + 1)
            node = join(part.node for part in found)
            if not negations:
                parts += found
            elif node is None:
                message = _("“{operator}” has nothing after it and was left out.")
                last = negations[-1]
                self.note(last, message.format(operator=last.text))
            else:
                parts.append(Part(without(node) if len(negations) % 2 else node))
            if self.token.kind not in KINDS[Level.NOT]:
                return parts

    def near(self, scope: Scope, level: int) -> list[Part]:
        """Read operands with W/n and its kin between them."""
        parts = self.parts(scope, level + 1)
        left = join(part.node for part in parts)
        operands = [] if left is None else [left]
        links: list[Link] = []
        while link := self.nearness():
            if self.token.kind is Kind.NOT and operands:
                self.take()
                link = replace(link, is_negated=True)
            right = join(part.node for part in self.parts(scope, level + 1))
            if not operands or right is None:
                self.note_lonely(link.operator, link.operator.text)
            else:
                links.append(link)
            if right is not None:
                operands.append(right)
        if not links:
            return parts or [Part(operand) for operand in operands]
        return [Part(read_chain(operands, links, self.dialect.chain, self.note))]

    def note_lonely(self, operator: Token, name: str) -> None:
        """Note an operator that has no word on one of its sides."""
        message = _("“{operator}” needs a word on both sides.")
        self.note(operator, message.format(operator=name))

    def nearness(self) -> Link | None:
        """Take an operator of nearness, NOT before it included."""
        if self.token.kind in NEARNESS:
            return Link(self.counted(self.take()))
        following = self.tokens[min(self.place + 1, len(self.tokens) - 1)]
        if self.token.kind is Kind.NOT and following.kind in NEARNESS:
            self.take()
            return Link(self.counted(self.take()), is_negated=True)
        return None
