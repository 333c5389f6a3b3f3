"""What editors see and do in the admin."""

import zlib
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from archive.models import Article, Change, CopyGroup, Import, ImportedFile, Original
from tests.factories import make_article, make_source, make_tag

pytestmark = pytest.mark.django_db
ARTICLES = "/admin/archive/article/"


def see(client: Client, address: str) -> str:
    """Return the page at an address."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def form_of(article: Article, **typed: Any) -> dict[str, Any]:
    """Return what the browser sends when these fields were typed into."""
    return {
        "headline": article.headline,
        "body": article.body.replace("\n", "\r\n"),
        "published_on": article.published_on or "",
        "published_at_0": "",
        "published_at_1": "",
        "source": article.source_id or "",
        "credits": [credit.pk for credit in article.credits.all()],
        "tags": [tag.pk for tag in article.tags.all()],
        "state": article.state,
        "byline": article.byline,
        "dateline": article.dateline,
        "section": article.section,
        "language": article.language,
        "url": article.url,
    } | typed


def save(client: Client, article: Article, **typed: Any) -> Article:
    """Save an article's form and return what is stored then."""
    address = reverse("admin:archive_article_change", args=[article.pk])
    response = client.post(address, form_of(article, **typed))
    assert response.status_code == 302, response.content.decode()
    return Article.objects.get(pk=article.pk)


def keep_beside(article: Article, *, was: str, says: str) -> ImportedFile:
    """Store the file an article came from, and a newer one that was kept beside it."""
    run = Import.objects.create()
    originals = [
        Original.objects.create(
            article=article,
            sha256=str(number) * 64,
            compressed=zlib.compress(text.encode()),
            byte_count=len(text),
            encoding="utf-8",
            format="house",
            rules_version=1,
            identity="",
            is_current=number == 0,
        )
        for number, text in enumerate((was, says))
    ]
    return ImportedFile.objects.create(
        import_run=run,
        root="pile",
        path="001.txt",
        key="k",
        outcome=ImportedFile.Outcome.KEPT_BOTH,
        article=article,
        original=originals[1],
    )


def test_an_edit_keeps_what_the_article_was(admin_client: Client) -> None:
    article = make_article(
        headline="Ferry strike", tags=("ports",), credits=("Reuters",)
    )
    tag = make_tag("ferries")
    edited = save(admin_client, article, headline="Ferry strike ends", tags=[tag.pk])
    kept = Change.objects.get()
    assert edited.headline == "Ferry strike ends"
    assert edited.edited_at is not None
    assert kept.before["headline"] == "Ferry strike"
    assert [name for _, name in kept.before["tags"]] == ["ports"]
    assert (str(kept.made_by), kept.why) == ("admin", "edited in the admin")


def test_saving_without_a_change_is_no_edit(admin_client: Client) -> None:
    article = make_article(body="One.\n\nTwo.\n\nThree.", credits=("Reuters",))
    saved = save(admin_client, article)
    assert saved.edited_at is None
    assert saved.changed_at == article.changed_at
    assert not Change.objects.exists()


def test_a_derived_headline_that_was_edited_is_derived_no_more(
    admin_client: Client,
) -> None:
    article = make_article(headline_is_derived=True)
    assert save(admin_client, article, section="Sport").headline_is_derived
    assert not save(admin_client, article, headline="By hand").headline_is_derived


def test_paragraphs_are_kept_parted_by_one_blank_line(admin_client: Client) -> None:
    saved = save(admin_client, make_article(), body="One.\r\n\r\n \r\n\r\nTwo.\r\n")
    assert saved.body == "One.\n\nTwo."


def test_the_history_says_who_changed_what(admin_client: Client) -> None:
    article = make_article(body="The crews voted to go on.", tags=("ports",))
    save(admin_client, article, body="The crews voted to stop.", tags=[])
    page = see(admin_client, f"{ARTICLES}{article.pk}/change/")
    assert "admin · edited in the admin" in page
    assert "The crews voted to <del>go on.</del><ins>stop.</ins>" in page
    assert "<del>ports</del>" in page


