"""Signing in: slowed for those who guess, open to those who know."""

import datetime
import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from archive.models import FailedSignIn, SignIn
from archive.people import slowing
from tests.pages import text_of
from tests.processes import Server, running

PASSWORD = "a harbour at night"
HOME = "192.0.2.7"
ELSEWHERE = "203.0.113.9"
LOGIN_REQUIRED = "django.contrib.auth.middleware.LoginRequiredMiddleware"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", password=PASSWORD)


def sign_in(
    client: Client, *, name: str = "ada", password: str, address: str = HOME
) -> str:
    """Try to sign in, and return what the page says of it; nothing when it worked."""
    posted = {"username": name, "password": password}
    answer = client.post("/sign-in/", posted, REMOTE_ADDR=address)
    if answer.status_code == 302:
        return ""
    assert answer.status_code == 200
    (said,) = answer.context["form"].non_field_errors()
    return str(said)


def fail(client: Client, times: int, *, name: str = "ada", address: str = HOME) -> None:
    """Guess wrong several times."""
    for _ in range(times):
        said = sign_in(client, name=name, password="a guess", address=address)
        assert said == "Name and password do not belong together."


def test_after_ten_failures_even_the_right_password_waits(
    ada: User, client: Client
) -> None:
    fail(client, 10)
    said = sign_in(client, password=PASSWORD)
    assert said == "Too many attempts failed. Try again in 15 minutes."
    FailedSignIn.objects.update(tried_at=timezone.now() - datetime.timedelta(minutes=5))
    assert "in 10 minutes" in sign_in(client, password=PASSWORD)
    FailedSignIn.objects.update(tried_at=timezone.now() - slowing.WINDOW)
    assert sign_in(client, password=PASSWORD) == ""


def test_a_name_that_nobody_has_is_answered_the_same(client: Client) -> None:
    fail(client, 10, name="nobody")
    said = sign_in(client, name="nobody", password="a guess")
    assert said == "Too many attempts failed. Try again in 15 minutes."


def test_whoever_gets_in_starts_anew(ada: User, client: Client) -> None:
    fail(client, 9)
    assert sign_in(client, password=PASSWORD) == ""
    fail(client, 9)
    assert sign_in(client, password=PASSWORD) == ""


def test_one_place_tries_few_passwords_of_many_names(client: Client) -> None:
    for number in range(5):
        fail(client, 10, name=f"name {number}")
    assert "Too many" in sign_in(client, name="another", password="a guess")
    said = sign_in(client, name="another", password="a guess", address=ELSEWHERE)
    assert "Too many" not in said


def test_strangers_from_many_places_do_not_keep_a_person_out(
    ada: User, client: Client
) -> None:
    assert sign_in(Client(), password=PASSWORD) == ""
    for number in range(5):
        fail(client, 10, address=f"198.51.100.{number}")
    assert "Too many" in sign_in(client, password=PASSWORD, address=ELSEWHERE)
    assert sign_in(client, password=PASSWORD, address=HOME) == ""


def test_addresses_of_one_ipv6_network_are_one_place(ada: User, client: Client) -> None:
    for number in range(10):
        fail(client, 1, address=f"2001:db8:0:1::{number:x}")
    said = sign_in(client, password=PASSWORD, address="2001:db8:0:1:ffff::1")
    assert "Too many" in said


def test_an_ipv4_address_is_one_place_in_either_way_of_writing(
    ada: User, client: Client
) -> None:
    fail(client, 10, address=f"::ffff:{HOME}")
    assert "Too many" in sign_in(client, password=PASSWORD, address=HOME)
    said = sign_in(client, password="a guess", address=f"::ffff:{ELSEWHERE}")
    assert "Too many" not in said


def test_what_was_sent_after_signing_out_is_said_to_be_lost(
    ada: User, client: Client
) -> None:
    came_from = {"referer": "http://testserver/account/?a=1"}
    answer = client.post("/account/feeds/make/", headers=came_from)
    assert answer.headers["Location"] == "/sign-in/?next=/account/%3Fa%3D1"
    page = text_of(client, answer.headers["Location"])
    assert "what you sent was not done" in page


