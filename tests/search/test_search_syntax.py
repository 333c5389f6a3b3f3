"""What docs/search-syntax.md shows is what the parser reads."""

import re

import pytest

from search.language import limits
from search.language.common_words import COMMON_WORDS
from search.language.fields import PUBLIC_FIELDS
from search.language.operators import PUBLIC_OPERATORS
from search.language.readback import read_back
from tests.processes import ROOT
from tests.search.test_language import read
from tests.syntax_page import made

SYNTAX = (ROOT / "docs/search-syntax.md").read_text(encoding="utf-8")
WORDS = " ".join(SYNTAX.split())
CODE = re.compile("`([^`]+)`")


def rows_below(heading: str) -> list[list[str]]:
    """Return the cells of the first table below a heading of three columns."""
    _, _, below = SYNTAX.partition(f"| {heading} |")
    table, _, _ = below.partition("\n\n")
    cells = [re.split(r"(?<!\\)\|", row.strip("|")) for row in table.splitlines()[2:]]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells]


def doubts(text: str) -> list[str]:
    """Return the notes on a query but for names that this archive does not know."""
    return [
        note.message
        for note in read(text).notes
        if "The archive knows no" not in note.message
    ]


EXAMPLES = rows_below("write | read as | the same")


@pytest.mark.parametrize(("write", "reading", "same"), EXAMPLES)
def test_every_example_is_read_as_the_page_says(
    write: str, reading: str, same: str
) -> None:
    (example,) = CODE.findall(write)
    assert read_back(read(example)) == reading
    assert doubts(example) == []
    for other in CODE.findall(same):
        assert read(other).tree == read(example).tree
        assert doubts(other) == []


def test_the_page_shows_many_examples() -> None:
    assert len(EXAMPLES) > 25


def test_the_tables_are_made_of_what_the_parser_reads() -> None:
    assert made(SYNTAX) == SYNTAX, "run `make fix`"


def test_making_the_tables_anew_mends_them_and_keeps_the_prose() -> None:
    spoilt = SYNTAX.replace("in one sentence |", "in two sentences |")
    spoilt = spoilt.replace("| `tag:ports` | carrying this tag | |\n", "")
    assert len(spoilt) < len(SYNTAX)
    assert made(spoilt) == SYNTAX


@pytest.mark.parametrize(
    "example", [entry.example for entry in (*PUBLIC_OPERATORS, *PUBLIC_FIELDS)]
)
def test_the_examples_of_the_tables_are_read_without_a_doubt(example: str) -> None:
    assert doubts(example) == []


def test_every_date_that_is_shown_is_read() -> None:
    _, _, below = SYNTAX.partition("- Dates are")
    shown, _, _ = below.partition("`date:30d`")
    dates = CODE.findall(shown)
    assert len(dates) > 15
    for date in dates:
        assert doubts(f"date:{' '.join(date.split())}") == []


def test_common_words_and_limits_are_those_of_the_parser() -> None:
    words = ", ".join(sorted(COMMON_WORDS["en"]))
    assert f"({words} in English)" in WORDS
    assert f"at most {limits.MAX_CHARACTERS:,} characters" in WORDS
    assert f"{limits.MAX_WILDCARDS} words with `*`, `?` or `~`" in WORDS
    assert limits.MAX_STARS == 2
    assert "two stars in a word" in WORDS
    assert f"{limits.MAX_NAMES} names" in WORDS
    assert f"{limits.MAX_NEARNESS} operators of nearness" in WORDS
    assert f"at most {limits.MAX_DEPTH} deep" in WORDS
