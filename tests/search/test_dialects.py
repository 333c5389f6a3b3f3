"""Queries of other archives are read as those archives read them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.dialects import BY_NAME, DIALECTS
from search.language.parser import parse
from search.language.query import Query
from search.language.readback import read_back
from search.language.spellings import rewrite
from search.language.tree import Nothing
from search.language.writing import write
from tests.search.any_text import TEXTS
from tests.search.linear_time import is_linear, is_no_slower
from tests.search.test_language import KnownNames, notes_of, read
from tests.search.test_language_any_text import leaves, syntax_of, words_in

TODAY = datetime.date(2025, 11, 20)
FILE = Path(__file__).with_name("dialect_queries.txt")
# The query, the language it is read in, what it is in ours, and the read-back.
QUERIES = [
    tuple(line.strip() for line in block.splitlines())
    for block in FILE.read_text(encoding="utf-8").split("\n\n")
]
# Names of operators and fields: what is no word in one language or the other.
SYNTAX = """
    and or not but w pre n p near adj same s hlead headline byline publication section
    language length lead body text caps date aft bef is load added atleast5 atleast3
    hd hlp lp by la rst sc sn se td tx wc cr from to after before ti ab au pub pd yr
    ft noft exact intitle allintitle allintext site when first source since f50 w5 f9
