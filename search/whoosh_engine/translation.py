"""Translates a query's tree into Whoosh's queries."""

from __future__ import annotations

import datetime
from itertools import islice, product

from whoosh import query as whoosh_query
from whoosh.query import spans

from search.engine import Marks
from search.language.tree import (
    And,
    Everything,
    In,
    Is,
    Label,
    LabelField,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Range,
    RangeField,
    TextField,
    Word,
)
from search.text import spell
from search.whoosh_engine.schema import NO_DATE, TEXT_FIELDS, day_number
from search.whoosh_engine.words import Words

HEADLINE_BOOST = 2.0
MAX_READINGS = 16

FIELDS_OF = {
    TextField.ANY: TEXT_FIELDS,
    TextField.HEADLINE: ("headline", "derived"),
    TextField.BYLINE: ("byline",),
}
LABEL_FIELDS = {
    LabelField.SOURCE: ("source", "credits"),
    LabelField.CREDIT: ("credits",),
    LabelField.TAG: ("tags",),
    LabelField.SECTION: ("section",),
    LabelField.LANGUAGE: ("language",),
    LabelField.IMPORT: ("imports",),
    LabelField.FILE: ("id",),
}
# What stands at one place of a phrase: any of these indexed words.
Step = frozenset[str]
Path = tuple[Step, ...]


class Translator:
    """Translates one tree, and remembers which words of the text it asks for."""

    def __init__(self, words: Words, *, any_word: bool = False) -> None:
        self._words = words
        self._any_word = any_word
        self._marked: set[str] = set()
        self._phrases: list[Path] = []
        self._fields: tuple[str, ...] = TEXT_FIELDS
        self._negated = False

    @property
    def marks(self) -> Marks:
        """What to mark in a text that was found."""
        return Marks(frozenset(self._marked), tuple(dict.fromkeys(self._phrases)))

    def translate(self, node: Node) -> whoosh_query.Query:
        """Return Whoosh's query for a node."""
        match node:
            case Everything():
                return whoosh_query.Every()
            case Nothing():
                return whoosh_query.NullQuery
            case Word(text):
                return self._paths(self._readings(text, any_form=True))
            case Phrase():
                return self._phrase(node)
            case In(field, inner):
                return self._within(FIELDS_OF[field], inner)
            case Label(field, _, values):
                return _any_value(LABEL_FIELDS[field], values)
            case Range():
                return _range(node)
            case Is(state):
                return _unscored(whoosh_query.Term("states", str(state)))
            case And(nodes):
                return self._all(nodes)
            case Or(nodes):
                return whoosh_query.Or([self.translate(part) for part in nodes])
            case Not():
                return self._all((node,))
            case _:
                raise NotImplementedError(type(node).__name__)

    def _all(self, nodes: tuple[Node, ...]) -> whoosh_query.Query:
        wanted = [self.translate(node) for node in nodes if not isinstance(node, Not)]
        unwanted = [self._negation(node) for node in nodes if isinstance(node, Not)]
        join = whoosh_query.Or if self._any_word else whoosh_query.And
        positive = join(wanted) if wanted else whoosh_query.Every()
        if not unwanted:
            return positive
        return whoosh_query.AndNot(positive, whoosh_query.Or(unwanted))

    def _negation(self, node: Not) -> whoosh_query.Query:
        before, self._negated = self._negated, not self._negated
        try:
            return self.translate(node.node)
        finally:
            self._negated = before

    def _within(self, fields: tuple[str, ...], node: Node) -> whoosh_query.Query:
        before, self._fields = self._fields, fields
        try:
            return self.translate(node)
        finally:
            self._fields = before

    def _phrase(self, phrase: Phrase) -> whoosh_query.Query:
        readings = []
        for part in phrase.parts:
            if not isinstance(part, Word):
                raise NotImplementedError(type(part).__name__)
            readings.append(self._readings(part.text, any_form=phrase.any_form))
        paths = islice(product(*readings), MAX_READINGS)
        return self._paths(
            [tuple(s for path in chosen for s in path) for chosen in paths]
        )

    def _readings(self, typed: str, *, any_form: bool) -> list[Path]:
        """Return the runs of words that a typed word may stand as in the index."""
        spelling = spell(typed)
        stands_for = self._words.forms if any_form else self._words.as_written
        if spelling.exact and not any_form:
            return [(stands_for(spelling.exact),)]
        paths = [tuple(stands_for(word) for word in spelling.words)]
        if spelling.joined:
            paths.append((stands_for(spelling.joined),))
        return [path for path in paths if path]

    def _paths(self, paths: list[Path]) -> whoosh_query.Query:
        if not self._negated:
            for path in paths:
                if len(path) == 1:
                    self._marked.update(path[0])
                else:
                    self._phrases.append(path)
        queries = [_in_field(field, path) for field in self._fields for path in paths]
        return whoosh_query.Or(queries) if queries else whoosh_query.NullQuery


def _in_field(field: str, path: Path) -> whoosh_query.Query:
    boost = HEADLINE_BOOST if field == "headline" else 1.0
    steps = [
        [whoosh_query.Term(field, word, boost=boost) for word in sorted(step)]
        for step in path
    ]
    if len(steps) == 1:
        return whoosh_query.Or(steps[0])
    if all(len(step) == 1 for step in steps):
        return whoosh_query.Phrase(field, [step[0].text for step in steps], boost=boost)
    return spans.SpanNear2([spans.SpanOr(step) for step in steps], slop=1, ordered=True)


def _any_value(
    fields: tuple[str, ...], values: tuple[int | str, ...]
) -> whoosh_query.Query:
    terms = [
        whoosh_query.Term(field, str(value)) for field in fields for value in values
    ]
    return _unscored(whoosh_query.Or(terms)) if terms else whoosh_query.NullQuery


def _range(node: Range) -> whoosh_query.Query:
    field = {"date": "date", "added": "added", "words": "words"}[node.field]
    low, high = (
        day_number(end) if isinstance(end, datetime.date) else end
        for end in (node.low, node.high)
    )
    if node.field is not RangeField.WORDS and low is None:
        low = NO_DATE + 1
    return _unscored(whoosh_query.NumericRange(field, low, high))


def _unscored(query: whoosh_query.Query) -> whoosh_query.Query:
    return whoosh_query.ConstantScoreQuery(query, score=0.0)
