"""What the query language does with anything at all that can be pasted."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import text as words_of
from search.language.parser import MAX_CHARACTERS, MAX_DEPTH, MOST_NOTES
from search.language.readback import read_back
from search.language.tree import Nothing, Word
from tests.search.test_language import notes_of, read

PIECES = [
    *'()"“”|-+*:!?…\n\0',
    *("AND", "OR", "NOT", "or", "not", "the", "--", " - ", "w/5", "[sic]"),
    *("headline:", "source:", "credit:", "tag:", "https://", "-tag:", "+("),
    *("harbour", "bridge", "P-8I", "U.S.", "東京都", "ปี", "हिन्दी", "O'Neill", "IT"),
]
PIECES_TEXT = st.lists(
    st.sampled_from(PIECES) | st.sampled_from([" ", " ", ""]), max_size=25
).map("".join)
SPACED_TEXT = st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)
TEXTS = st.text(max_size=60) | PIECES_TEXT | SPACED_TEXT
NOT_WORDS = {"and", "or", "not", "headline", "source", "credit", "tag", "title"}
NOT_WORDS |= {"intitle", "site", "date"}


def test_brackets_may_stand_in_each_other_only_so_deep() -> None:
    assert read("(" * 40 + "harbour" + ")" * 40).tree == Word("harbour")
    deep = "(" * 3_000 + "harbour" + ")" * 3_000
    assert read(deep).tree == Word("harbour")
    assert f"deeper than {MAX_DEPTH}" in notes_of(deep)
    assert len(read(deep).notes) == MOST_NOTES + 1


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "-(",
        '"',
        "a ",
        "the ",
        "NOT ",
        "OR ",
        "tag:x ",
        "headline:(",
        "*",
        "都",
    ],
)
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    text = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    start = time.perf_counter()
    assert read_back(read(text))
    assert time.perf_counter() - start < 1


def test_more_characters_are_refused_kindly() -> None:
    query = read("a " * MAX_CHARACTERS)
    assert query.tree == Nothing()
    assert "may have 10,000 characters; this has 20,000" in query.notes[0].message


def leaves(value: Any) -> Iterator[str]:
    """Yield all text that a tree holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from leaves(inner)
    elif dataclasses.is_dataclass(value):
        for column in dataclasses.fields(value):
            yield from leaves(getattr(value, column.name))


def words_in(text: str) -> set[str]:
    """Return the words of a text without those that are the language's own."""
    return {term.text for term in words_of.cut(text)} - NOT_WORDS


@given(TEXTS)
def test_every_word_is_in_the_tree_or_in_a_note(text: str) -> None:
    query = read(text)
    told = {word for part in leaves(query.tree) for word in words_in(part)}
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