"""
PIECES = [
    *("hd=", "hlp=(", "wc>500", "rst=", "ns=", "/F50/", "toll/F9/", "same", "atleast3"),
    *(
        "and",
        "or",
        "not",
        "and not",
        "w/5",
        "w5",
        "pre/2",
        "near3",
        "adj2",
        "w/s",
        "/p",
    ),
    *(
        "HLEAD(",
        "headline(",
        "BYLINE(",
        "COMPANY(",
        "LENGTH > 500",
        "CAPS(",
        "date aft",
    ),
    *("TI(", "pub(", "TI,AB(", "SU(", "{the toll}", "NEAR", "LA(", "colo?r", "toll?"),
    *("intitle:", "site:", "AROUND(3)", "allintitle:", "when:7d", "inurl:", "wom*n"),
    *(
        "harbour",
        "bridge",
        "tank*",
        "tanker!",
        "toll$3",
        "bank**",
        '"',
        "(",
        ")",
        "-",
        " ",
    ),
]
VENDOR_TEXTS = TEXTS | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
dialects = st.sampled_from(["", *BY_NAME])


def read_in(text: str, dialect: str) -> Query:
    """Read a query in a language; "" leaves it to its signs."""
    return parse(text, names=KnownNames(), today=TODAY, dialect=dialect)


def assert_nothing_is_dropped(query: Query) -> None:
    """See every word of a query in its tree, in a note, or in its syntax."""
    written = rewrite(query.text, BY_NAME[query.dialect].rules).text
    told = {word for part in leaves(query.tree) for word in words_in(part)}
    told |= {word for part in syntax_of(written) for word in words_in(part)}
    for note in query.notes:
        assert 0 <= note.start <= note.end <= len(query.text)
        told |= words_in(note.message) | words_in(query.text[note.start : note.end])
    dropped = words_in(query.text) - told - set(SYNTAX.split())
    assert {word for word in dropped if not word.isdigit()} == set()


def test_there_are_sixty_queries_of_five_kinds() -> None:
    assert len({query[0] for query in QUERIES}) == 60
    told = {query[1] for query in QUERIES}
    assert told == {dialect.name for dialect in DIALECTS}


@pytest.mark.parametrize(("text", "dialect", "tree", "reading"), QUERIES)
def test_a_query_is_read_as_its_archive_reads_it(
    text: str, dialect: str, tree: str, reading: str
) -> None:
    query = read_in(text, "")
    assert query.dialect == dialect
    assert write(query.tree) == tree
    assert read_back(query) == reading
    assert_nothing_is_dropped(query)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        (
            "harbour W/5 toll",
            {"factiva": "harbour PRE/5 toll", "nexis": "harbour W/5 toll"},
        ),
        (
            "toll OR fare W/5 harbour",
            {
                "archive": "toll OR (fare W/5 harbour)",
                "nexis": "(toll OR fare) W/5 harbour",
            },
        ),
        (
            "harbour bridge",
            {"nexis": '~"harbour bridge"', "google": "harbour bridge"},
        ),
        (
            "toll OR fare NOT refund",
            {
                "archive": "toll OR (fare NOT refund)",
                "proquest": "(toll OR fare) NOT refund",
            },
        ),
        ("wom*n", {"nexis": "wom?n", "factiva": "wom*n"}),
        (
            "harbour NEAR toll",
            {"archive": "harbour W/5 toll", "proquest": "harbour W/4 toll"},
        ),
        ("harbour W/9 toll W/2 fare", {"nexis": "harbour W/9 (toll W/2 fare)"}),
        ("toll or fare", {"newsbank": "toll OR fare", "google": "toll fare"}),
        ("oil AND hd=merger OR gas", {"factiva": "(oil headline:merger) OR gas"}),
    ],
)
def test_the_same_text_differs_between_archives(
    text: str, readings: dict[str, str]
) -> None:
    for dialect, tree in readings.items():
        assert write(read_in(text, dialect).tree) == tree


@pytest.mark.parametrize(
    "text",
    [
        "harbour W/5 toll",
        "harbour w/5 toll and fare",
        "TI(toll) AND harbour",
        '"hd=toll" harbour',
        "Texas (TX) port: toll or no toll?",
        "Publication(s) of the year",
        "hlead:(toll OR fare) ATLEAST3(toll)",
    ],
)
def test_what_ours_reads_stays_ours(text: str) -> None:
    assert read(text).dialect == "archive"


def test_a_spelling_that_ours_has_not_is_told() -> None:
    assert "“co=” is no" not in notes_of("harbour")
    assert "no field “COMPANY”" in notes_of("HLEAD(toll) and COMPANY(Skerrow Oil)")
    assert "capitals and endings" in notes_of("CAPS(aid) w/5 harbour or port")
    assert "as month, day, year" in notes_of("DATE AFT 1/2/2019 AND toll")
    assert "any ending" in notes_of("hd=toll$2 and harbour")


def test_a_note_stands_where_the_query_was_typed() -> None:
    text = "hd=harbour and wc>500 and (toll"
    (note,) = read(text).notes
    assert text[note.start : note.end] == "("


def test_a_word_left_out_is_kept_in_the_words_typed() -> None:
    (note,) = read("wc>500 and hd=harbour and the and toll").notes
    assert note.rewording
    assert note.rewording.text == "wc>500 and hd=harbour and +the and toll"


@given(VENDOR_TEXTS, dialects)
def test_no_language_drops_a_word(text: str, dialect: str) -> None:
    query = read_in(text, dialect)
    if query.tree == Nothing() and query.notes:
        # Refused as a whole.
        return
    assert_nothing_is_dropped(query)


@given(VENDOR_TEXTS, dialects)
def test_every_reading_can_be_written_in_ours(text: str, dialect: str) -> None:
    tree = read_in(text, dialect).tree
    again = read_in(write(tree), "")
    assert (again.tree, again.dialect) == (tree, "archive")


@pytest.mark.parametrize("dialect", list(BY_NAME))
def test_any_text_takes_linear_time(dialect: str) -> None:
    pieces = (*PIECES, *"[{*?$", "date:", "date:2", "1/", "12/", "/F", "length  ", "w/")
    for piece in pieces:
        for repeated in dict.fromkeys((f"{piece} ", piece.strip() or piece)):
            assert is_linear(lambda text: read_in(text, dialect), piece=repeated), piece


@pytest.mark.parametrize("dialect", list(BY_NAME))
def test_a_refusal_takes_no_longer_than_a_reading(dialect: str) -> None:
    words = "toll fare harbour " * 555
    for text in ("a" * 100_000, "toll W/5 " * 1_000, "hd=toll W/5 " * 5_000):
        assert read_in(text, dialect).tree == Nothing()
        assert is_no_slower(
            lambda text=text: read_in(text, dialect),  # type: ignore[misc]
            lambda: read_in(words, dialect),
        )
