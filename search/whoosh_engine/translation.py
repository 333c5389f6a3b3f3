"""Translates the leaves of a query's tree into Whoosh's queries."""

from __future__ import annotations

import datetime
from itertools import islice, product

from whoosh import query as whoosh_query
from whoosh.query import spans

from search.engine import Marks
from search.language.tree import (
    Is,
    Label,
    LabelField,
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
    """Translates the leaves of a tree, and remembers which words they mark."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._marked: set[str] = set()
        self._phrases: list[Path] = []

    @property
    def marks(self) -> Marks:
        """What to mark in a text that was found."""
        return Marks(frozenset(self._marked), tuple(dict.fromkeys(self._phrases)))

    def words(
        self, node: Word | Phrase, fields: tuple[str, ...], *, marked: bool
    ) -> whoosh_query.Query:
        """Return the query for a word or phrase in some fields."""
        if isinstance(node, Word):
            paths = self._readings(node.text, any_form=True)
        else:
            paths = self._phrase(node)
        if marked:
            self._mark(paths)
        return whoosh_query.Or(
            [_in_field(field, path) for field in fields for path in paths]
        )

    def _phrase(self, phrase: Phrase) -> list[Path]:
        readings = []
        for part in phrase.parts:
            if not isinstance(part, Word):
                raise NotImplementedError(type(part).__name__)
            readings.append(self._readings(part.text, any_form=phrase.any_form))
        paths = islice(product(*readings), MAX_READINGS)
        return [tuple(s for path in chosen for s in path) for chosen in paths]

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

    def _mark(self, paths: list[Path]) -> None:
        for path in paths:
            if len(path) == 1:
                self._marked.update(path[0])
            else:
                self._phrases.append(path)


def label(node: Label) -> whoosh_query.Query:
    """Return the query for articles with any of a label's values."""
    return _any_value(LABEL_FIELDS[node.field], node.values)


def state(node: Is) -> whoosh_query.Query:
    """Return the query for articles in a state."""
    return whoosh_query.Term("states", str(node.state))


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
    return whoosh_query.Or(terms)


def between(node: Range) -> whoosh_query.Query:
    """Return the query for articles between two ends."""
    field = {"date": "date", "added": "added", "words": "words"}[node.field]
    low, high = (
        day_number(end) if isinstance(end, datetime.date) else end
        for end in (node.low, node.high)
    )
    if node.field is not RangeField.WORDS and low is None:
        low = NO_DATE + 1
    return whoosh_query.NumericRange(field, low, high)