def test_the_text_as_it_came_is_shown_and_escaped(admin_client: Client) -> None:
    article = make_article()
    keep_beside(article, was="Said <b>so</b>", says="")
    page = see(admin_client, f"{ARTICLES}{article.pk}/change/")
    assert "Said &lt;b&gt;so&lt;/b&gt;" in page


def test_a_newer_file_kept_beside_an_edit_is_compared(admin_client: Client) -> None:
    article = make_article()
    keep_beside(article, was="Same.\n\nTwo hurt.", says="Same.\n\nThree hurt.")
    page = see(admin_client, f"{ARTICLES}{article.pk}/change/")
    assert "pile/001.txt" in page
    assert "<del>Two </del><ins>Three </ins>hurt." in page


def test_the_copies_of_an_article_are_linked(admin_client: Client) -> None:
    group = CopyGroup.objects.create()
    article = make_article(copy_group=group)
    copy = make_article(headline="The same, a day later", copy_group=group)
    page = see(admin_client, f"{ARTICLES}{article.pk}/change/")
    assert f'"{ARTICLES}{copy.pk}/change/">The same, a day later</a>' in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("undated=1", "Old map"),
        ("untagged=1", "Old map"),
        ("undated=0&untagged=0", "Ferry strike"),
        ("headline_is_derived__exact=1", "Old map"),
        ("state__exact=hidden", "Old map"),
        ("q=ferry", "Ferry strike"),
        ("published_on__year=2024", "Ferry strike"),
    ],
)
def test_the_list_is_narrowed(admin_client: Client, query: str, expected: str) -> None:
    make_article(headline="Ferry strike", tags=("ports",))
    make_article(
        headline="Old map", published_on=None, headline_is_derived=True, state="hidden"
    )
    page = see(admin_client, f"{ARTICLES}?{query}")
    assert {name for name in ("Ferry strike", "Old map") if name in page} == {expected}


def test_the_list_is_narrowed_by_names_and_import(admin_client: Client) -> None:
    article = make_article(
        headline="Ferry strike", source="Courier", credits=("PTI",), tags=("ports",)
    )
    make_article(headline="Old map")
    file = keep_beside(article, was="", says="")
    for query in (
        f"source={make_source('Courier').pk}",
        f"credits={make_source('PTI').pk}",
        f"tags={make_tag('ports').pk}",
        f"import={file.import_run_id}",
    ):
        page = see(admin_client, f"{ARTICLES}?{query}")
        assert "Ferry strike" in page
        assert "Old map" not in page


def test_the_filters_count_their_articles(admin_client: Client) -> None:
    make_article(source="Courier", credits=("PTI", "ANI"), tags=("ports",))
    make_article(published_on=None, source="Courier")
    page = see(admin_client, f"{ARTICLES}?_facets=True")
    assert "Courier (2)" in page
    assert "PTI (1)" in page
    assert "ports (1)" in page


def test_a_filter_that_makes_no_sense_is_left_out(admin_client: Client) -> None:
    Import.objects.create()
    response = admin_client.get(f"{ARTICLES}?import=x", follow=True)
    assert response.redirect_chain == [(f"{ARTICLES}?e=1", 302)]


def test_the_list_asks_as_many_questions_for_many_articles_as_for_one(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def list_page(queries: int) -> None:
        with django_assert_num_queries(queries):
            see(admin_client, ARTICLES)

    make_article(source="Courier", credits=("PTI",), tags=("ports",))
    list_page(12)
    for number in range(12):
        make_article(headline=f"No {number}", credits=("PTI", "ANI"), source="Courier")
    list_page(12)


def test_only_superusers_delete(client: Client) -> None:
    editor = User.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.all())
    client.force_login(editor)
    address = f"{ARTICLES}{make_article().pk}/delete/"
    assert client.get(address).status_code == 403
