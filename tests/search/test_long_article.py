"""An article longer than any newspaper is searched to its end."""

from pathlib import Path

import pytest

from search import outbox
from search.language.query import Query
from search.language.tree import (
    And,
    AtLeast,
    First,
    In,
    Near,
    Node,
    Not,
    NotNear,
    Or,
    Phrase,
    SameParagraph,
    SameSentence,
    TextField,
    Word,
)
from search.request import Order, SearchRequest
from search.whoosh_engine import open_engine
from tests.factories import make_article
from tests.search.oracle_reading import readings
from tests.search.oracle_results import Expected

BORDER = 1 << 16
WORDS = 70_000
PLACED = {
    100: "anchor",
    BORDER - 3: "grain. The",
    BORDER - 1: "toll",
    BORDER: "bridge",
    BORDER + 1: "P-8I.",
    BORDER + 10: "wharf",
    BORDER + 4_000: "anchor",
    WORDS - 3: "last.\n\nMooring",
}
TOLL, BRIDGE = Word("toll"), Word("bridge")


def long_body() -> str:
    """Return a body of 70,000 places, some of its words where they can go wrong."""
    words = ["harbour" if place % 200 == 7 else "sea" for place in range(WORDS)]
    for place, word in PLACED.items():
        words[place] = word
    # What takes two places leaves out the word after it.
    for place in (BORDER - 3, BORDER + 1, WORDS - 3):
        words[place + 1] = ""
    return " ".join(words)


def phrase(*words: str) -> Phrase:
    return Phrase(tuple(Word(word) for word in words))


QUERIES: list[Node] = [
    phrase("toll", "bridge"),
    phrase("grain", "the", "toll", "bridge", "p8i"),
    phrase("bridge", "toll"),
    phrase("bridge", "P-8I", "sea"),
    phrase("last", "mooring"),
    phrase("mooring", "sea"),
    Word("p8i"),
    AtLeast(300, Word("harbours")),
    AtLeast(350, Word("harbours")),
    AtLeast(351, Word("harbours")),
    AtLeast(352, Word("harbours")),
    Near(TOLL, BRIDGE, 1),
    Near(Word("grain"), Word("wharf"), 12),
    Near(Word("grain"), Word("wharf"), 13),
    Near(Word("wharf"), Word("grain"), 13, in_order=True),
    Near(Word("anchor"), Word("wharf"), 3_989),
    Near(Word("anchor"), Word("wharf"), 3_990),
    NotNear(TOLL, BRIDGE, 1),
    NotNear(BRIDGE, Word("wharf"), 9),
    NotNear(BRIDGE, Word("wharf"), 10),
    First(BORDER, TOLL),
    First(BORDER - 1, TOLL),
    First(BORDER, BRIDGE),
    First(BORDER + 1, BRIDGE),
    First(101, Word("anchor")),
    First(100, Word("anchor")),
    AtLeast(2, First(BORDER, Word("anchor"))),
    AtLeast(2, First(WORDS, Word("anchor"))),
    SameSentence(TOLL, Word("p8i")),
    SameSentence(TOLL, Word("grain")),
    SameSentence(BRIDGE, Word("wharf")),
    SameParagraph(Word("grain"), Word("wharf")),
    SameParagraph(Word("mooring"), Word("wharf")),
    In(TextField.LEAD, BRIDGE),
    In(TextField.LEAD, Word("mooring")),
    And((TOLL, Not(BRIDGE))),
    Or((phrase("toll", "sea"), phrase("bridge", "p"))),
]


@pytest.fixture
def around(index: Path) -> None:
    """The long article between two short ones, in one commit."""
    make_article(headline="Toll", body="The bridge is old. A toll bridge.")
    make_article(headline="Long", body=long_body())
    make_article(headline="Harbour", body="Mooring at the wharf. The last toll.")
    outbox.drain()


def test_every_word_of_a_long_article_is_found(around: None) -> None:
    archive = readings()
    engine = open_engine()
    wrong = []
    for tree in QUERIES:
        request = SearchRequest(Query("", tree), order=Order.LONGEST)
        expected = [hit.article_id for hit in Expected(request, archive).hits]
        found = [hit.article_id for hit in engine.search(request).hits]
        if found != expected:
            wrong.append((tree, found, expected))
    assert wrong == []


def test_the_queries_tell_the_long_article_from_others(around: None) -> None:
    archive = readings()
    (long,) = (one for one in archive if one.facts.headline == "Long")
    assert long.fields["body"][-1].end > BORDER
    starts = {word.text: word.start for word in long.fields["body"]}
    assert (starts["toll"], starts["bridge"]) == (BORDER - 1, BORDER)
