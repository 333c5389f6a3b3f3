"""What the query language does with anything at all that can be pasted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from hypothesis import given

from search import text as words_of
from search.language.notes import Notes
from search.language.operators import Kind
from search.language.parser import parse
from search.language.readback import read_back
from search.language.settling import settled_tokens
from search.language.tree import Nothing, RangeField, State
from tests.search.any_text import TEXTS
from tests.search.test_language import KnownNames, read


def leaves(value: Any) -> Iterator[str]:
    """Yield all text and all numbers that a tree holds."""
    if isinstance(value, tuple):
        for inner in value:
            yield from leaves(inner)
    elif dataclasses.is_dataclass(value):
        for column in dataclasses.fields(value):
            yield from leaves(getattr(value, column.name))
    else:
        yield str(value)


def words_in(text: str) -> set[str]:
    """Return the words of a text."""
    return {term.text for term in words_of.cut(text)}


def syntax_of(text: str) -> Iterator[str]:
    """Yield what in a query's text is operator, field, date, length or state."""
    is_fact = False
    for token in settled_tokens(text, Notes()):
        if is_fact or token.kind not in {Kind.CHUNK, Kind.QUOTED}:
            yield token.text
        means = token.field.means if token.field else None
        is_fact = isinstance(means, RangeField) or means is State


@given(TEXTS)
def test_every_word_is_in_the_tree_or_in_a_note(text: str) -> None:
    query = parse(text, names=KnownNames(), dialect="archive")
    if query.tree == Nothing() and any("more" in note.message for note in query.notes):
        # Refused as a whole.
        return
    told = {word for part in leaves(query.tree) for word in words_in(part)}
    told |= {word for part in syntax_of(text) for word in words_in(part)}
    for note in query.notes:
        assert 0 <= note.start <= note.end <= len(text)
        told |= words_in(note.message) | words_in(text[note.start : note.end])
    pieces = [word for part in text.split() for word in words_of.WORDS.findall(part)]
    assert words_in(" ".join(first or second for first, second in pieces)) <= told


@given(TEXTS)
def test_every_reading_can_be_said(text: str) -> None:
    query = read(text)
    assert read_back(query)
    assert query.text == text
    assert query == read(text)
