"""A pasted headline is read as its words."""

import csv

import pytest

from search.language.tree import And, Everything, Node, Word
from tests.processes import ROOT
from tests.search.test_language import read

MANIFEST = ROOT.parent / "shared/data/reuters_house_2000.manifest.tsv"


def is_words(tree: Node) -> bool:
    """Whether a query asks for plain words, all of them."""
    nodes = tree.nodes if isinstance(tree, And) else (tree,)
    return all(isinstance(node, Word) for node in nodes)


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Will the bridge open? Yes!", "Will bridge open Yes"),
        ("Harbour – bridge - toll / fare", "Harbour bridge toll fare"),
        ("Man w/o name, 24/7 since 9/11", "Man w o name 24/7 since 9/11"),
        ("Shares rose +5 per cent", "Shares rose 5 per cent"),
        ("Mercury falls to -5, then -0.3%", "Mercury falls 5 then 0.3"),
        ("He was “hired” [sic]", "He was"),
        ("Explained: why tolls rose", "Explained why tolls rose"),
        ("Goal! Brovik win, near record", "Goal Brovik win near record"),
        ("Cafe #1 in town: 10 out of 10", "Cafe 1 town 10 out 10"),
        ("Bank (BoE)-led talks", "Bank BoE led talks"),
        ("S&P up, AT&T down ... again", "S&P up AT&T down again"),
        ("£5m & more: who pays?", "5m more who pays"),
        ("SHIPS NOT NEAR HARBOUR SAYS PORT CHIEF", "SHIPS HARBOUR PORT CHIEF"),
        ("(RPT) FERRY WILL NOT AFFECT ACCORD", "RPT FERRY AFFECT ACCORD"),
        ("PORT INCREASES OUTPUT PLANS -REPORT", "PORT INCREASES PLANS REPORT"),
    ],
)
def test_a_headline_is_read_as_its_words(headline: str, words: str) -> None:
    found = repr(read(headline).tree)
    assert "Not(" not in found
    assert "Or(" not in found
    assert "Near(" not in found
    assert {f"'{word}'" for word in words.split() if f"'{word}'" not in found} == set()


@pytest.mark.parametrize(
    "query",
    [
        "HARBOUR NOT BRIDGE",
        "HARBOUR OR BRIDGE OR TOLL OR FARE",
        "(HARBOUR OR BRIDGE) TOLL FARE FERRY",
        "headline:HARBOUR TOLL FARE FERRY NOT BRIDGE",
        "HARBOUR W/5 BRIDGE TOLL FARE NOT FERRY",
    ],
)
def test_a_query_in_capitals_keeps_its_operators(query: str) -> None:
    assert not is_words(read(query).tree)


@pytest.mark.data
def test_two_thousand_headlines_are_read_as_words() -> None:
    with MANIFEST.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    headlines = [row[3] for row in rows if row[3]]
    assert len(headlines) > 1_900
    misread = [
        headline
        for headline in headlines
        if '"' not in headline and not is_words(read(headline).tree)
    ]
    assert misread == []
    assert read(headlines[0]).tree != Everything()
