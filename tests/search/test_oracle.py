"""The oracle finds the right articles, by examples worked out by hand."""

import datetime

import pytest

from search.language.tree import (
    And,
    AtLeast,
    Everything,
    First,
    In,
    Is,
    Label,
    LabelField,
    Near,
    Node,
    Not,
    Nothing,
    NotNear,
    Or,
    Range,
    RangeField,
    SameParagraph,
    SameSentence,
    State,
    TextField,
    Word,
)
from tests.search.oracle import finds, spread
from tests.search.oracle_reading import make_reading

A, B, C = Word("ant"), Word("bee"), Word("cat")
TAGGED = Label(LabelField.TAG, "sea", (7,))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Everything(), True),
        (Nothing(), False),
        (Label(LabelField.SOURCE, "", (4,)), True),
        (Label(LabelField.CREDIT, "", (3,)), False),
        (Label(LabelField.FILE, "", (1, 2)), True),
        (Label(LabelField.TAG, "", ()), False),
        (Label(LabelField.SECTION, "", ("News",)), True),
        (Range(RangeField.DATE, None, None), False),
        (Range(RangeField.WORDS, 3, 3), True),
        (Range(RangeField.ADDED, datetime.date(2024, 1, 2), None), False),
        (Is(State.UNDATED), True),
        (Is(State.COPY), False),
        (Is(State.UNSOURCED), False),
        (And((A, B)), True),
        (And((A, C)), False),
        (And((A, Not(C))), True),
        (Or((C, A)), True),
        (Not(Not(A)), True),
    ],
)
def test_which_articles_are_found(node: Node, expected: bool) -> None:
    assert finds(node, make_reading("ant bee")) is expected


def test_any_word_will_do_but_none_that_is_excluded() -> None:
    reading = make_reading("ant bee")
    assert finds(And((A, C)), reading, any_word=True)
    assert not finds(And((C, Not(B))), reading, any_word=True)
    assert not finds(And((A, C, Not(B))), reading, any_word=True)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Near(And((A, B)), C, 1), And((Near(A, C, 1), Near(B, C, 1)))),
        (Near(A, Or((B, TAGGED)), 1), Or((Near(A, B, 1), And((A, TAGGED))))),
        (Near(A, Or((B, C)), 1), Near(A, Or((B, C)), 1)),
        (SameSentence(Not(A), B), And((Not(A), B))),
        (SameParagraph(A, Not(B)), And((A, Not(B)))),
        (NotNear(And((A, B)), C, 1), And((NotNear(A, C, 1), NotNear(B, C, 1)))),
        (NotNear(Not(A), B, 1), And((Not(A), Not(B)))),
        (NotNear(TAGGED, B, 1), And((TAGGED, Not(B)))),
        (NotNear(A, And((B, C)), 1), Or((NotNear(A, B, 1), NotNear(A, C, 1)))),
        (
            NotNear(A, Or((B, TAGGED)), 1),
            And((NotNear(A, B, 1), And((A, Not(TAGGED))))),
        ),
        (NotNear(A, Not(B), 1), And((A, B))),
        (AtLeast(2, And((A, TAGGED))), And((AtLeast(2, A), TAGGED))),
        (First(2, Not(A)), Not(First(2, A))),
        (
            In(TextField.LEAD, Near(A, And((B, TAGGED)), 1)),
            And(
                (
                    In(TextField.LEAD, Near(A, B, 1)),
                    And((In(TextField.LEAD, A), TAGGED)),
                )
            ),
        ),
    ],
)
def test_what_stands_for_articles_moves_out(node: Node, expected: Node) -> None:
    assert spread(node) == expected
