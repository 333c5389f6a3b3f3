"""No query takes longer than one may; what is left out is named."""

import datetime
from pathlib import Path

import pytest

from search import outbox
from search.answers import Results
from search.language.query import Query
from search.language.tree import (
    And,
    AtLeast,
    Everything,
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
from search.request import SearchRequest, Unit
from search.whoosh_engine import open_engine
from search.whoosh_engine.answering.searching import WhooshEngine
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.snapshots import shared_cache
from tests.factories import make_article

HARBOUR, BRIDGE = Word("harbour"), Word("bridge")


def search(tree: Node, **asked: object) -> Results:
    """Search for a tree."""
    return open_engine().search(SearchRequest(Query("", tree), **asked))  # type: ignore[arg-type]


@pytest.fixture
def no_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests read a single posting."""

    def scan(engine: WhooshEngine) -> Scan:
        return Scan(engine._snapshot, shared_cache(), budget=1)

    monkeypatch.setattr(WhooshEngine, "_scan", scan)


@pytest.mark.usefixtures("no_budget")
@pytest.mark.parametrize(
    ("leaf", "said"),
    [
        (Phrase((HARBOUR, BRIDGE)), "“harbour bridge”"),
        (Prefix("b"), "b*"),
        (Wildcard("*b*"), "*b*"),
        (Fuzzy("bridge", 2), "bridge~2"),
        (Near(HARBOUR, BRIDGE, 5), "harbour within 5 words of bridge"),
        (
            Near(HARBOUR, BRIDGE, 5, in_order=True),
            "harbour followed within 5 words by bridge",
        ),
        (NotNear(HARBOUR, BRIDGE, 5), "harbour not within 5 words of bridge"),
        (SameSentence(HARBOUR, BRIDGE), "harbour in one sentence with bridge"),
        (SameParagraph(HARBOUR, BRIDGE), "harbour in one paragraph with bridge"),
        (AtLeast(2, Or((HARBOUR, BRIDGE))), "at least 2 times (harbour OR bridge)"),
        (First(9, Phrase((HARBOUR, BRIDGE))), "“harbour bridge” in the first 9 words"),
    ],
)
def test_what_would_take_too_long_is_left_out_and_named(
    index: Path, leaf: Node, said: str
) -> None:
    article = make_article(headline="Untitled", body="Harbour. A boat; a bridge.")
    outbox.drain()
    for _ in range(2):
        results = search(And((Word("boat"), leaf)))
        assert [note.message for note in results.notes] == [
            f"Left out, since it would take too long: {said}."
        ]
        assert [hit.article_id for hit in results.hits] == [article.pk]


def test_brackets_do_not_multiply_without_end(index: Path) -> None:
    make_article(body="harbour bridge")
    outbox.drain()
    tree: Node = HARBOUR
    for _ in range(12):
        tree = Near(And((tree, BRIDGE)), And((HARBOUR, BRIDGE)), 5)
    results = search(tree)
    assert results.total == 0
    assert "too many comparisons" in results.notes[0].message


@pytest.mark.parametrize(
    "tree",
    [
        And((HARBOUR, Word("nowhere"))),
        And((HARBOUR, BRIDGE)),
        Near(HARBOUR, BRIDGE, 10**30),
        NotNear(HARBOUR, BRIDGE, 10**30),
        AtLeast(10**30, HARBOUR),
        First(10**30, HARBOUR),
        Wildcard("*" + "a*" * 1000),
        Wildcard("***"),
        Wildcard("?"),
        Prefix(""),
        Fuzzy("", 2),
        Phrase(()),
        Word("…"),
    ],
)
def test_queries_at_the_edge_are_answered(index: Path, tree: Node) -> None:
    make_article(headline="One", body="harbour")
    make_article(headline="Two", body="bridge")
    outbox.drain()
    for fold in (False, True):
        for page in (1, 7):
            search(tree, fold_copies=fold, page=page)


def test_counts_in_the_first_words_are_of_the_body(index: Path) -> None:
    make_article(headline="Harbour", body="The harbour.")
    twice = make_article(headline="Untitled", body="Harbour by harbour.")
    outbox.drain()
    found = search(First(5, AtLeast(2, HARBOUR)))
    assert [hit.article_id for hit in found.hits] == [twice.pk]
    assert search(First(5, In(TextField.HEADLINE, HARBOUR))).total == 0


@pytest.mark.parametrize("unit", list(Unit))
def test_bars_cover_the_whole_calendar(index: Path, unit: Unit) -> None:
    make_article(published_on="0001-01-01")
    make_article(published_on="9999-12-31")
    outbox.drain()
    results = search(Everything(), unit=unit)
    assert sum(bar.hit_count for bar in results.bars) == 2
    assert sum(bar.archive_count for bar in results.bars) == 2
    assert len(results.bars) <= 2_000
    assert results.bars[0].first == datetime.date.min
    assert results.bars[-1].last == datetime.date.max
    decades = [bar.first.year % 10 for bar in results.bars[1:]]
    assert results.unit is not Unit.DECADE or set(decades) == {0}


def test_one_wrong_date_gives_no_more_bars_than_centuries(index: Path) -> None:
    make_article(published_on="2024-03-05")
    make_article(published_on="9999-12-31")
    outbox.drain()
    results = search(Everything())
    assert results.unit is Unit.CENTURY
    assert [bar.hit_count for bar in results.bars] == [1, *[0] * 78, 1]


def test_a_few_long_names_do_not_hide_others(index: Path) -> None:
    first = make_article(headline="Untitled", body="A harbour-side bridge; harbour.")
    second = make_article(headline="Untitled", body="The harbour bridge.")
    third = make_article(headline="Untitled", body="harbourside or harbour bridge")
    outbox.drain()
    near = Near(Prefix("harbour"), BRIDGE, 1)
    found = {hit.article_id for hit in search(near).hits}
    assert found == {first.pk, second.pk, third.pk}
    phrase = Phrase((Prefix("harbour"), BRIDGE))
    assert {hit.article_id for hit in search(phrase).hits} == found
