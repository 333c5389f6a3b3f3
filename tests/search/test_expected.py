"""Why an article that was expected is not among the results."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article, CopyGroup, Import, ImportedFile
from search import outbox
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")


def expect(client: Client, text: str, **asked: str) -> dict[str, Any]:
    """Return what the page says of an article that is expected."""
    data = client.get("/search.json", {"expected": text, **asked}).json()
    found: dict[str, Any] = data["expected"]
    return found


def bridge() -> Article:
    """Return the first article of the pile."""
    return Article.objects.get(headline="Harbour bridge opens")


@pytest.fixture
def editor(client: Client) -> Client:
    """A client who is signed in as staff."""
    client.force_login(User.objects.create_user("ada", is_staff=True))
    return client


def test_an_article_is_known_by_its_address(client: Client) -> None:
    found = expect(client, f"http://testserver{bridge().get_absolute_url()}?q=x")
    assert found["id"] == bridge().pk


def test_an_article_is_known_by_the_address_it_came_from(client: Client) -> None:
    article = make_article(headline="Elsewhere", url="https://courier.example/a?b=1")
    outbox.drain()
    assert expect(client, "https://courier.example/a?b=1")["id"] == article.pk


def test_an_article_is_known_by_its_file(client: Client) -> None:
    run = Import.objects.create()
    ImportedFile.objects.create(
        import_run=run,
        article=bridge(),
        root="/pile",
        path="2024/bridge.txt",
        outcome=ImportedFile.Outcome.CREATED,
    )
    assert expect(client, "bridge.txt")["id"] == bridge().pk


def test_an_exact_headline_is_better_than_one_that_holds_it(client: Client) -> None:
    make_article(headline="Why the harbour bridge opens late")
    outbox.drain()
    assert expect(client, "harbour bridge opens")["id"] == bridge().pk


def test_of_several_one_is_chosen(client: Client) -> None:
    found = expect(client, "harbour bridge")
    assert found["id"] is None
    assert len(found["choices"]) == 2
    page = text_of(client, "/search/?q=toll&expected=harbour+bridge")
    assert f"expected=%2Farticles%2F{bridge().pk}%2F" in page


@pytest.mark.parametrize("text", ["Zeppelin", "/articles/99999/", "no-such.txt", "?!"])
def test_what_the_archive_has_not_is_said(client: Client, text: str) -> None:
    assert expect(client, text)["answer"] == "The archive has no such article."


def test_an_article_among_the_results_has_its_place(client: Client) -> None:
    found = expect(client, "An old harbour", q="harbour", sort="newest", per="20")
    assert found["steps"] == [
        {
            "reason": "",
            "name": "hit 4 of 4",
            "url": "/search/?q=harbour&sort=newest&per=20",
        }
    ]


def test_its_place_may_be_on_another_page(client: Client) -> None:
    for number in range(25):
        make_article(headline=f"Harbour {number}", published_on="2030-01-01")
    outbox.drain()
    (step,) = expect(client, "An old harbour", q="harbour", sort="newest")["steps"]
    assert step["name"] == "hit 29 of 29"
    assert step["url"].endswith("&page=2")


def test_a_part_that_keeps_it_out_is_named_with_a_way_round(client: Client) -> None:
    (step,) = expect(client, "Ferry strike ends", q="strike crews")["steps"]
    assert step == {
        "reason": "It does not have: crews",
        "name": "without crews",
        "url": "/search/?q=strike",
    }


def test_a_looser_part_is_better_than_none(client: Client) -> None:
    (step,) = expect(client, "Harbour bridge opens", q='"bridge harbour"')["steps"]
    assert step["name"] == "bridge, harbour near each other"


def test_what_it_has_in_spite_of_the_query_is_named(client: Client) -> None:
    (step,) = expect(client, "Harbour bridge opens", q="bridge NOT toll")["steps"]
    assert step["reason"] == "It has what the query is without: toll"
    assert step["url"] == "/search/?q=bridge"


def test_each_filter_and_the_dates_are_named_and_all_lifted(client: Client) -> None:
    asked = {"q": "harbour", "source": "skerrow-gazette", "from": "2025-01-01"}
    steps = expect(client, "Harbour bridge opens", **asked)["steps"]
    assert [step["reason"] for step in steps] == [
        "It is of 2 Mar 2024, and the dates are: since 1 Jan 2025",
        "It is not from Skerrow Gazette",
        "",
    ]
    assert steps[-1] == {
        "reason": "",
        "name": "without all of these",
        "url": "/search/?q=harbour",
    }


def test_an_undated_article_is_said_to_be_so(client: Client) -> None:
    asked = {"q": "harbour", "from": "2020-01-01"}
    (step,) = expect(client, "An old harbour", **asked)["steps"]
    assert step["reason"].startswith("It has no date")


def test_a_folded_copy_names_what_it_is_folded_under(client: Client) -> None:
    group = CopyGroup.objects.create()
    make_article(headline="Regatta", copy_group=group, published_on="2024-01-02")
    copy = make_article(headline="Regatta, again", copy_group=group)
    outbox.drain()
    asked = {"q": "regatta", "sort": "oldest"}
    found = expect(client, copy.get_absolute_url(), **asked)
    assert found["answer"] == "It is folded under “Regatta”."
    assert [(step["name"], step["url"]) for step in found["steps"]] == [
        ("hit 1 of 1", "/search/?q=regatta&sort=oldest"),
        ("show each copy", "/search/?q=regatta&sort=oldest&copies=show"),
    ]


def test_an_article_may_wait_to_be_indexed(client: Client) -> None:
    late = make_article(headline="Late news")
    assert "waits to be indexed" in expect(client, late.get_absolute_url())["answer"]


def test_readers_are_told_nothing_of_hidden_articles(client: Client) -> None:
    hidden = Article.objects.get(headline="Hidden harbour")
    for text in (hidden.headline, hidden.get_absolute_url()):
        assert expect(client, text)["id"] is None
        page = text_of(client, f"/search/?q=x&expected={text}")
        assert "hidden from readers" not in page


@pytest.mark.parametrize(
    ("state", "answer"),
    [("hidden", "It is hidden from readers."), ("trashed", "It is in the trash.")],
)
def test_editors_are_told_of_an_articles_state(
    editor: Client, state: str, answer: str
) -> None:
    Article.objects.filter(headline="Hidden harbour").update(state=state)
    assert expect(editor, "Hidden harbour")["answer"] == answer


def test_the_page_asks_and_answers(client: Client) -> None:
    page = text_of(client, "/search/?q=strike&sort=newest")
    assert "An article is missing?" in page
    assert '<input type="hidden" name="sort" value="newest">' in page
    page = text_of(client, "/search/?q=strike&expected=An+old+harbour")
    assert "It is not among these results." in page
    assert "It does not have: strike" in page


def test_it_takes_few_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        client.get("/search/?q=strike&tag=toll&expected=An+old+harbour")
