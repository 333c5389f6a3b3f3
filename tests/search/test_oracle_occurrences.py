"""The oracle knows where things stand, by examples worked out by hand."""

import pytest

from search.language.tree import (
    AtLeast,
    First,
    Fuzzy,
    In,
    Near,
    Node,
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
from tests.search.oracle import finds
from tests.search.oracle_occurrences import Occurrence, occurrences
from tests.search.oracle_reading import make_reading
from tests.search.oracle_words import distance

A, B, C = Word("ant"), Word("bee"), Word("cat")


def places(node: Node, body: str) -> list[tuple[int, int]]:
    return sorted((one.start, one.end) for one in occurrences(node, make_reading(body)))


def phrase(*words: str, any_form: bool = False) -> Phrase:
    return Phrase(tuple(Word(word) for word in words), any_form)


@pytest.mark.parametrize(
    ("node", "body", "expected"),
    [
        (Word("harbour"), "Harbours, a harbour", [(0, 0), (2, 2)]),
        (Word("cafe"), "un café fermé", [(1, 1)]),
        (Word("ferme"), "un café fermé", [(2, 2)]),
        (Word("P-8I"), "a P-8I, a P8I, p 8i", [(1, 2), (4, 4), (5, 6)]),
        (Word("p8i"), "a P-8I and P8I", [(1, 2), (4, 4)]),
        (Word("p"), "a P-8I", [(1, 1)]),
        (Word("US"), "the U.S. and US", [(1, 2), (4, 4)]),
        (Word("O'Neill"), "O’Neill’s aide Oneill", [(0, 1), (3, 3)]),
        (Word("india"), "India’s port", [(0, 0)]),
        (Word("indias"), "India’s Indias", [(0, 0), (1, 1)]),
        (phrase("indias"), "India’s Indias", [(0, 0), (1, 1)]),
        (Prefix("indias"), "India’s Indias", [(1, 1)]),
        (Wildcard("*s"), "India’s Indias", [(1, 1)]),
        (Word("wellknown"), "a well-known name", [(1, 2)]),
        (Word("都"), "東京都は", [(2, 2)]),
        (Word("東京都"), "東京都は", [(0, 1)]),
        (Word("мост"), "мост", [(0, 0)]),
        (phrase("harbour"), "harbours harbour", [(1, 1)]),
        (phrase("India's", "port"), "India port, India's port", [(2, 3)]),
        (phrase("a", "P-8I", "flew"), "a P-8I flew a P8I flew", [(0, 3), (4, 6)]),
        (phrase("toll", "bridge"), "toll bridges", []),
        (phrase("toll", "bridge", any_form=True), "toll bridges", [(0, 1)]),
        (Phrase((Word("toll"), Prefix("br"))), "toll bridges", [(0, 1)]),
        (Phrase((Word("a"), Wildcard("p*i"), Word("up"))), "a P-8I up", [(0, 3)]),
        (Prefix("HARB"), "harbours hard", [(0, 0)]),
        (Prefix("p8"), "a P-8I", [(1, 2)]),
        (Wildcard("t?ll"), "tall toll til tells", [(0, 0), (1, 1)]),
        (Wildcard("*ll"), "tall ll lll tells", [(0, 0), (1, 1), (2, 2)]),
        (Fuzzy("bridge"), "brigde brige ridge brdieg", [(0, 0), (1, 1), (2, 2)]),
        (Fuzzy("cafe"), "café caffé", [(0, 0)]),
        (Or((A, B)), "ant bee cat", [(0, 0), (1, 1)]),
        (Near(A, B, 1), "bee ant x bee", [(0, 1)]),
        (Near(A, B, 2), "bee ant x bee", [(0, 1), (1, 3)]),
        (Near(A, B, 2, in_order=True), "bee ant x bee", [(1, 3)]),
        (Near(A, B, 9), "ant bee bee", [(0, 1)]),
        (Near(A, B, 9), "ant ant bee bee ant", [(1, 2), (3, 4)]),
        (Near(A, A, 9), "ant x ant", [(0, 2)]),
        (Near(A, A, 9), "ant", []),
        (Near(Word("p"), Word("p8i"), 9), "P-8I", []),
        (Near(Word("8i"), A, 1), "P-8I ant", [(1, 2)]),
        (Near(Or((Word("8i"), Word("p8i"))), A, 1), "P-8I ant", [(1, 2)]),
        (Near(A, Or((Word("p"), Word("p8i"))), 1), "ant P-8I", [(0, 1)]),
        (Near(Word("p8i"), A, 1), "P-8I ant", [(0, 2)]),
        (Near(Near(A, B, 1), C, 1), "ant bee cat", [(0, 2)]),
        (NotNear(A, B, 1), "ant bee x ant x", [(3, 3)]),
        (NotNear(A, B, 1), "bee ant", []),
        (NotNear(Word("p"), Word("p8i"), 1), "P-8I p", []),
        (NotNear(Word("p"), Word("p8i"), 1), "P-8I x p", [(3, 3)]),
        (AtLeast(2, A), "ant x ant", [(0, 0), (2, 2)]),
        (AtLeast(3, A), "ant x ant", []),
        (AtLeast(2, Or((A, B))), "ant bee", [(0, 0), (1, 1)]),
        (First(2, A), "ant ant ant", [(0, 0), (1, 1)]),
        (First(2, phrase("ant", "bee")), "x ant bee", []),
        (In(TextField.LEAD, A), "x ant\n\nant", [(1, 1)]),
        (In(TextField.LEAD, phrase("ant", "bee")), "x ant\n\nbee", []),
        (Near(In(TextField.LEAD, A), B, 1), "ant\n\nbee bee ant", [(0, 1)]),
    ],
)
def test_where_things_stand(
    node: Node, body: str, expected: list[tuple[int, int]]
) -> None:
    assert places(node, body) == expected


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (A, {("headline", 0), ("body", 1)}),
        (Word("lee"), {("byline", 2)}),
        (In(TextField.HEADLINE, A), {("headline", 0)}),
        (In(TextField.HEADLINE_OR_LEAD, B), {("headline", 1), ("body", 0)}),
        (In(TextField.BYLINE, In(TextField.LEAD, B)), {("body", 0)}),
        (First(9, A), {("body", 1)}),
        (First(9, In(TextField.HEADLINE, A)), set()),
        (In(TextField.HEADLINE, First(9, A)), {("body", 1)}),
        (AtLeast(2, A), {("headline", 0), ("body", 1)}),
        (Near(A, Word("lee"), 9), set()),
        (SameSentence(A, B), {("headline", 0), ("body", 0)}),
    ],
)
def test_in_which_field_things_stand(
    node: Node, expected: set[tuple[str, int]]
) -> None:
    found = occurrences(node, make_reading("bee ant", headline="ant bee"))
    assert {(one.field, one.start) for one in found} == expected


def test_a_derived_headline_is_found_in_headlines_alone() -> None:
    reading = make_reading("bee", derived="ant")
    assert not finds(A, reading)
    expected = {Occurrence("derived", 0, 0)}
    assert occurrences(In(TextField.HEADLINE, A), reading) == expected


def test_a_sentence_ends_before_the_next() -> None:
    body = "An ant sat there. A bee came.\n\nThe cat saw a bee."
    assert places(SameSentence(A, B), body) == []
    assert places(SameSentence(C, B), body) == [(8, 11)]
    assert places(SameParagraph(A, B), body) == [(1, 5)]
    assert places(SameParagraph(A, C), body) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("toll", "toll", 0),
        ("toll", "tlol", 1),
        ("ca", "abc", 3),
        ("", "abc", 3),
        ("bridge", "bride", 1),
        ("हिन्दी", "हिन्दि", 1),
    ],
)
def test_how_far_words_are_apart(left: str, right: str, expected: int) -> None:
    assert distance(left, right) == distance(right, left) == expected
