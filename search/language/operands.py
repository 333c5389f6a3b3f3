"""Reads one operand of a query: a word, a quotation, a bracket, a field's value."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from archive.locally import grouped
from search.language.atoms import AtomReader
from search.language.dialects import OURS, Dialect, Level
from search.language.fields import PublicField
from search.language.lexer import Token
from search.language.limits import MAX_DEPTH, MAX_NUMBER, refuse_nearness
from search.language.nearness import has_places, is_one_word, side_by_side
from search.language.notes import Notes
from search.language.operators import COUNTED, NEARNESS, Kind
from search.language.sequence import Part, join
from search.language.tree import AtLeast, First, In, TextField

ENDS = frozenset({Kind.END, Kind.CLOSE})
# What stands where no word can.
NO_ATOMS = frozenset({*ENDS, *NEARNESS, Kind.OR, Kind.AND, Kind.NOT})


@dataclass(frozen=True)
class Scope:
    """The field that is being read, and how many brackets deep."""

    within: PublicField | None = None
    depth: int = 0

    @property
    def deeper(self) -> Scope:
        return replace(self, depth=self.depth + 1)


class Operands(ABC):
    """Walks over the tokens once, from left to right."""

    def __init__(
        self,
        found: Sequence[Token],
        *,
        dialect: Dialect,
        atoms: AtomReader,
        notes: Notes,
    ) -> None:
        end = found[-1].end if found else 0
        self.tokens = [*found, Token(Kind.END, "", end, end)]
        self.place = 0
        self.dialect = dialect
        self.levels = dialect.levels
        self.atoms = atoms
        self.note = notes.add
        self.asked = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.token
        self.place += 1
        return token

    @abstractmethod
    def parts(self, scope: Scope, level: int = 0) -> list[Part]:
        """Read what the level's operators join, and all that binds more closely."""

    def adjacent(self, scope: Scope) -> list[Part]:
        """Read an operand, or where a blank makes a phrase all that stand together."""
        first = self.operand(scope)
        if not self.dialect.blank_is_phrase or not first:
            return first
        nodes = [part.node for part in first]
        while self.token.kind not in NO_ATOMS:
            # A field ends what stands in the field before it.
            if scope.within and self.token.kind is Kind.FIELD:
                break
            last = self.token
            found = [part.node for part in self.operand(scope)]
            self.asked += len(found) - sum(map(is_one_word, found))
            refuse_nearness(self.asked, last.start, last.end)
            nodes += found
        if len(nodes) == len(first):
            return first
        return [Part(side_by_side(nodes))]

    def operand(self, scope: Scope) -> list[Part]:
        """Read an atom, with + before it or not."""
        keeps = False
        while self.token.kind is Kind.KEEP:
            self.take()
            keeps = True
        parts = self.atom(scope)
        return [replace(part, common=None) for part in parts] if keeps else parts

    def atom(self, scope: Scope) -> list[Part]:
        """Read a bracket, a quote, a field with its value, or a chunk of words."""
        while self.token.kind is Kind.LONE_QUOTE:
            message = _("This quotation mark has no partner and was left out.")
            self.note(self.take(), message)
        if self.token.kind in NO_ATOMS:
            return []
        token = self.take()
        if token.kind is Kind.OPEN:
            return self.bracket(token, scope)
        if token.kind in COUNTED:
            return self.count(token, scope)
        if token.field is None:
            return self.atoms.read(self.whole(token, scope), within=scope.within)
        inside = replace(scope, within=token.field)
        if not isinstance(token.field.means, TextField):
            return self.atom(inside)
        parts = self.value(inside)
        node = join(part.node for part in parts)
        if node is None:
            message = _("“{field}” asks for no word and was left out.")
            self.note(token, message.format(field=token.text))
            return []
        return [Part(In(token.field.means, node))]

    def value(self, scope: Scope) -> list[Part]:
        """Read what a field or a count asks for; nearness may bind more closely."""
        if self.dialect.blank_is_phrase and self.token.kind is Kind.CHUNK:
            return self.parts(scope, self.levels.index(Level.NEAR))
        return self.operand(scope)

    def whole(self, token: Token, scope: Scope) -> Token:
        """Return a name or a date of several words in a bracket as one."""
        if scope.within is None or isinstance(scope.within.means, TextField):
            return token
        is_bare = self.tokens[self.place - 2].kind is Kind.FIELD
        if self.dialect is OURS or is_bare or token.kind is not Kind.CHUNK:
            return token
        while self.token.kind is Kind.CHUNK:
            last = self.take()
            text = f"{token.text} {last.text}"
            token = replace(token, text=text, end=last.end)
        return token

    def count(self, operator: Token, scope: Scope) -> list[Part]:
        """Read what ATLEASTn or FIRST/n asks of what follows."""
        if scope.depth >= MAX_DEPTH:
            message = _("Counts deeper than {n} were left out.")
            self.note(operator, message.format(n=MAX_DEPTH))
            return []
        operator = self.counted(operator)
        # A bracket counts for itself.
        parts = self.value(scope if self.token.kind is Kind.OPEN else scope.deeper)
        node = join(part.node for part in parts)
        if node is None:
            message = _("“{operator}” has nothing after it and was left out.")
            self.note(operator, message.format(operator=operator.text))
            return []
        if not has_places(node):
            message = _("“{operator}” counts words; here are none.")
            self.note(operator, message.format(operator=operator.text))
        kind = AtLeast if operator.kind is Kind.AT_LEAST else First
        return [Part(kind(operator.number, node))]

    def counted(self, operator: Token) -> Token:
        """Return an operator with a number that it can have."""
        number = operator.number or 1
        if operator.number in {0, MAX_NUMBER}:
            message = _("“{operator}” was read with {n}.")
            told = message.format(operator=operator.text, n=grouped(number))
            self.note(operator, told)
        return replace(operator, number=number)

    def bracket(self, opening: Token, scope: Scope) -> list[Part]:
        if scope.depth >= MAX_DEPTH:
            message = _("Brackets deeper than {n} were left out.")
            self.note(opening, message.format(n=MAX_DEPTH))
            return []
        node = join(part.node for part in self.parts(scope.deeper))
        if self.token.kind is Kind.CLOSE:
            self.take()
        else:
            message = _("This bracket is never closed; it was closed at the end.")
            self.note(opening, message)
        return [Part(node)] if node is not None else []
