"""Reads query text into a tree, with notes on whatever was doubtful."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings

from search import text as words_of
from search.language.common_words import COMMON_WORDS
from search.language.dates import read_period
from search.language.lexer import Kind, Token, tokens
from search.language.tree import (
    And,
    Everything,
    In,
    Label,
    LabelField,
    Node,
    Not,
    Note,
    Nothing,
    Or,
    Phrase,
    Query,
    RangeField,
    TextField,
    Word,
)

MAX_CHARACTERS = 10_000
MAX_DEPTH = 50

Field = TextField | LabelField | RangeField


class Names(Protocol):
    """Knows what the archive's names stand for."""

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        """Return the ids or values that a name stands for; none if unknown."""


def parse(text: str, *, names: Names) -> Query:
    """Read query text; any text gives a query, and notes say what was doubtful."""
    if len(text) > MAX_CHARACTERS:
        message = f"A query may have {MAX_CHARACTERS:,} characters; this has {len(text):,}."
        return Query(text, Nothing(), (Note(message, 0, len(text)),))
    parser = _Parser(text, names)
    tree = parser.query()
    return Query(text, tree or Everything(), tuple(parser.notes))


@dataclass(frozen=True)
class _Part:
    """A node of a sequence, and whether it is a common word that may be left out."""

    node: Node
    common: Token | None = None


@dataclass
class _Parser:
    """Walks over the tokens once, from left to right."""

    text: str
    names: Names
    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        end = len(self.text)
        self.tokens = [*tokens(self.text), Token(Kind.END, "", end, end)]
        self.place = 0
        # Capitals mean something only where not everything is in capitals.
        self.capitals_count = any(letter.islower() for letter in self.text)

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.token
        self.place += 1
        return token

    def note(self, token: Token, message: str) -> None:
        self.notes.append(Note(message, token.start, token.end))

    def query(self) -> Node | None:
        nodes = []
        while self.token.kind is not Kind.END:
            node = self.alternatives(within=None, depth=0)
            if node is not None:
                nodes.append(node)
            if self.token.kind is Kind.CLOSE:
                self.note(self.take(), "This bracket closes nothing; it was left out.")
        return _all(nodes)

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
            if node is None or self.token.kind in {Kind.END, Kind.CLOSE, Kind.OR}:
                self.note(operator, f"“{operator.text}” needs a word on both sides.")
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return Or(tuple(nodes))

    def sequence(self, *, within: Field | None, depth: int) -> Node | None:
        """Read parts with AND or blanks between them."""
        parts: list[_Part] = []
        while self.token.kind not in {Kind.END, Kind.CLOSE, Kind.OR}:
            if self.token.kind is Kind.AND:
                operator = self.take()
                ends = self.token.kind in {Kind.END, Kind.CLOSE, Kind.OR, Kind.AND}
                if not parts or ends:
                    self.note(operator, "“AND” needs a word on both sides.")
                continue
            parts.extend(self.part(within=within, depth=depth))
        return _all(self.without_common_words(parts))

    def without_common_words(self, parts: list[_Part]) -> list[Node]:
        common = [part.common for part in parts if part.common]
        others = [
            part.node for part in parts if not part.common and not _is_not(part.node)
        ]
        if not common or not others:
            return [part.node for part in parts]
        for token in common:
            message = f"“{token.text}” is too common to help and was left out; +{token.text} counts it."
            self.note(token, message)
        return [part.node for part in parts if not part.common]

    def part(self, *, within: Field | None, depth: int) -> list[_Part]:
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
        node = _all([part.node for part in parts])
        if node is None:
            last = negations[-1]
            self.note(last, f"“{last.text}” has nothing after it and was left out.")
            return []
        return [_Part(Not(node) if len(negations) % 2 else node)]

    def atom(self, *, within: Field | None, depth: int) -> list[_Part]:
        """Read a bracket, a quote, a field with its value, or a chunk of words."""
        if self.token.kind in {Kind.END, Kind.CLOSE, Kind.OR, Kind.AND}:
            return []
        token = self.take()
        if token.kind is Kind.OPEN:
            return self.bracket(token, within=within, depth=depth)
        if token.kind is Kind.LONE_QUOTE:
            self.note(token, "This quotation mark has no partner and was left out.")
            return []
        if token.kind is Kind.FIELD and token.field is not None:
            inner = self.atom(within=token.field.means, depth=depth)
            return inner
        if isinstance(within, LabelField):
            return self.label(token, within)
        if isinstance(within, RangeField):
            return self.period(token)
        parts = self.phrase(token) if token.kind is Kind.QUOTED else self.chunk(token)
        if isinstance(within, TextField):
            return [_Part(In(within, part.node)) for part in parts]
        return parts

    def bracket(
        self, opening: Token, *, within: Field | None, depth: int
    ) -> list[_Part]:
        if depth >= MAX_DEPTH:
            self.note(opening, f"Brackets deeper than {MAX_DEPTH} were left out.")
            return []
        node = self.alternatives(within=within, depth=depth + 1)
        if self.token.kind is Kind.CLOSE:
            self.take()
        else:
            self.note(opening, "This bracket is never closed; it was closed at the end.")
        return [_Part(node)] if node is not None else []

    def label(self, token: Token, field: LabelField) -> list[_Part]:
        values = self.names.find(field, token.text)
        if not values:
            self.note(token, f"The archive knows no {field} called “{token.text}”.")
        return [_Part(Label(field, token.text, values))]

    def period(self, token: Token) -> list[_Part]:
        period = read_period(token.text)
        if period is None:
            message = f"“{token.text}” is no date like 2025, 2025-10 or 2025-10-30; it was left out."
            self.note(token, message)
            return []
        return [_Part(period)]

    def phrase(self, token: Token) -> list[_Part]:
        words = tuple(Word(match[0]) for match in words_of.WORDS.finditer(token.text))
        if not words:
            self.note(token, "These quotation marks hold no word.")
            return []
        return [_Part(Phrase(words))]

    def chunk(self, token: Token) -> list[_Part]:
        matches = list(words_of.WORDS.finditer(token.text))
        if token.text in {"or", "not"}:
            message = f"“{token.text}” was read as a word; as an operator it is {token.text.upper()}."
            self.note(token, message)
        if "*" in token.text:
            self.note(token, f"The star in “{token.text}” was read as punctuation.")
        if ":" in token.text[:-1] and len(matches) > 1 and token.text[0].isalpha():
            self.note(token, f"“{token.text}” names no field and was read as words.")
        common = {
            word for code in settings.LANGUAGES_OF_ARTICLES
            for word in COMMON_WORDS.get(code, ())
        }  # fmt: skip
        parts = []
        for match in matches:
            start = token.start + match.start()
            word = Token(Kind.CHUNK, match[0], start, start + len(match[0]))
            is_common = words_of.normalise(match[0]) in common and not (
                self.capitals_count and match[0].isupper() and len(match[0]) > 1
            )
            parts.append(_Part(Word(match[0]), word if is_common else None))
        return parts


def _is_not(node: Node) -> bool:
    return isinstance(node, Not)


def _all(nodes: list[Node]) -> Node | None:
    """Join nodes that must all hold; what only excludes excludes from everything."""
    flat = [
        inner for node in nodes
        for inner in (node.nodes if isinstance(node, And) else (node,))
    ]  # fmt: skip
    if not flat:
        return None
    wanted = [node for node in flat if not isinstance(node, Not | Everything)]
    flat = wanted + [node for node in flat if isinstance(node, Not)]
    if not wanted:
        flat.insert(0, Everything())
    return flat[0] if len(flat) == 1 else And(tuple(flat))
