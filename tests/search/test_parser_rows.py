"""Every row of the query language, with all that is also accepted."""

import pytest

from search.language.tree import (
    And,
    AtLeast,
    First,
    Fuzzy,
    In,
    Label,
    LabelField,
    Near,
    Node,
    Not,
    NotNear,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    SameSentence,
    TextField,
    Wildcard,
    Word,
)
from tests.search.test_language import BRIDGE, HARBOUR, TOLL, read

NEAR = Near(HARBOUR, BRIDGE, 5)
IN_ORDER = Near(HARBOUR, BRIDGE, 5, in_order=True)
TAGGED = Label(LabelField.TAG, "ports", (3,))


def assert_read_as(text: str, tree: Node) -> None:
    """Read a query without a doubt."""
    query = read(text)
    assert query.tree == tree
    assert query.notes == ()


@pytest.mark.parametrize("text", ["harbour OR bridge", "harbour | bridge"])
def test_or_is_either(text: str) -> None:
    assert_read_as(text, Or((HARBOUR, BRIDGE)))


@pytest.mark.parametrize(
    "text", ["bridge NOT toll", "bridge -toll", "bridge !toll", "bridge AND NOT toll"]
)
def test_not_is_without(text: str) -> None:
    assert_read_as(text, And((BRIDGE, Not(TOLL))))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('bridge -"the toll"', Phrase((Word("the"), TOLL))),
        ('bridge -~"the toll"', Phrase((Word("the"), TOLL), any_form=True)),
        ("bridge -(harbour OR toll)", Or((HARBOUR, TOLL))),
        ("bridge -headline:toll", In(TextField.HEADLINE, TOLL)),
        ("bridge -TI(toll)", In(TextField.HEADLINE, TOLL)),
        ("bridge -tag:ports", TAGGED),
        ("bridge -#ports", TAGGED),
        ("bridge -tol*", Prefix("tol")),
        ("bridge -*oll", Wildcard("*oll")),
        ("bridge -ATLEAST3(toll)", AtLeast(3, TOLL)),
        ("bridge NOT harbour W/5 toll", Near(HARBOUR, TOLL, 5)),
    ],
)
def test_anything_can_be_left_out(text: str, tree: Node) -> None:
    assert_read_as(text, And((BRIDGE, Not(tree))))


@pytest.mark.parametrize("text", ["well-known", "P-8I", "Covid-19", "9:30", "24/7"])
def test_a_sign_inside_a_word_stays_in_it(text: str) -> None:
    assert_read_as(text, Word(text))


@pytest.mark.parametrize("text", ['~"harbour bridge"', "~“harbour bridge”"])
def test_a_tilde_before_quotes_is_any_form(text: str) -> None:
    assert_read_as(text, Phrase((HARBOUR, BRIDGE), any_form=True))


@pytest.mark.parametrize(
    "operator",
    [
        *("W/5", "w/5", "NEAR/5", "near/5", "N/5", "n/5", "NEAR5", "near5"),
        *("AROUND(5)", "around(5)", "W", "NEAR", "/5"),
    ],
)
def test_near_is_any_order(operator: str) -> None:
    assert_read_as(f"harbour {operator} bridge", NEAR)


def test_a_distance_behind_quotes_is_near() -> None:
    assert_read_as('"harbour bridge"~5', NEAR)
    assert_read_as('"harbour bridge toll"~5', Near(NEAR, TOLL, 5))


@pytest.mark.parametrize(
    "operator", ["PRE/5", "pre/5", "P/5", "ADJ5", "adj5", "ADJ/5", "ONEAR/5"]
)
def test_before_is_in_order(operator: str) -> None:
    assert_read_as(f"harbour {operator} bridge", IN_ORDER)


