"""A pasted text is searched and answered like any query, in a page of decent size."""

from __future__ import annotations

import pytest
from django.test import Client

from search.aid import spelling
from search.engine import Engine
from search.language.tree import And, Node, Word
from search.whoosh_engine import open_engine
from tests.search.test_reading import asked_in, reading_of

pytestmark = pytest.mark.usefixtures("pile")
PASTED = " ".join(f"harbour{number}" for number in range(800))
# Each filter and order has the query in its address, but not each of its words.
MOST_MENTIONS = 200
ENOUGH_QUESTIONS = 300


@pytest.mark.parametrize("joint", [" ", " OR ", " -"])
def test_a_pasted_text_gives_a_page_of_decent_size(joint: str, client: Client) -> None:
    text = PASTED.replace(" ", joint)[:9_990]
    for address in ("/search/", "/search.json"):
        page = client.get(address, {"q": text})
        assert page.status_code == 200
        assert page.content.count(b"harbour599") < MOST_MENTIONS


def test_what_is_too_much_to_be_taken_apart_is_told_as_a_whole(client: Client) -> None:
    (part,) = reading_of(PASTED).parts
    assert part.without == ""
    assert part.words.startswith("harbour0 AND harbour1 AND ")
    either = f"harbour {PASTED}".replace(" ", " OR ")[:9_900].rpartition(" OR ")[0]
    told = client.get("/search.json", {"q": either}).json()
    assert [part["total"] for part in told["query"]["parts"]] == [told["total"]]


def test_a_long_reading_is_cut_on_the_page(client: Client) -> None:
    page = client.get("/search/", {"q": PASTED}).content.decode()
    reading = page[page.index("Read as") : page.index("</p>", page.index("Read as"))]
    assert len(reading) < 1_000
    assert "…" in reading


def test_a_long_headline_keeps_its_words_as_typed_without_each() -> None:
    headline = (
        "Harbour bridge toll rises again, say crews; ferry strike ends: boats sail "
        "past old town north and drivers pay more!"
    )
    parts = reading_of(headline).parts
    left = asked_in(parts[0].without)["q"]
    assert left == headline.removeprefix("Harbour ")


@pytest.mark.parametrize(
    "tree", [Word("a" * 10_000), And(tuple(map(Word, PASTED.split())))]
)
def test_no_text_is_corrected_word_by_word(
    tree: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Node] = []
    count = spelling.count_in_archive

    def note(node: Node, engine: Engine) -> int:
        asked.append(node)
        return count(node, engine)

    monkeypatch.setattr(spelling, "count_in_archive", note)
    spelling.corrections(tree, open_engine(), is_found=False)
    assert len(asked) < ENOUGH_QUESTIONS
