"""The same results as a list, and as lines around each mention."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article
from search import outbox
from search.results import lines
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")


@pytest.fixture
def tolls() -> list[Article]:
    """Two articles with five mentions of a toll, the newer first."""
    articles = [
        make_article(
            headline="Toll rises",
            body="A new toll came.\n\nThe old toll went.",
            published_on="2025-06-01",
            source="Brovik Courier",
        ),
        make_article(
            headline="Bridge opens",
            body="No toll yet, said Vik. Any toll is too much.",
            published_on="2024-03-02",
            credits=["Reuters"],
        ),
    ]
    outbox.drain()
    return articles


def words_beside(page: str) -> list[str]:
    """Return what the page shows around each mention."""
    found = re.findall(r"<span>([^<]*)</span><mark>[^<]*</mark><span>([^<]*)<", page)
    return [f"{left.strip()}|{right.strip()}" for left, right in found]


def test_views_are_offered_and_kept(client: Client, tolls: list[Article]) -> None:
    page = text_of(client, "/search/?q=toll&view=list&sort=newest")
    assert 'aria-current="true">List</a>' in page
    assert "/search/?q=toll&amp;sort=newest&amp;view=lines" in page
    assert "/search/?q=toll&amp;sort=oldest&amp;view=list" in page
    assert f"{tolls[0].get_absolute_url()}?q=toll&amp;sort=newest&amp;view=list" in page
    page = text_of(client, f"{tolls[0].get_absolute_url()}?q=toll&view=list")
    assert '<a href="/search/?q=toll&amp;view=list">Back to results</a>' in page


def test_a_list_has_one_line_an_article(client: Client, tolls: list[Article]) -> None:
    page = text_of(client, "/search/?q=toll&view=list")
    assert page.count('<li class="hit">') == 2
    assert "2 Mar 2024" in page
    assert "Based on a Reuters report" in page
    assert "10 words" in page
    assert "said Vik" not in page


def test_lines_show_every_mention_in_the_order_of_the_hits(
    client: Client, tolls: list[Article]
) -> None:
    page = text_of(client, "/search/?q=toll&view=lines&sort=newest")
    assert "5 lines from articles 1–2" in page
    assert words_beside(page) == [
        "|rises",
        "A new|came. The old toll went.",
        "A new toll came. The old|went.",
        "No|yet, said Vik. Any toll is too much.",
        "No toll yet, said Vik. Any|is too much.",
    ]
    address = f"{tolls[1].get_absolute_url()}?q=toll&amp;sort=newest&amp;view=lines#m2"
    assert f'<a href="{address}">' in page


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("left", ["", "Any", "new", "No", "old"]),
        ("right", ["came", "is", "rises", "went", "yet"]),
    ],
)
def test_lines_are_sorted_by_the_words_beside(
    client: Client, tolls: list[Article], order: str, expected: list[str]
) -> None:
    page = text_of(client, f"/search/?q=toll&view=lines&lines={order}")
    sides = [text.split("|") for text in words_beside(page)]
    if order == "left":
        assert [left.rpartition(" ")[2] for left, _ in sides] == expected
    else:
        assert [re.split(r"\W", right)[0] for _, right in sides] == expected
    assert "5 lines ·" in page
    assert "<b>2 articles</b>" in page


def test_sorted_lines_say_how_many_articles_were_read(
    client: Client, tolls: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINES_READ", 2)
    page = text_of(client, "/search/?q=toll&view=lines&lines=left&sort=newest")
    assert "3 lines, those of the first 1 article" in page


def test_sorted_lines_have_pages_and_the_way_back_leads_to_them(
    client: Client, tolls: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINES_A_PAGE", 2)
    page = text_of(client, "/search/?q=toll&view=lines&lines=right&page=3")
    assert words_beside(page) == ["No|yet, said Vik. Any toll is too much."]
    address = re.search(r'<li> <a href="([^"]*)#m1"', page)
    assert address
    page = text_of(client, address[1].replace("&amp;", "&"))
    back = "/search/?q=toll&amp;view=lines&amp;lines=right&amp;page=3"
    assert f'<a href="{back}">Back to results</a>' in page


def test_pages_of_lines_lead_to_the_last_hit(client: Client) -> None:
    for number in range(21):
        make_article(headline=f"Toll {number}", body="No word.")
    outbox.drain()
    page = text_of(client, "/search/?q=toll&view=lines&sort=oldest&page=2")
    assert words_beside(page) == ["|20"]
    assert "1 line from articles 21–21" in page


def test_an_article_of_many_mentions_is_cut_short_and_says_so(client: Client) -> None:
    article = make_article(headline="Much", body="toll " * 250)
    outbox.drain()
    page = text_of(client, "/search/?q=toll&view=lines")
    assert page.count("<mark>") == 100
    assert "250 lines from articles 1–1" in page
    address = f"{article.get_absolute_url()}?q=toll&amp;view=lines#m101"
    assert f'<a href="{address}">and 150 more lines in this article</a>' in page


def test_lines_without_words_say_what_to_do(
    client: Client, tolls: list[Article]
) -> None:
    for number in range(20):
        make_article(headline=f"Boat {number}", source="Brovik Courier")
    outbox.drain()
    page = text_of(client, "/search/?view=lines&source=brovik-courier")
    assert "this search asks for none: type a word" in page
    assert "Next ›" not in page


def test_words_that_stand_in_labels_alone_have_no_lines(client: Client) -> None:
    make_article(tags=["toll"])
    outbox.drain()
    page = text_of(client, "/search/?q=tag:toll&view=lines")
    assert "asks for none" in page
    make_article(byline="Ada Zephyrine")
    outbox.drain()
    page = text_of(client, "/search/?q=by:zephyrine&view=lines")
    assert "they stand elsewhere" in page


def test_a_wrong_view_is_noted(client: Client, tolls: list[Article]) -> None:
    page = text_of(client, "/search/?q=toll&view=cards&lines=up")
    assert "“view=cards” was left out: it is list or lines." in page
    assert "“lines=up” was left out: it is left or right." in page


def test_more_mentions_open_as_lines(client: Client) -> None:
    paragraph = "The toll rose again, as drivers said with one voice on Monday. " * 9
    article = make_article(headline="Toll", body="\n\n".join([paragraph] * 2))
    outbox.drain()
    page = text_of(client, "/search/?q=toll")
    shown = page.split('<details class="more">')[0].count("<mark>")
    more = 19 - shown
    assert f"<summary>+{more} more mentions</summary>" in page
    lines = page.split('<details class="more">')[1].split("</details>")[0]
    assert lines.count("<mark>") == 5
    assert f"and {more - 5} more mentions in the article" in lines
    assert f"{article.get_absolute_url()}?q=toll#m" in lines
    data = client.get("/search.json?q=toll").json()
    assert data["hits"][0]["mentions"] == 19


def test_lines_are_data_too(client: Client, tolls: list[Article]) -> None:
    data = client.get("/search.json?q=toll&view=lines&sort=newest").json()
    assert data["hits"] == []
    assert data["lines"][0] == {
        "id": tolls[0].pk,
        "mention": 1,
        "left": "",
        "word": "Toll",
        "right": " rises",
    }
    data = client.get("/search.json?q=toll&view=list").json()
    assert [hit["snippets"] for hit in data["hits"]] == [[], []]


@pytest.mark.parametrize("view", ["list", "lines", "lines&lines=left"])
def test_views_ask_no_more_questions_than_articles(client: Client, view: str) -> None:
    for number in range(15):
        make_article(
            headline=f"Harbour {number}",
            source=f"Paper {number}",
            credits=["Reuters", f"Agency {number}"],
            tags=[f"tag {number}"],
        )
    outbox.drain()
    client.get("/search/?q=harbour")
    with CaptureQueriesContext(connection) as of_articles:
        client.get("/search/?q=harbour")
    with CaptureQueriesContext(connection) as of_view:
        client.get(f"/search/?q=harbour&view={view}")
    assert len(of_view) <= len(of_articles)


def test_an_article_counts_its_mentions(client: Client, tolls: list[Article]) -> None:
    page = text_of(client, f"{tolls[0].get_absolute_url()}?q=toll")
    assert '<a href="#m1"' in page
    assert ">3 mentions</a>" in page
    assert '<mark id="m1">Toll</mark>' in page
    assert "search/mentions.js" in page
    page = text_of(client, tolls[0].get_absolute_url())
    assert "mention" not in page


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("toll", ["Tolls", "toll", "tolled"]),
        ('"toll"', ["toll"]),
        ('"toll bridge"', ["toll bridge"]),
        ("tol*", ["Tolls", "toll", "tolled"]),
        ("tolt~", ["toll"]),
    ],
)
def test_quotes_mark_exact_words_and_words_all_their_forms(
    client: Client, query: str, marked: list[str]
) -> None:
    make_article(headline="Other", body="Tolls at the toll bridge tolled.")
    outbox.drain()
    data = client.get("/search.json", {"q": query, "view": "lines"}).json()
    assert [line["word"] for line in data["lines"]] == marked
