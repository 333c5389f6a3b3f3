"""The columns of values, and the chips of those in force."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Import, ImportedFile
from search import outbox
from tests.factories import make_article
from tests.pages import text_of


@pytest.fixture
def papers(index: None) -> None:
    """Articles of several years, lengths and sections."""
    for number, (day, words) in enumerate(
        [
            ("2019-03-01", 100),
            ("2024-03-01", 300),
            ("2024-05-01", 700),
            ("2025-03-01", 1_500),
            (None, 2_500),
        ]
    ):
        make_article(
            headline="Harbour",
            body="toll " * words,
            published_on=day,
            source=f"Paper {number % 2}",
            section=("Sport", "News")[number % 2],
            language=("en", "hi")[number % 2],
            tags=[f"tag {number}"],
            credits=[f"Agency {number}"],
        )
    outbox.drain()


def column(client: Client, address: str, title: str) -> list[tuple[str, str]]:
    """Return the names of a column with their counts."""
    page = text_of(client, address)
    (section,) = re.findall(f"<h2>{title}</h2>(.*?)</section>", page, re.DOTALL)
    return re.findall(
        r'class="value"[^>]*>(?:<span.*?</span>)*([^<]*)</a>.*?count">([^<]*)<',
        section,
        re.DOTALL,
    )


def test_columns_stand_in_one_order(papers: None, client: Client) -> None:
    titles = re.findall("<h2>([^<]*)</h2>", text_of(client, "/search/?q=harbour"))
    assert [title for title in titles if title != "Harbour"] == [
        *("Date", "Source", "Based on", "Section", "Tag", "Language", "Length"),
    ]


def test_imports_are_a_facet_for_editors(papers: None, client: Client) -> None:
    for name in ("Fog", "Ice"):
        ImportedFile.objects.create(
            import_run=Import.objects.create(),
            article=make_article(headline=name),
            outcome="created",
        )
    outbox.drain()
    assert "<h2>Import</h2>" not in text_of(client, "/search/")
    client.force_login(User.objects.create_superuser("ada"))
    assert "<h2>Import</h2>" in text_of(client, "/search/")


def test_years_come_newest_first_and_the_undated_last(
    papers: None, client: Client
) -> None:
    assert column(client, "/search/?q=harbour", "Date") == [
        *(("2025", "1"), ("2024", "2"), ("2019", "1"), ("undated", "1")),
    ]


def test_lengths_come_shortest_first_in_words(papers: None, client: Client) -> None:
    assert column(client, "/search/?q=harbour", "Length") == [
        ("under 250 words", "1"),
        ("250–499 words", "1"),
        ("500–999 words", "1"),
        ("1,000–1,999 words", "1"),
        ("2,000 words and more", "1"),
    ]


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ("date=2024", 2),
        ("date=2024&date=2019", 3),
        ("date=2024&date=undated", 3),
        ("not_date=2024", 3),
        ("not_date=undated", 4),
        ("length=0-249", 1),
        ("length=0-249&length=2000-", 2),
        ("not_length=0-249&not_length=2000-", 3),
        ("date=2024&length=250-499", 1),
        ("date=2024&not_length=250-499", 1),
        ("date=2018", 0),
    ],
)
def test_years_and_lengths_filter(
    papers: None, client: Client, filters: str, total: int
) -> None:
    data = client.get(f"/search.json?q=harbour&{filters}").json()
    assert data["total"] == total
    assert data["notes"] == []


@pytest.mark.parametrize(
    "filters", ["date=20x4", "date=-1", "date=0", "date=12024", "length=5", "length=x"]
)
def test_no_such_year_or_length_is_noted(
    papers: None, client: Client, filters: str
) -> None:
    data = client.get(f"/search.json?q=harbour&{filters}").json()
    assert data["total"] == 5
    assert f"“{filters}” was left out" in data["notes"][0]["message"]


def test_a_second_year_can_be_added(papers: None, client: Client) -> None:
    address = "/search/?q=harbour&date=2024"
    assert column(client, address, "Date") == column(
        client, "/search/?q=harbour", "Date"
    )
    assert "/search/?q=harbour&amp;date=2024&amp;date=2025" in text_of(client, address)


@pytest.mark.parametrize(
    ("filters", "chips"),
    [
        ("date=2024&not_date=undated", ["2024", "not undated"]),
        (
            "length=250-499&not_length=2000-",
            ["250–499 words", "not 2,000 words and more"],
        ),
        ("from=2024-03&to=2024-03", ["Mar 2024"]),
        (
            "from=2024&undated=1&section=News",
            ["since 1 Jan 2024 or undated", "in News"],
        ),
        ("language=hi&not_credit=agency-1", ["not based on Agency 1", "in Hindi"]),
    ],
)
def test_each_filter_in_force_is_a_chip(
    papers: None, client: Client, filters: str, chips: list[str]
) -> None:
    data = client.get(f"/search.json?q=harbour&{filters}").json()
    assert [chip["text"] for chip in data["filters"]] == chips


def test_chips_are_removed_one_by_one_or_all_at_once(
    papers: None, client: Client
) -> None:
    filters = "date=2024&length=250-499&sort=oldest&bars=share"
    page = text_of(client, f"/search/?q=harbour&{filters}")
    (chips,) = re.findall('<ul class="chips".*?</ul>', page, re.DOTALL)
    assert re.findall('href="([^"]*)"', chips) == [
        "/search/?q=harbour&amp;length=250-499&amp;sort=oldest&amp;bars=share",
        "/search/?q=harbour&amp;date=2024&amp;sort=oldest&amp;bars=share",
        "/search/?q=harbour&amp;sort=oldest&amp;bars=share",
    ]


def test_what_was_chosen_stays_in_its_place(papers: None, client: Client) -> None:
    page = text_of(client, "/search/?q=harbour&date=2019")
    names = [name for name, _ in column(client, "/search/?q=harbour&date=2019", "Date")]
    assert names == ["2025", "2024", "2019", "undated"]
    assert page.count('class="chosen"') == 1


def test_the_last_page_of_results_shows_the_last_hit(
    papers: None, client: Client
) -> None:
    for number in range(40):
        make_article(headline=f"Boat {number}", published_on="2020-01-01")
    outbox.drain()
    page = text_of(client, "/search/?q=boat&sort=oldest&page=2")
    assert "21–40 of 40 articles" in page
    assert ">Boat</mark> 39</a>" in page


def test_counts_beside_a_value_left_out_are_what_their_links_find(
    index: None, client: Client
) -> None:
    make_article(headline="Harbour", tags=["toll", "ferry"])
    make_article(headline="Harbour", tags=["ferry"])
    make_article(headline="Harbour", tags=["bridge"])
    outbox.drain()
    tags = column(client, "/search/?q=harbour&not_tag=toll", "Tag")
    assert sorted(tags) == [("bridge", "1"), ("ferry", "1"), ("toll", "1")]
