"""What people see to of their own account: password, sign-ins, feeds."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from archive.models import FeedKey, SignIn
from archive.people import sign_ins
from tests.factories import make_article
from tests.pages import text_of

PASSWORD = "a harbour at night"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", password=PASSWORD)


def sign_in(client: Client, **headers: str) -> str:
    """Give name and password, and return where that leads."""
    posted = {"username": "ada", "password": PASSWORD}
    return client.post("/sign-in/", posted, headers=headers).headers["Location"]


def test_sign_ins_are_listed_by_browser_and_address(ada: User, client: Client) -> None:
    sign_in(client)
    sign_in(Client(), user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    page = text_of(client, "/account/")
    assert "Firefox on Linux at 127.0.0.1" in page
    assert page.count("this one") == 1


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/19 Safari/604", "Safari on iOS"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140 Safari/537", "Chrome on Android"),
        ("curl/8", "An unknown browser"),
    ],
)
def test_browsers_are_called_by_their_names(said: str, name: str) -> None:
    assert sign_ins.name_browser(said) == name


def test_one_sign_in_is_ended_and_then_all_others(ada: User, client: Client) -> None:
    browsers = [Client() for _ in range(3)]
    for browser in (client, *browsers):
        sign_in(browser)
    of_first = SignIn.objects.get(session=browsers[0].session.session_key)
    client.post(f"/account/sign-ins/{of_first.pk}/end/")
    assert browsers[0].get("/account/").status_code == 302
    assert browsers[1].get("/account/").status_code == 200
    client.post("/account/sign-ins/end/")
    assert browsers[1].get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_nobody_ends_the_sign_in_of_another(ada: User, client: Client) -> None:
    sign_in(Client())
    client.force_login(User.objects.create_user("eve"))
    client.post(f"/account/sign-ins/{SignIn.objects.get(person=ada).pk}/end/")
    assert SignIn.objects.filter(person=ada).exists()


def test_a_new_password_ends_the_other_sign_ins(ada: User, client: Client) -> None:
    other = Client()
    for browser in (client, other):
        sign_in(browser)
    new = {"new_password1": "a ferry at dawn", "new_password2": "a ferry at dawn"}
    client.post("/account/password/", {"old_password": "a guess"} | new)
    assert other.get("/account/").status_code == 200
    client.post("/account/password/", {"old_password": PASSWORD} | new)
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
    assert text_of(client, "/account/").count("this one") == 1


@pytest.mark.parametrize(
    "what", [{"is_active": False}, {"password": "another"}], ids=str
)
def test_what_closes_an_account_to_a_browser_ends_its_sign_in(
    ada: User, client: Client, what: dict[str, object]
) -> None:
    sign_in(client)
    for name, value in what.items():
        setattr(ada, name, value)
    ada.save()
    assert not SignIn.objects.exists()
    User.objects.update(is_active=True)
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("new", ["short 1", "password123", "3141592653589"])
def test_a_password_that_is_guessed_easily_is_refused(
    ada: User, client: Client, new: str
) -> None:
    sign_in(client)
    posted = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/account/password/", posted).status_code == 200
    assert User.objects.get().check_password(PASSWORD)


def personal_feed(client: Client) -> str:
    """Make a key, and return the address of the feed of all articles."""
    client.post("/account/feeds/make/")
    address = client.get("/account/").context["feed"]
    assert isinstance(address, str)
    assert address.startswith("/feeds/")
    return address


def test_a_personal_address_opens_feeds_and_nothing_else(
    ada: User, client: Client, index: None
) -> None:
    sign_in(client)
    address = personal_feed(client)
    saved = ada.saved_searches.create(name="mine", parameters="q=ferry")
    program = Client()
    assert f'href="http://testserver{address}" rel="self"' in text_of(program, address)
    assert (
        program.get(address.replace("articles", f"saved/{saved.pk}")).status_code == 200
    )
    for path in ("account/", "search.json", "admin/", "no/such/page", "tags/"):
        assert program.get(address.replace("articles.atom", path)).status_code == 404
    assert program.get(address.replace("/articles", "x/articles")).status_code == 404
    assert program.post(address).status_code == 405


def test_an_address_that_was_renewed_or_taken_back_is_void(
    ada: User, client: Client, index: None
) -> None:
    sign_in(client)
    first = personal_feed(client)
    second = personal_feed(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post("/account/feeds/revoke/")
    assert Client().get(second).status_code == 404


def test_a_closed_account_has_no_feeds(ada: User, client: Client, index: None) -> None:
    sign_in(client)
    address = personal_feed(client)
    User.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_database_alone_gives_no_feed_address(
    ada: User, client: Client, settings: Settings, index: None
) -> None:
    sign_in(client)
    address = personal_feed(client)
    assert FeedKey.objects.get().value not in ("", address.split("/")[2])
    settings.SECRET_KEY = "another"
    assert Client().get(address).status_code == 404


def test_pages_of_a_private_archive_give_personal_feed_addresses(
    ada: User, client: Client, settings: Settings, index: None
) -> None:
    make_article(headline="Ferry toll")
    sign_in(client)
    plain = 'href="/search.atom?q=ferry"'
    assert plain in text_of(client, "/search/?q=ferry")
    settings.PRIVATE = True
    page = text_of(client, "/search/?q=ferry")
    assert plain not in page
    assert 'href="/account/#feeds"' in page
    own = personal_feed(client).replace("articles", "search") + "?q=ferry"
    assert f'href="{escape(own)}"' in text_of(client, "/search/?q=ferry")