@pytest.mark.parametrize("came_from", ["", "https://e.example/account/"])
def test_who_is_led_to_sign_in_comes_back_to_a_page_of_the_archive(
    client: Client, came_from: str
) -> None:
    answer = client.post("/account/feeds/make/", headers={"referer": came_from})
    assert answer.headers["Location"] == "/sign-in/?next=/"


def test_signing_out_twice_leads_nowhere_odd(
    ada: User, client: Client, settings: Settings
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, LOGIN_REQUIRED]
    assert client.post("/sign-out/").headers["Location"] == "/"


def test_names_that_failed_are_kept_by_their_digest(client: Client) -> None:
    fail(client, 1, name="my password by mistake")
    (kept,) = FailedSignIn.objects.values_list("name_digest", flat=True)
    assert len(kept) == 64
    assert "mistake" not in kept


def guess(site: Server) -> str:
    """Try a wrong password at a served archive, and return the page."""
    browser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor()
    )
    page = browser.open(f"{site.address}/sign-in/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    posted = {"username": "a", "password": "b", "csrfmiddlewaretoken": token[1]}
    data = urllib.parse.urlencode(posted).encode()
    return str(browser.open(f"{site.address}/sign-in/", data).read().decode())


def test_neither_many_at_once_nor_a_new_start_gets_around_the_limit(
    data_dir: Path,
) -> None:
    with running("serve", data_dir=data_dir) as site, ThreadPoolExecutor(16) as pool:
        pages = list(pool.map(guess, [site] * 16))
        assert sum("do not belong together" in page for page in pages) == 10
        site.stop()
    with running("serve", data_dir=data_dir) as site:
        assert "Too many attempts failed" in guess(site)


def test_somebody_whose_account_is_closed_learns_nothing(
    ada: User, client: Client
) -> None:
    User.objects.update(is_active=False)
    assert "do not belong together" in sign_in(client, password=PASSWORD)


def test_the_session_is_another_after_signing_in(ada: User, client: Client) -> None:
    client.post("/sign-in/", {"username": "ada", "password": "x"})
    session = client.session
    session["before"] = "1"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    assert sign_in(client, password=PASSWORD) == ""
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [("/tags/", "/tags/"), ("https://elsewhere.example/", "/"), ("//e.example", "/")],
)
def test_only_addresses_of_the_archive_are_led_to(
    ada: User, client: Client, wanted: str, led_to: str
) -> None:
    posted = {"username": "ada", "password": PASSWORD, "next": wanted}
    assert client.post("/sign-in/", posted).headers["Location"] == led_to


def test_the_admin_has_no_door_of_its_own(ada: User, client: Client) -> None:
    answer = client.get("/admin/login/?next=/admin/archive/")
    assert answer.headers["Location"] == "/sign-in/?next=/admin/archive/"
    posted = {"username": "ada", "password": PASSWORD}
    assert "/sign-in/" in client.post("/admin/login/", posted).headers["Location"]
    assert "_auth_user_id" not in client.session
    client.force_login(ada)
    assert client.get("/admin/login/").status_code == 403


def test_a_session_lasts_as_long_as_it_is_used(ada: User, client: Client) -> None:
    sign_in(client, password=PASSWORD)
    long_ago = timezone.now() - datetime.timedelta(days=10)
    SignIn.objects.update(seen_at=long_ago)
    session = client.session
    session["seen_at"] = long_ago.timestamp()
    session.save()
    client.get("/tags/")
    assert SignIn.objects.get().seen_at > long_ago
    left = SignIn.objects.get().session.expire_date - timezone.now()
    assert left > datetime.timedelta(days=13)


def test_a_session_that_was_noted_lately_is_not_written_again(
    ada: User, client: Client
) -> None:
    sign_in(client, password=PASSWORD)
    seen = SignIn.objects.get().seen_at
    text_of(client, "/tags/")
    assert SignIn.objects.get().seen_at == seen
