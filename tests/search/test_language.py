"""How queries are read, and how the reading is said."""

from __future__ import annotations

import datetime

import pytest

from search.language.parser import parse
from search.language.query import Query
from search.language.readback import read_back
from search.language.tree import (
    And,
    Everything,
    In,
    Label,
    LabelField,
    Node,
    Not,
    Or,
    Phrase,
    Range,
    RangeField,
    TextField,
    Word,
)

HARBOUR, BRIDGE, TOLL = Word("harbour"), Word("bridge"), Word("toll")


class KnownNames:
    """An archive that knows one source and one tag."""

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        known = {(LabelField.SOURCE, "Brovik Courier"): 7, (LabelField.TAG, "ports"): 3}
        return (known[field, name],) if (field, name) in known else ()


def read(text: str) -> Query:
    """Read a query in this archive."""
    return parse(text, names=KnownNames())


def notes_of(text: str) -> str:
    """Return all notes on a query."""
    return "\n".join(note.message for note in read(text).notes)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("harbour", HARBOUR),
        ("harbour bridge", And((HARBOUR, BRIDGE))),
        ("harbour AND bridge", And((HARBOUR, BRIDGE))),
        ("+harbour bridge", And((HARBOUR, BRIDGE))),
        ("harbour OR bridge", Or((HARBOUR, BRIDGE))),
        ("harbour | bridge", Or((HARBOUR, BRIDGE))),
        ("bridge NOT toll", And((BRIDGE, Not(TOLL)))),
        ("bridge -toll", And((BRIDGE, Not(TOLL)))),
        ("-toll bridge", And((BRIDGE, Not(TOLL)))),
        ("-toll", And((Everything(), Not(TOLL)))),
        ("NOT NOT toll", TOLL),
        ("harbour bridge OR toll", Or((And((HARBOUR, BRIDGE)), TOLL))),
        ("harbour (bridge OR toll)", And((HARBOUR, Or((BRIDGE, TOLL))))),
        ("bridge -(harbour toll)", And((BRIDGE, Not(And((HARBOUR, TOLL)))))),
        ('"harbour bridge"', Phrase((HARBOUR, BRIDGE))),
        ("“harbour bridge”", Phrase((HARBOUR, BRIDGE))),
        ('bridge -"the toll"', And((BRIDGE, Not(Phrase((Word("the"), TOLL)))))),
        ("P-8I", Word("P-8I")),
        ("well-known", Word("well-known")),
        ("harbour/bridge", And((HARBOUR, BRIDGE))),
        ("harbour - bridge?", And((HARBOUR, BRIDGE))),
    ],
)
def test_a_query_is_read_as_people_write_it(text: str, tree: Node) -> None:
    assert read(text).tree == tree
    assert read(text).notes == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("headline:harbour", In(TextField.HEADLINE, HARBOUR)),
        ("title:harbour", In(TextField.HEADLINE, HARBOUR)),
        (
            "headline:(harbour OR bridge)",
            In(TextField.HEADLINE, Or((HARBOUR, BRIDGE))),
        ),
        (
            'headline:"harbour bridge"',
            In(TextField.HEADLINE, Phrase((HARBOUR, BRIDGE))),
        ),
        (
            'source:"Brovik Courier"',
            Label(LabelField.SOURCE, "Brovik Courier", (7,)),
        ),
        ("tag:ports", Label(LabelField.TAG, "ports", (3,))),
        (
            "-tag:ports",
            And((Everything(), Not(Label(LabelField.TAG, "ports", (3,))))),
        ),
    ],
)
def test_a_field_asks_in_one_part_only(text: str, tree: Node) -> None:
    assert read(text).tree == tree
    assert read(text).notes == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-10-30", "2025-10-30", "2025-10-30"),
        ("2025-01..2025-03", "2025-01-01", "2025-03-31"),
        ("2025-03..2025-01", "2025-01-01", "2025-03-31"),
    ],
)
def test_a_date_is_a_year_a_month_a_day_or_two(text: str, low: str, high: str) -> None:
    first, last = map(datetime.date.fromisoformat, (low, high))
    assert read(f"date:{text}").tree == Range(RangeField.DATE, first, last)


