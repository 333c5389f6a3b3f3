"""Reads query text into a tree, with notes on whatever was doubtful."""

from __future__ import annotations

import dataclasses

from search.language.atoms import AtomReader, Field, Names
from search.language.lexer import Kind, Token, tokens
from search.language.query import Note, Query
from search.language.sequence import Part, join, words_left_out
from search.language.tree import Everything, Node, Not, Nothing, Or

MAX_CHARACTERS = 10_000
MAX_DEPTH = 50
MOST_NOTES = 20
ENDS_OF_SEQUENCE = {Kind.END, Kind.CLOSE, Kind.OR}


def parse(text: str, *, names: Names) -> Query:
    """Read query text; any text gives a query, and notes say what was doubtful."""
    if len(text) > MAX_CHARACTERS:
        message = (
            f"A query may have {MAX_CHARACTERS:,} characters; this has {len(text):,}."
        )
        return Query(text, Nothing(), (Note(message, 0, len(text)),))
    parser = _Parser(text, names=names)
    tree = parser.query()
    return Query(text, tree or Everything(), _shortened(parser.atoms.notes))


def _shortened(notes: list[Note]) -> tuple[Note, ...]:
    if len(notes) <= MOST_NOTES:
        return tuple(notes)
    rest = notes[MOST_NOTES:]
    message = f"There are {len(rest):,} more notes like these."
    start, end = min(note.start for note in rest), max(note.end for note in rest)
    return (*notes[:MOST_NOTES], Note(message, start, end))


class _Parser:
    """Walks over the tokens once, from left to right."""

    def __init__(self, text: str, *, names: Names) -> None:
        end = len(text)
        self.tokens = [*tokens(text), Token(Kind.END, "", end, end)]
        self.place = 0
        self.atoms = AtomReader(text, names=names)
        self.note = self.atoms.note

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

    def alternatives(self, *, within: Field | None, depth: int) -> Node | None:
        """Read sequences with OR between them."""
        nodes = []
        while True:
            node = self.sequence(within=within, depth=depth)
            if node is not None:
                nodes.append(node)
            if self.token.kind is not Kind.OR:
                break
            operator = self.take()
            if node is None or self.token.kind in ENDS_OF_SEQUENCE:
                self.note(operator, f"“{operator.text}” needs a word on both sides.")
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return Or(tuple(nodes))

    def sequence(self, *, within: Field | None, depth: int) -> Node | None:
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

    def part(self, *, within: Field | None, depth: int) -> list[Part]:
        """Read one part with its NOT, + or field before it; it may hold nothing."""
        negations: list[Token] = []
        keep = False
        while self.token.kind in {Kind.NOT, Kind.KEEP}:
            if self.token.kind is Kind.NOT:
                negations.append(self.token)
            keep = self.take().kind is Kind.KEEP
        parts = self.atom(within=within, depth=depth)
        if keep:
            parts = [dataclasses.replace(part, common=None) for part in parts]
        if not negations:
            return parts
        node = join(part.node for part in parts)
        if node is None:
            last = negations[-1]
            self.note(last, f"“{last.text}” has nothing after it and was left out.")
            return []
        return [Part(Not(node) if len(negations) % 2 else node)]

    def atom(self, *, within: Field | None, depth: int) -> list[Part]:
        """Read a bracket, a quote, a field with its value, or a chunk of words."""
        if self.token.kind in {*ENDS_OF_SEQUENCE, Kind.AND}:
            return []
        token = self.take()
        if token.kind is Kind.OPEN:
            return self.bracket(token, within=within, depth=depth)
        if token.kind is Kind.LONE_QUOTE:
            self.note(token, "This quotation mark has no partner and was left out.")
            return []
        if token.field is not None:
            return self.atom(within=token.field.means, depth=depth)
        return self.atoms.read(token, within=within)

    def bracket(
        self, opening: Token, *, within: Field | None, depth: int
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
