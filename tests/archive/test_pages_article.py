"""What the page of one article shows."""

from typing import Any

import pytest
from django.test import Client

from archive.models import Article, CopyGroup, Import, ImportedFile, Original
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def read(client: Client, article: Article) -> str:
    """Return an article's page."""
    return text_of(client, article.get_absolute_url())


def test_an_article_is_read_whole(client: Client) -> None:
    article = make_article(
        headline="Harbour strike",
        body="First.\n\nSecond.",
        byline="Ada Vik",
        section="Ports",
        source="Brovik Courier",
        tags=["ports"],
    )
    page = read(client, article)
    assert '<p id="p1">First.</p> <p id="p2">Second.</p>' in page
    assert "Ada Vik" in page
    assert "Tuesday 5 March 2024" in page
    assert "/tags/ports/" in page


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["Reuters"], "Based on a Reuters report"),
        (["ANI"], "Based on an ANI report"),
        (["ANI", "PTI"], "Based on ANI and PTI reports"),
        (["ANI", "PTI", "Reuters"], "Based on ANI, PTI and Reuters reports"),
    ],
)
def test_credits_are_put_into_words(
    client: Client, names: list[str], line: str
) -> None:
    assert line in read(client, make_article(credits=names))


def test_an_undated_article_says_so(client: Client) -> None:
    assert "Undated" in read(client, make_article(published_on=None))


def test_a_derived_headline_says_so(client: Client, admin_client: Client) -> None:
    article = make_article(headline_is_derived=True)
    assert "made from the first sentence" in read(Client(), article)
    assert "correct</a>" not in read(Client(), article)
    assert "correct</a>" in read(admin_client, article)


def test_copies_are_listed(client: Client) -> None:
    group = CopyGroup.objects.create()
    article = make_article(copy_group=group)
    make_article(headline="The copy", published_on="2024-03-06", copy_group=group)
    page = read(client, article)
    assert "The same story elsewhere" in page
    assert "The copy" in page


def test_articles_of_the_same_day_are_listed(client: Client) -> None:
    article = make_article()
    make_article(headline="Another thing that day")
    make_article(headline="The day after", published_on="2024-03-06")
    page = read(client, article)
    assert "Another thing that day" in page
    assert "The day after" not in page


def test_provenance_names_file_and_digest(client: Client) -> None:
    article = make_article()
    run = Import.objects.create()
    original = Original.objects.create(
        article=article,
        sha256="ab" * 32,
        compressed=b"",
        byte_count=1234,
        encoding="utf-8",
        format="house",
        rules_version=1,
        identity="x",
    )
    ImportedFile.objects.create(
        import_run=run,
        root="pile",
        path="2024/001.txt",
        key="k",
        outcome="created",
        article=article,
        original=original,
    )
    page = read(client, article)
    assert "pile/2024/001.txt" in page
    assert "ab" * 32 in page
    assert "house, utf-8, 1,234 bytes" in page


@pytest.mark.parametrize("state", ["hidden", "trashed"])
def test_what_is_not_live_is_for_staff(
    client: Client, admin_user: Any, state: str
) -> None:
    article = make_article(state=state)
    assert client.get(article.get_absolute_url()).status_code == 404
    client.force_login(admin_user)
    assert "readers do not see it" in read(client, article)


@pytest.mark.parametrize("slug", ["", "wrong/"])
def test_a_wrong_slug_leads_to_the_right_one(client: Client, slug: str) -> None:
    article = make_article(headline="Harbour strike")
    response = client.get(f"/articles/{article.pk}/{slug}?q=strike&tag=ports")
    assert response.status_code == 302
    assert response["Location"] == (
        f"/articles/{article.pk}/harbour-strike/?q=strike&tag=ports"
    )


def test_a_missing_article_is_not_found_kindly(client: Client) -> None:
    response = client.get("/articles/999/")
    assert response.status_code == 404
    assert "There is no such article" in response.content.decode()


def test_text_is_escaped(client: Client) -> None:
    article = make_article(headline="<b>Bold</b>", body="<script>alert(1)</script>")
    page = read(client, article)
    assert "<b>Bold" not in page
    assert "<script>alert" not in page


def test_an_article_asks_the_same_number_of_questions(
    client: Client, django_assert_num_queries: Any
) -> None:
    group = CopyGroup.objects.create()
    for number in range(8):
        make_article(
            headline=f"Strike {number}",
            credits=["Reuters", "ANI"],
            tags=["ports", "strike"],
            copy_group=group,
        )
    article = make_article(copy_group=group, tags=["ports"], credits=["PTI"])
    # The article with its labels 3, copies 2, same day 2, original and files 2.
    with django_assert_num_queries(9):
        client.get(article.get_absolute_url())


STORY = " ".join(f"The crew of ferry {number} voted at noon." for number in range(9))


def test_copies_say_how_much_of_them_is_the_same(client: Client) -> None:
    group = CopyGroup.objects.create()
    article = make_article(body=STORY, copy_group=group)
    make_article(body=f"{STORY} Nobody sailed.", headline="Later", copy_group=group,
                 published_on="2024-03-09")  # fmt: skip
    make_article(body=STORY, headline="Earlier", published_on="2024-03-01",
                 copy_group=group)  # fmt: skip
    page = read(client, article)
    assert page.index("Earlier") < page.index("the same text") < page.index("Later")
    assert "97% the same" in page
    assert "published first" not in page


def test_the_copy_that_was_published_first_says_so(client: Client) -> None:
    group = CopyGroup.objects.create()
    first = make_article(copy_group=group)
    make_article(headline="Later", published_on="2024-03-09", copy_group=group)
    assert "This one was published first." in read(client, first)