def test_a_period_may_have_one_end() -> None:
    day = datetime.date(2025, 10, 1)
    assert read("date:2025-10-01..").tree == Range(RangeField.DATE, day, None)
    assert read("date:..2025-10-01").tree == Range(RangeField.DATE, None, day)


@pytest.mark.parametrize("text", ["2025-02-30", "tomorrow", "2025-13", "..", "0000"])
def test_what_is_no_date_is_named_and_left_out(text: str) -> None:
    assert read(f"harbour date:{text}").tree == HARBOUR
    assert f"“{text}” is no date" in notes_of(f"harbour date:{text}")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("(harbour", "never closed"),
        ("harbour)", "closes nothing"),
        ('"harbour', "no partner"),
        ("AND harbour", "“AND” needs a word on both sides"),
        ("harbour OR", "“OR” needs a word on both sides"),
        ("harbour NOT", "“NOT” has nothing after it"),
        ('harbour "..."', "hold no word"),
        ("harb:our", "names no field"),
        ("harbour/*", "star"),
    ],
)
def test_what_is_doubtful_is_noted_and_the_rest_is_read(text: str, note: str) -> None:
    assert note in notes_of(text)
    assert any(
        found in repr(read(text).tree) for found in ("harbour", "harb:our", "harb")
    )


def test_a_name_the_archive_does_not_know_finds_nothing_and_says_so() -> None:
    assert read("tag:boats").tree == Label(LabelField.TAG, "boats", ())
    assert "knows no tag called “boats”" in notes_of("tag:boats")


def test_common_words_are_left_out_and_named() -> None:
    assert read("the harbour").tree == HARBOUR
    assert "“the” is too common" in notes_of("the harbour")


@pytest.mark.parametrize("text", ["the", "to the", '"the"', "the -harbour"])
def test_common_words_stay_where_nothing_else_is_asked(text: str) -> None:
    assert "'the'" in repr(read(text).tree)
    assert "too common" not in notes_of(text)


def test_a_plus_keeps_a_common_word() -> None:
    assert read("+the harbour").tree == And((Word("the"), HARBOUR))


def test_a_word_in_capitals_is_never_left_out() -> None:
    assert read("IT harbour").tree == And((Word("IT"), HARBOUR))
    assert read("THE HARBOUR").tree == Word("HARBOUR")


def test_a_small_or_is_a_word_and_says_so() -> None:
    assert read("or").tree == Word("or")
    assert "“or” was read as a word" in notes_of("harbour or toll")


@pytest.mark.parametrize(
    "headline",
    [
        "Will the bridge open? Yes - and no!",
        "Explained: why 9/11 still matters w/o end",
        "Shares rose +5 per cent [sic], 24/7",
        "'We're O.K.': O'Neill on U.S.-India ties",
    ],
)
def test_a_pasted_headline_is_read_as_its_words(headline: str) -> None:
    assert "Not(" not in repr(read(headline).tree)
    assert "Or(" not in repr(read(headline).tree)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("", "all articles"),
        ("harbour bridge -toll", "harbour AND bridge, not toll"),
        ("harbour (bridge OR toll)", "harbour AND (bridge OR toll)"),
        ("-(harbour toll)", "all articles, not (harbour AND toll)"),
        ('headline:"harbour bridge"', "“harbour bridge” in the headline"),
        ("tag:ports date:2025-10", "tagged ports AND published in Oct 2025"),
        ("credit:ANI date:2025-10-30", "based on ANI AND published on 30 Oct 2025"),
        ("date:2024..2025", "published from 1 Jan 2024 to 31 Dec 2025"),
        ("date:2025..", "published from 1 Jan 2025 on"),
        ("date:..2025", "published up to 31 Dec 2025"),
    ],
)
def test_a_reading_says_what_is_searched(text: str, reading: str) -> None:
    assert read_back(read(text)) == reading
