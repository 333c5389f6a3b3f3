"""The lines of a whole result set as a file."""

import csv
from typing import Any

import pytest
from django.test import Client

from search import outbox
from search.engine import IndexUnusable
from tests.factories import make_article

pytestmark = pytest.mark.usefixtures("index")


def read_csv(client: Client, address: str) -> list[list[str]]:
    """Return the rows of a file."""
    text = client.get(address).getvalue().decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))


def test_all_lines_are_a_file(client: Client) -> None:
    newer = make_article(
        headline="Toll rises",
        body="A new toll came.\n\nThe old toll went.",
        published_on="2025-06-01",
        source="Brovik Courier",
    )
    older = make_article(
        headline="Bridge opens",
        body="No toll yet, said Vik. Any toll is too much.",
        published_on="2024-03-02",
        credits=["Reuters"],
    )
    outbox.drain()
    rows = read_csv(client, "/search/lines.csv?q=toll&sort=newest&page=9&view=lines")
    assert rows[0] == [
        *("article", "date", "source", "credits", "headline"),
        *("left", "word", "right"),
    ]
    assert rows[1] == [
        *(str(newer.pk), "2025-06-01", "Brovik Courier", "", "Toll rises"),
        *("", "Toll", "rises"),
    ]
    assert rows[5] == [
        *(str(older.pk), "2024-03-02", "", "Reuters", "Bridge opens"),
        *("No toll yet, said Vik. Any", "toll", "is too much."),
    ]
    assert len(rows) == 6


def test_the_file_holds_nothing_a_spreadsheet_would_run(client: Client) -> None:
    make_article(
        headline="=cmd|' /C calc'!A0",
        body="-1+2 toll @here",
        source="+47",
        published_on=None,
    )
    outbox.drain()
    (row,) = read_csv(client, "/search/lines.csv?q=toll")[1:]
    assert row[1:] == [
        *("", "'+47", "", "'=cmd|' /C calc'!A0"),
        *("'-1+2", "toll", "'@here"),
    ]


def test_a_file_without_an_index_says_what_to_run(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise IndexUnusable("no index: run `manage.py rebuild_index`")

    monkeypatch.setattr("search.views.open_engine", refuse)
    response = client.get("/search/lines.csv?q=toll")
    assert response.status_code == 503
    assert "rebuild_index" in response.content.decode()


def test_without_words_the_file_has_a_header_only(client: Client) -> None:
    make_article(source="Brovik Courier")
    outbox.drain()
    assert len(read_csv(client, "/search/lines.csv?source=brovik-courier")) == 1


def test_a_search_without_words_reads_no_article(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    make_article(tags=["toll"])
    outbox.drain()
    with django_assert_max_num_queries(1):
        rows = read_csv(client, "/search/lines.csv?tag=toll")
    assert len(rows) == 1
