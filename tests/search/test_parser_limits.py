"""What asks for too much is refused kindly, and at once."""

import pytest
from django.test import Client

from search.language.limits import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_NAMES,
    MAX_NEARNESS,
    MAX_WILDCARDS,
    MOST_NOTES,
)
from search.language.readback import read_back
from search.language.tree import Everything, Nothing, Word
from search.language.writing import write
from tests.search.linear_time import LONG, is_linear, is_no_slower
from tests.search.test_language import notes_of, read


def test_brackets_may_stand_in_each_other_only_so_deep() -> None:
    assert read("(" * MAX_DEPTH + "harbour" + ")" * MAX_DEPTH).tree == Word("harbour")
    deep = "(" * 3_000 + "harbour" + ")" * 3_000
    assert read(deep).tree == Word("harbour")
    assert f"deeper than {MAX_DEPTH}" in notes_of(deep)
    assert len(read(deep).notes) == MOST_NOTES + 1


def test_counts_may_stand_in_each_other_only_so_deep() -> None:
    deep = "ATLEAST2 " * 1_000 + "harbour"
    assert f"deeper than {MAX_DEPTH}" in notes_of(deep)
    assert read(write(read(deep).tree)).tree == read(deep).tree


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("a " * MAX_CHARACTERS, "may have 10,000 characters; this has 20,000"),
        ("harb* " * (MAX_WILDCARDS + 1), "may have 200 words with * ? or ~"),
        (f'"{"h?r " * (MAX_WILDCARDS + 1)}"', "may have 200 words with * ? or ~"),
        ("toll *a*b*", "“*a*b*” has more than 2 stars"),
        ('"toll *a*b*"', "“*a*b*” has more than 2 stars"),
        ("toll W/5 " * (MAX_NEARNESS + 1), "may ask 50 times what stands near what"),
        (f'"{"toll " * 60}"~5', "may ask 50 times what stands near what"),
        (
            " ".join(f"tag:t{number}" for number in range(MAX_NAMES + 1)),
            "may have 100 names",
        ),
    ],
)
def test_too_much_is_refused_kindly(text: str, note: str) -> None:
    query = read(text)
    assert query.tree == Nothing()
    assert note in query.notes[0].message


def test_as_much_as_may_be_is_read() -> None:
    assert read("harb* " * MAX_WILDCARDS).tree != Nothing()
    assert read("toll W/5 " * MAX_NEARNESS + "fare").tree != Nothing()


@pytest.mark.parametrize(
    "piece",
    [
        *("(", ")", "-(", '"', '~"', "„", "[", "date:[", "date:[1", "a ", "the "),
        *(
            "NOT ",
            "OR ",
            "AND ",
            "tag:x ",
            "tag:",
            "headline:(",
            "headline:",
            "*",
            "*a",
        ),
        *("都", "?", "a?", "!", "a!", "~", "a~", "-1.", "-1,1", "1/", "a.", "a-", "'"),
        *("W/5 ", "W ", "NEAR ", "SAME a ", "ATLEAST2 ", "ATLEAST2(", "AROUND(", "9"),
        *("W/9", "a W/5 ", "+5 ", "date:9", "words:9", "#a", "#a ", "TI(", "\n", "𝟘"),
    ],
)
def test_much_of_anything_is_read_in_linear_time(piece: str) -> None:
    for end in ("", "a", ')"'):
        assert is_linear(read, piece=piece, end=end)
        query = read((piece * LONG)[: LONG - len(end)] + end)
        assert read_back(query)
        written = write(query.tree)
        if query.tree != Nothing() and len(written) <= MAX_CHARACTERS:
            assert read(written).tree == query.tree


def test_a_refusal_takes_no_longer_than_a_reading() -> None:
    words = "toll fare harbour " * 555
    for text in ("a" * 10_000_000, "*a*b*" * 2_000, "h*r " * 2_500):
        assert read(text).tree == Nothing()
        assert is_no_slower(lambda text=text: read(text), lambda: read(words))  # type: ignore[misc]
    assert read("").tree == Everything()


LEVEL = "headline:(harbour OR bridge NOT lead:(toll fare "
DEEPEST = [
    LEVEL * (MAX_DEPTH // 2) + ")" * MAX_DEPTH,
    "(ATLEAST2 harb* W/5 " * MAX_DEPTH + "toll",
    "(" * MAX_DEPTH + "toll W/5 fare" + " W/5 toll) OR x" * MAX_DEPTH,
    "toll W/5 " * MAX_NEARNESS + "fare",
    "NOT (" * MAX_DEPTH + "toll",
    "ATLEAST2 headline:" * 500 + "toll",
]


@pytest.mark.parametrize("text", DEEPEST)
@pytest.mark.usefixtures("pile")
def test_the_deepest_queries_are_answered(text: str, client: Client) -> None:
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200
    assert client.get("/search.json", {"q": text}).status_code == 200
