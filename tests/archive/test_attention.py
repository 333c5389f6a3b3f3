"""What needs attention is counted, listed and mended in one place."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from archive import attention
from archive.attention import LACKS, Trouble
from archive.correcting.applying import go_on
from archive.correcting.rereading import preview_rereading
from archive.importing.pipeline import import_articles
from archive.models import Article, Import, ImportedFile, Rule
from search import outbox
from search.counting import count_articles
from tests.archive.piles import OTHER, STORY
from tests.factories import make_article, make_undecided, write_house
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")
TOMORROW = str(timezone.localdate() + datetime.timedelta(days=1))
TRAILER = "Reporting by Marta Lund"
LONG = "The ferry crews voted on Tuesday to go on with the strike. " * 3
SETTLED: dict[str, Any] = {"body": LONG, "source": "Brovik Courier"}


def make_settled(**facts: Any) -> Article:
    """Store an article that lacks nothing but what the facts say."""
    return make_article(**SETTLED | facts)


def trouble(name: str) -> Trouble:
    """Return a kind of trouble as it is now."""
    outbox.drain()
    return next(one for one in attention.gather().troubles if one.name == name)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("undated", {"published_on": None}),
        ("no source or credit", {"source": ""}),
        ("derived headline", {"headline_is_derived": True}),
        ("date in the future", {"published_on": TOMORROW}),
        ("very short text", {"body": "No ferry left."}),
    ],
)
def test_a_lack_is_counted_listed_and_mended_where_the_links_lead(
    admin_client: Client, name: str, facts: dict[str, Any]
) -> None:
    make_settled(headline="Nothing lacks", credits=["Reuters"])
    make_settled(headline="Not to be seen", state="hidden", **facts)
    assert trouble(name).count == 0
    make_settled(headline="Something lacks", **facts)
    found = trouble(name)
    assert found.count == 1
    for address in (found.address, found.fixed_at, found.selected_at):
        page = text_of(admin_client, address)
        assert "Something lacks" in page or "Correct 1 article" in page
        assert "Nothing lacks" not in page
        assert "Not to be seen" not in page


def test_credits_are_as_good_as_a_source() -> None:
    make_settled(source="", credits=["Reuters"])
    assert trouble("no source or credit").count == 0


def test_index_and_database_count_the_same() -> None:
    for day in (None, "2024-03-05", TOMORROW):
        for source in ("", "Brovik Courier"):
            for is_derived in (True, False):
                make_article(
                    published_on=day, source=source, headline_is_derived=is_derived
                )
    make_settled(state="hidden", published_on=None)
    outbox.drain()
    queries = [lack.query for lack in LACKS]
    assert attention.count_lacks(queries) == count_articles(queries).found


def test_without_an_index_the_database_counts(tmp_path: Path) -> None:
    make_settled(published_on=None)
    with override_settings(INDEX_DIR=tmp_path / "none"):
        found = count_articles(["is:undated", "is:derived"]).found
    assert found == {"is:undated": 1, "is:derived": 0}


def test_a_count_falls_when_its_list_is_mended(admin_client: Client) -> None:
    for _ in range(3):
        make_settled(published_on=None)
    found = trouble("undated")
    preview = admin_client.post(found.fixed_at, {"kind": "date", "day": "2024-03-05"})
    admin_client.post(f"{preview['Location'].removesuffix('change/')}apply/")
    assert trouble("undated").count == 0


def test_what_waits_to_be_indexed_is_said(admin_client: Client) -> None:
    make_settled()
    assert "1 article waits to be indexed" in text_of(admin_client, "/attention/")


def test_a_file_that_failed_is_counted_until_it_is_read() -> None:
    file = {"root": "pile", "path": "001.txt", "key": "1"}
    run = Import.objects.create()
    ImportedFile.objects.create(
        import_run=run, outcome="failed", reason="sealed", **file
    )
    assert trouble("failed files").count == 1
    ImportedFile.objects.create(import_run=run, outcome="created", **file)
    assert trouble("failed files").count == 0


def test_trailers_are_listed_with_their_articles_and_the_way_to_a_rule(
    tmp_path: Path, admin_client: Client
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY, trailer=TRAILER)
    write_house(tmp_path / "pile/002.txt", OTHER, trailer=TRAILER)
    import_articles([tmp_path / "pile"])
    assert trouble("trailers no rule took").count == 2
    (line,) = attention.trailer_lines()
    assert (line.line, line.count) == (TRAILER, 2)
    page = text_of(admin_client, "/attention/trailers/")
    assert "place=trailer&amp;pattern=Reporting+by+Marta+Lund" in page
    assert "2 articles" in text_of(admin_client, line.address)
    assert TRAILER in text_of(admin_client, line.fixed_at)


def test_a_trailer_that_goes_from_the_text_goes_from_the_list(tmp_path: Path) -> None:
    path = write_house(tmp_path / "pile/001.txt", STORY, trailer=TRAILER)
    write_house(tmp_path / "pile/002.txt", OTHER, trailer=TRAILER)
    import_articles([path.parent])
    write_house(path, STORY, trailer="Based On Reuters Report")
    import_articles([path.parent])
    assert attention.trailer_lines()[0].count == 1
    article = Article.objects.latest("id")
    article.body = article.body.removesuffix(TRAILER)
    article.save()
    assert attention.trailer_lines() == ()


def test_a_rule_made_of_a_trailer_settles_it_when_texts_are_read_again(
    tmp_path: Path, admin_user: User
) -> None:
    path = write_house(tmp_path / "pile/001.txt", STORY, trailer=TRAILER)
    import_articles([path.parent])
    Rule.objects.create(name="by", place="trailer", pattern="Reporting by BYLINE")
    go_on(preview_rereading(by=admin_user))
    assert attention.trailer_lines() == ()
    assert Article.objects.get().byline == "Marta Lund"


def test_an_archive_in_order_reads_kindly(admin_client: Client) -> None:
    make_settled()
    outbox.drain()
    page = text_of(admin_client, "/attention/")
    assert "Nothing at all." in page
    assert page.count(">settled<") == len(attention.gather().troubles)
    assert "None is left" in text_of(admin_client, "/attention/copies/")
    assert "None is left" in text_of(admin_client, "/attention/trailers/")


@pytest.mark.parametrize("page", ["", "copies/", "trailers/"])
def test_readers_are_asked_to_sign_in_as_editors(client: Client, page: str) -> None:
    address = f"/attention/{page}"
    assert client.get(address)["Location"] == f"/sign-in/?next={address}"
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address)["Location"] == f"/sign-in/?next={address}"


def test_home_says_it_to_editors_in_a_line(
    client: Client, admin_client: Client
) -> None:
    make_settled(published_on=None)
    outbox.drain()
    assert "/attention/" not in text_of(client, "/")
    assert "1 undated article" in text_of(client, "/")
    page = text_of(admin_client, "/")
    assert "1 undated article" not in page
    assert '<a href="/attention/">Needs attention</a>' in page
    assert 'rel="nofollow">undated</a> 1' in page


def test_the_number_of_queries_does_not_grow(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        make_undecided()
        make_settled(published_on=None, body=f"{LONG}\n\nReporting by {number}")
    for page, most in (("", 10), ("copies/", 12), ("trailers/", 10)):
        with django_assert_max_num_queries(most):
            admin_client.get(f"/attention/{page}")
