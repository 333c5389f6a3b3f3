"""Browsers are sent no more of a page than they need."""

import gzip
from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article
from archive.people.roles import Role, give_role
from tests.factories import make_article

PAGES = (
    "/",
    "/search/?q=harbour",
    "/articles/{article.pk}/{article.slug}/",
    "/2024/3/5/",
    "/2024/3/",
    "/2024/",
    "/years/",
    "/tags/",
    "/tags/ports/",
    "/sources/",
    "/sources/brovik-courier/",
    "/undated/",
    "/help/search/",
)
PACKED = {"Accept-Encoding": "gzip"}

pytestmark = pytest.mark.usefixtures("index")


@pytest.fixture(autouse=True)
def article(transactional_db: None) -> Article:
    """An article of the archive, beside one without a date."""
    make_article(headline="Toll rises", published_on=None)
    return make_article(tags=["ports"], source="Brovik Courier")


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser in which an editor is signed in."""
    person = User.objects.create_user("ada")
    give_role(person, Role.EDITOR)
    client.force_login(person)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_has_not_changed_is_not_sent_again(
    client: Client, article: Article, page: str
) -> None:
    address = page.format(article=article)
    first = client.get(address)
    assert first.status_code == HTTPStatus.OK
    known = {"If-None-Match": first.headers["ETag"]}
    again = Client().get(address, headers=known)
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert client.get(address).content == first.content


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_given_no_secret_and_not_looked_up(
    client: Client, article: Article, page: str
) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(page.format(article=article))
    assert not {"csrftoken", "sessionid"} & answer.cookies.keys()
    assert b"csrfmiddlewaretoken" not in answer.content
    said = " ".join(query["sql"] for query in asked.captured_queries)
    assert "django_session" not in said
    assert "auth_user" not in said


def test_a_page_is_sent_again_once_it_says_something_else(
    client: Client, article: Article
) -> None:
    known = {"If-None-Match": client.get("/2024/3/5/").headers["ETag"]}
    Article.objects.filter(pk=article.pk).update(state=Article.State.HIDDEN)
    assert client.get("/2024/3/5/", headers=known).status_code == HTTPStatus.OK


def test_browsers_ask_each_time_and_others_keep_nothing(client: Client) -> None:
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


def test_an_editors_page_is_not_sent_again_for_the_masks_of_its_forms(
    editor: Client,
) -> None:
    first, second = editor.get("/"), editor.get("/")
    assert first.content != second.content
    known = {"If-None-Match": first.headers["ETag"]}
    again = editor.get("/", headers=known)
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_a_page_is_sent_again_when_its_forms_would_be_refused(editor: Client) -> None:
    known = {"If-None-Match": editor.get("/").headers["ETag"]}
    # As after signing in anew.
    del editor.cookies["csrftoken"]
    assert editor.get("/", headers=known).status_code == HTTPStatus.OK


def test_a_page_that_nobody_may_keep_has_no_name(editor: Client) -> None:
    assert "ETag" not in editor.get("/account/").headers


def test_a_page_comes_packed_to_who_reads_that(client: Client) -> None:
    plain, packed = client.get("/years/"), client.get("/years/", headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) == int(packed.headers["Content-Length"])


def test_what_is_written_while_it_is_sent_goes_as_it_is(client: Client) -> None:
    answer = client.get("/search/export/?format=docx", headers=PACKED)
    answer.close()
    assert answer.streaming
    assert "Content-Encoding" not in answer.headers
