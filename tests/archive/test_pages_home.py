"""What the home page says of the archive."""

import datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from archive.models import Article, Import, ImportedFile
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def make_import(*, is_sample: bool, articles: int = 1) -> Import:
    """Store a finished import that brought articles."""
    run = Import.objects.create(is_sample=is_sample, finished_at=timezone.now())
    for number in range(articles):
        article = make_article(headline=f"Sample {run.pk}-{number}")
        ImportedFile.objects.create(
            import_run=run,
            root="house",
            path=f"{number}.txt",
            key=f"{run.pk}-{number}",
            outcome=ImportedFile.Outcome.CREATED,
            article=article,
        )
    return run


def test_an_empty_archive_says_how_to_fill_it(client: Client) -> None:
    page = text_of(client, "/")
    assert "import_articles" in page
    assert "/import/" in page


def test_one_line_says_how_much_there_is(client: Client) -> None:
    make_article(source="Brovik Courier", published_on="1998-01-03")
    make_article(source="Brovik Courier", published_on="2026-11-22")
    page = text_of(client, "/")
    assert "2 articles from 1 source" in page
    assert "3 Jan 1998" in page
    assert "22 Nov 2026" in page


def test_credits_are_not_counted_as_sources(client: Client) -> None:
    make_article(credits=["Reuters"])
    assert "1 article based on reports by 1 source" in text_of(client, "/")


def test_hidden_articles_are_not_counted(client: Client) -> None:
    make_article(headline="Seen")
    make_article(headline="Unseen", state="hidden")
    page = text_of(client, "/")
    assert "1 article" in page
    assert "Unseen" not in page


def test_coverage_shows_empty_years_too(client: Client) -> None:
    make_article(published_on="2010-01-03")
    make_article(published_on="2022-01-03")
    page = text_of(client, "/")
    assert '>2021</th> <td class="number">0</td>' in page
    assert "dots, nothing" in page


def test_the_home_page_of_a_full_archive_has_sixty_links_at_most(
    client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2026, 3, 5))
    for number in range(30):
        make_article(
            headline=f"Ferry harbour {number}",
            published_on=f"{1990 + number}-03-05",
            source=f"Paper {number}",
            tags=[f"tag {number}"],
        )
    page = text_of(client, "/")
    _, _, chart = page.partition("<svg")
    _, _, rest = chart.partition("</svg>")
    assert page.count("<a ") - chart.partition("</svg>")[0].count("<a ") <= 60
    assert "On this day" in rest


def test_this_day_in_other_years_is_remembered(
    client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2026, 3, 5))
    make_article(published_on="2024-03-05")
    assert "On this day, 5 March" in text_of(client, "/")


def test_without_memories_there_is_no_such_part(
    client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2024, 2, 29))
    make_article(published_on="2024-03-05")
    assert "On this day" not in text_of(client, "/")


def test_samples_can_be_removed(client: Client) -> None:
    make_import(is_sample=True, articles=2)
    assert "2 sample articles" in text_of(client, "/")


def test_an_own_import_ends_the_samples_line(client: Client) -> None:
    make_import(is_sample=True)
    make_import(is_sample=False)
    assert "sample article" not in text_of(client, "/")


def test_a_failed_import_does_not_end_it(client: Client) -> None:
    make_import(is_sample=True)
    make_import(is_sample=False, articles=0)
    assert "1 sample article" in text_of(client, "/")


def test_removing_samples_is_for_those_who_may(client: Client) -> None:
    make_import(is_sample=True)
    response = client.get("/samples/remove/")
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_removing_samples_asks_first(admin_client: Client) -> None:
    make_import(is_sample=True, articles=3)
    assert "Remove 3 articles" in text_of(admin_client, "/samples/remove/")


def test_removed_samples_are_gone(admin_client: Client) -> None:
    make_import(is_sample=True, articles=2)
    response = admin_client.post("/samples/remove/", follow=True)
    assert "The sample articles were removed" in response.content.decode()
    assert not Article.objects.exists()


def test_without_samples_there_is_nothing_to_remove(admin_client: Client) -> None:
    assert admin_client.get("/samples/remove/").status_code == 302


def test_the_home_page_asks_the_same_number_of_questions(
    client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        make_article(
            headline=f"Strike {number}",
            source=f"Paper {number}",
            credits=["Reuters"],
            tags=["ports", f"tag {number}"],
        )
    with django_assert_num_queries(17):
        client.get("/")


def test_home_is_made_anew_after_each_commit(client: Client) -> None:
    make_article(headline="Ferry strike")
    with patch("archive.kept.database_version", return_value=701):
        assert "Ferry strike" in text_of(client, "/")
        make_article(headline="Toll rises")
        assert "Toll rises" not in text_of(client, "/")
    with patch("archive.kept.database_version", return_value=702):
        assert "Toll rises" in text_of(client, "/")