def test_a_plus_and_number_is_before_among_vendors_operators_only() -> None:
    assert_read_as("harbour +5 bridge", And((HARBOUR, Word("5"), BRIDGE)))
    assert_read_as("harbour +5 bridge W/3 toll", Near(IN_ORDER, TOLL, 3))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("harbour W/S bridge", SameSentence(HARBOUR, BRIDGE)),
        ("harbour w/s bridge", SameSentence(HARBOUR, BRIDGE)),
        ("harbour W/P bridge", SameParagraph(HARBOUR, BRIDGE)),
        ("harbour SAME bridge", SameParagraph(HARBOUR, BRIDGE)),
        ("toll NOT W/5 bridge", NotNear(TOLL, BRIDGE, 5)),
        ("toll NOT NEAR/5 bridge", NotNear(TOLL, BRIDGE, 5)),
        ("toll NOT NEAR bridge", NotNear(TOLL, BRIDGE, 5)),
        ("toll W/5 NOT bridge", NotNear(TOLL, BRIDGE, 5)),
        ('"harbour" W/5 brid*', Near(Phrase((HARBOUR,)), Prefix("brid"), 5)),
        ("(harbour OR toll) W/5 bridge", Near(Or((HARBOUR, TOLL)), BRIDGE, 5)),
        ("the W/5 bridge", Near(Word("the"), BRIDGE, 5)),
    ],
)
def test_nearness_compares_places(text: str, tree: Node) -> None:
    assert_read_as(text, tree)


@pytest.mark.parametrize("text", ["ATLEAST3(toll)", "atleast3(toll)", "atleast3 toll"])
def test_at_least_counts_mentions(text: str) -> None:
    assert_read_as(text, AtLeast(3, TOLL))


def test_at_least_takes_one_atom_or_a_bracket() -> None:
    assert_read_as("ATLEAST3 toll bridge", And((AtLeast(3, TOLL), BRIDGE)))
    assert_read_as("ATLEAST3(toll OR fare)", AtLeast(3, Or((TOLL, Word("fare")))))


def test_first_counts_words_of_the_text() -> None:
    assert_read_as("FIRST/50(toll)", First(50, TOLL))
    assert_read_as("first/50 toll", First(50, TOLL))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("harb*", Prefix("harb")),
        ("harb!", Prefix("harb")),
        ("*bour", Wildcard("*bour")),
        ("h?rbour", Wildcard("h?rbour")),
        ("?arbour", Wildcard("?arbour")),
        ("h*r", Wildcard("h*r")),
        ("*arb*", Wildcard("*arb*")),
        ("harb**", Prefix("harb")),
        ("P-8*", Prefix("P-8")),
        ("harbor~", Fuzzy("harbor", 1)),
        ("harbor~1", Fuzzy("harbor", 1)),
        ("harbor~2", Fuzzy("harbor", 2)),
        ("harb! AND toll", And((Prefix("harb"), TOLL))),
        ("harb! w/5 toll", Near(Prefix("harb"), TOLL, 5)),
        ('"harb* bridge"', Phrase((Prefix("harb"), BRIDGE))),
        ('"h?rbour *dge"', Phrase((Wildcard("h?rbour"), Wildcard("*dge")))),
        ('"harbor~ bridge"', Phrase((Fuzzy("harbor"), BRIDGE))),
        ("headline:harb*", In(TextField.HEADLINE, Prefix("harb"))),
    ],
)
def test_part_of_a_word_may_be_unknown(text: str, tree: Node) -> None:
    assert_read_as(text, tree)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("harbour NOT toll W/5 bridge", "harbour NOT (toll W/5 bridge)"),
        ("harbour W/5 bridge W/3 toll", "(harbour W/5 bridge) W/3 toll"),
        ("harbour W/5 bridge PRE/3 toll", "(harbour W/5 bridge) PRE/3 toll"),
        ("harbour W/S bridge NOT W/3 toll", "(harbour W/S bridge) NOT W/3 toll"),
        ("harbour bridge W/5 toll", "harbour AND (bridge W/5 toll)"),
        ("harbour AND bridge OR toll", "(harbour AND bridge) OR toll"),
        ("harbour OR bridge toll", "harbour OR (bridge AND toll)"),
        ("harbour OR bridge NOT toll", "harbour OR (bridge AND (NOT toll))"),
        ("harbour OR bridge W/5 toll", "harbour OR (bridge W/5 toll)"),
        ("headline:harbour W/5 bridge", "(headline:harbour) W/5 bridge"),
    ],
)
def test_brackets_bind_first_then_nearness_then_not_and_or(
    text: str, meaning: str
) -> None:
    assert_read_as(text, read(meaning).tree)
