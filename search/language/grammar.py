"""Reads tokens by the precedence of the query language.

Brackets bind first, then nearness, then NOT, then AND and blanks, then OR.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.language.atoms import AtomReader
from search.language.fields import PublicField
from search.language.lexer import Token
from search.language.limits import MAX_DEPTH, MAX_NUMBER
from search.language.nearness import has_places, near, not_near
from search.language.notes import Notes
from search.language.operators import COUNTED, NEARNESS, Kind
from search.language.sequence import Part, either, join, without, words_left_out
from search.language.tree import AtLeast, First, In, Node, TextField

ENDS_OF_SEQUENCE = {Kind.END, Kind.CLOSE, Kind.OR}
# What stands where no word can.
NO_ATOMS = {*ENDS_OF_SEQUENCE, *NEARNESS, Kind.AND, Kind.NOT}


class Grammar:
    """Walks over the tokens once, from left to right."""

    def __init__(
        self, found: Sequence[Token], *, atoms: AtomReader, notes: Notes, end: int
    ) -> None:
        self.tokens = [*found, Token(Kind.END, "", end, end)]
        self.place = 0
        self.atoms = atoms
        self.note = notes.add

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.token
        self.place += 1
        return token

    def query(self) -> Node | None:
        nodes = []
        while self.token.kind is not Kind.END:
            node = self.alternatives(within=None, depth=0)
            if node is not None:
                nodes.append(node)
            if self.token.kind is Kind.CLOSE:
                self.note(self.take(), "This bracket closes nothing; it was left out.")
        return join(nodes)

    def alternatives(self, *, within: PublicField | None, depth: int) -> Node | None:
        """Read sequences with OR between them."""
        nodes = []
        while True:
            node = self.sequence(within=within, depth=depth)
            if node is not None:
                nodes.append(node)
            if self.token.kind is not Kind.OR:
                return either(nodes)
            operator = self.take()
            if node is None or self.token.kind in ENDS_OF_SEQUENCE:
                self.note(operator, f"“{operator.text}” needs a word on both sides.")

    def sequence(self, *, within: PublicField | None, depth: int) -> Node | None:
        """Read parts with AND or blanks between them."""
        parts: list[Part] = []
        while self.token.kind not in ENDS_OF_SEQUENCE:
            if self.token.kind is Kind.AND:
                operator = self.take()
                if not parts or self.token.kind in {*ENDS_OF_SEQUENCE, Kind.AND}:
                    self.note(operator, "“AND” needs a word on both sides.")
                continue
            parts.extend(self.part(within=within, depth=depth))
        left_out = words_left_out(parts)
        for word in left_out:
            message = f"“{word.text}” is too common to help and was left out;"
            self.note(word, f"{message} +{word.text} counts it.")
        return join(part.node for part in parts if not (left_out and part.common))

    def part(self, *, within: PublicField | None, depth: int) -> list[Part]:
        """Read one part with the NOTs before it; it may hold nothing."""
        negations: list[Token] = []
        while self.token.kind is Kind.NOT:
            negations.append(self.take())
        parts = self.near(within=within, depth=depth)
        if not negations:
            return parts
        node = join(part.node for part in parts)
        if node is None:
            last = negations[-1]
            self.note(last, f"“{last.text}” has nothing after it and was left out.")
            return []
        return [Part(without(node) if len(negations) % 2 else node)]

    def near(self, *, within: PublicField | None, depth: int) -> list[Part]:
        """Read operands with W/n and its kin between them, from left to right."""
        parts = self.operand(within=within, depth=depth)
        while found := self.nearness():
            operator, is_negated = found
            if self.token.kind is Kind.NOT and parts:
                self.take()
                is_negated = True
            right = join(p.node for p in self.operand(within=within, depth=depth))
            left = join(part.node for part in parts)
            if left is None or right is None:
                message = f"“{operator.text}” needs a word on both sides."
                self.note(operator, message)
                parts = parts or ([Part(right)] if right is not None else [])
                continue
            parts = [Part(self.pair(left, right, operator, is_negated=is_negated))]
        return parts

    def nearness(self) -> tuple[Token, bool] | None:
        """Take an operator of nearness; tell whether NOT stands before it."""
        if self.token.kind in NEARNESS:
            return self.counted(self.take()), False
        following = self.tokens[min(self.place + 1, len(self.tokens) - 1)]
        if self.token.kind is Kind.NOT and following.kind in NEARNESS:
            self.take()
            return self.counted(self.take()), True
        return None

    def pair(
        self, left: Node, right: Node, operator: Token, *, is_negated: bool
    ) -> Node:
        for side in (left, right):
            if not has_places(side):
                message = f"“{operator.text}” compares words; one side here has none."
                self.note(operator, message)
                break
        if not is_negated:
            return near(left, right, operator)
        node, doubt = not_near(left, right, operator)
        if doubt:
            self.note(operator, f"“NOT {operator.text}” {doubt}")
        return node

    def operand(self, *, within: PublicField | None, depth: int) -> list[Part]:
        """Read an atom, with + before it or not."""
        keeps = False
        while self.token.kind is Kind.KEEP:
            self.take()
            keeps = True
        parts = self.atom(within=within, depth=depth)
        return [replace(part, common=None) for part in parts] if keeps else parts

    def atom(self, *, within: PublicField | None, depth: int) -> list[Part]:
        """Read a bracket, a quote, a field with its value, or a chunk of words."""
        while self.token.kind is Kind.LONE_QUOTE:
            message = "This quotation mark has no partner and was left out."
            self.note(self.take(), message)
        if self.token.kind in NO_ATOMS:
            return []
        token = self.take()
        if token.kind is Kind.OPEN:
            return self.bracket(token, within=within, depth=depth)
        if token.kind in COUNTED:
            return self.count(token, within=within, depth=depth)
        if token.field is None:
            return self.atoms.read(token, within=within)
        parts = self.atom(within=token.field, depth=depth)
        if not isinstance(token.field.means, TextField):
            return parts
        node = join(part.node for part in parts)
        if node is None:
            self.note(token, f"“{token.text}” asks for no word and was left out.")
            return []
        return [Part(In(token.field.means, node))]

    def count(
        self, operator: Token, *, within: PublicField | None, depth: int
    ) -> list[Part]:
        """Read what ATLEASTn or FIRST/n asks of what follows."""
        if depth >= MAX_DEPTH:
            self.note(operator, f"Counts deeper than {MAX_DEPTH} were left out.")
            return []
        operator = self.counted(operator)
        # A bracket counts for itself.
        deeper = depth if self.token.kind is Kind.OPEN else depth + 1
        parts = self.operand(within=within, depth=deeper)
        node = join(part.node for part in parts)
        if node is None:
            message = f"“{operator.text}” has nothing after it and was left out."
            self.note(operator, message)
            return []
        if not has_places(node):
            self.note(operator, f"“{operator.text}” counts words; here are none.")
        kind = AtLeast if operator.kind is Kind.AT_LEAST else First
        return [Part(kind(operator.number, node))]

    def counted(self, operator: Token) -> Token:
        """Return an operator with a number that it can have."""
        if operator.number > 0:
            if operator.number == MAX_NUMBER:
                message = f"“{operator.text}” was read with {MAX_NUMBER:,}."
                self.note(operator, message)
            return operator
        self.note(operator, f"“{operator.text}” was read with 1.")
        return replace(operator, number=1)

    def bracket(
        self, opening: Token, *, within: PublicField | None, depth: int
    ) -> list[Part]:
        if depth >= MAX_DEPTH:
            self.note(opening, f"Brackets deeper than {MAX_DEPTH} were left out.")
            return []
        node = self.alternatives(within=within, depth=depth + 1)
        if self.token.kind is Kind.CLOSE:
            self.take()
        else:
            message = "This bracket is never closed; it was closed at the end."
            self.note(opening, message)
        return [Part(node)] if node is not None else []
