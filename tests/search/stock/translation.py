"""Translates the leaves of a query's tree into stock Whoosh's queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import product

from whoosh import query as whoosh_query

from search.language.tree import (
    Is,
    Label,
    LabelField,
    Phrase,
    Prefix,
    Range,
    RangeField,
    TextField,
    Word,
)
from search.text import spell
from search.whoosh_engine.commits.schema import NO_DATE
from tests.search.stock.words import Words

FIELDS_OF = {
    TextField.ANY: ("headline", "body", "byline"),
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


def text(
    node: Word | Phrase | Prefix, fields: tuple[str, ...], words: Words
) -> list[whoosh_query.Query]:
    """Return queries that together find a word, a phrase or a beginning in fields."""
    match node:
        case Prefix(start):
            paths: list[Path] = [(words.beginning_with(start),)]
        case Word(typed):
            paths = _readings(typed, words, any_form=True)
        case Phrase(parts, any_form):
            paths = _phrase(parts, words, any_form=any_form)
    return [
        query for field in fields for path in paths for query in _in_field(field, path)
    ]


def _phrase(parts: tuple[object, ...], words: Words, *, any_form: bool) -> list[Path]:
    readings: list[list[Path]] = []
    for part in parts:
        match part:
            case Word(typed):
                readings.append(_readings(typed, words, any_form=any_form))
            case Prefix(start):
                readings.append([(words.beginning_with(start),)])
            case _:
                raise NotImplementedError(type(part).__name__)
    return [tuple(s for path in way for s in path) for way in product(*readings)]


def _readings(typed: str, words: Words, *, any_form: bool) -> list[Path]:
    """Return the runs of words that a typed word may stand as in the index."""
    spelling = spell(typed)
    stands_for = words.forms if any_form else words.as_written
    if spelling.exact and not any_form:
        return [(stands_for(spelling.exact),)]
    paths: list[Path] = [tuple(stands_for(word) for word in spelling.words)]
    if spelling.joined:
        paths.append((stands_for(spelling.joined),))
    return [path for path in paths if path]


def _in_field(field: str, path: Path) -> Iterator[whoosh_query.Query]:
    # Each word by itself: Whoosh's SpanOr takes neighbours for one place.
    for words in product(*map(sorted, path)):
        if len(words) == 1:
            yield whoosh_query.Term(field, words[0])
        else:
            yield whoosh_query.Phrase(field, list(words))


def label(node: Label) -> whoosh_query.Query:
    """Return the query for articles with any of a label's values."""
    return whoosh_query.Or(
        [
            whoosh_query.Term(field, str(value))
            for field in LABEL_FIELDS[node.field]
            for value in node.values
        ]
    )


def state(node: Is) -> whoosh_query.Query:
    """Return the query for articles in a state."""
    return whoosh_query.Term("states", str(node.state))


def sourced() -> list[whoosh_query.Query]:
    """Return the queries for articles with a source, and for those with credits."""
    return [whoosh_query.Every(field) for field in LABEL_FIELDS[LabelField.SOURCE]]


def between(node: Range) -> whoosh_query.Query:
    """Return the query for articles between two ends."""
    low, high = (
        end.toordinal() if isinstance(end, datetime.date) else end
        for end in (node.low, node.high)
    )
    if node.field is not RangeField.WORDS and low is None:
        low = NO_DATE + 1
    return whoosh_query.NumericRange(str(node.field), low, high)
