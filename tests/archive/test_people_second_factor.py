"""A second factor: set up, asked for at every door, recovered from, required."""

import time

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from archive.models import SecondFactor
from archive.people import second_factor
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


def code_of(person: User, *, steps_on: int = 0) -> str:
    """Return what a person's authenticator shows, now or some half minutes on."""
    otp = pyotp.TOTP(SecondFactor.objects.get(person=person).secret)
    return otp.at(time.time() + 30 * steps_on)


@pytest.fixture
def codes(ada: User, client: Client) -> list[str]:
    """A second factor that was set up on its page: the recovery codes."""
    sign_in(client)
    client.get("/account/second-factor/")
    secret = client.session["new_secret"]
    posted = {"code": pyotp.TOTP(secret).now(), "password": PASSWORD}
    page = client.post("/account/second-factor/", posted)
    shown: list[str] = page.context["codes"]
    assert all(code in page.content.decode() for code in shown)
    # The code of this half minute is spent: as if that were long ago.
    SecondFactor.objects.update(last_step=0)
    return shown


def test_the_key_is_shown_as_picture_and_text(ada: User, client: Client) -> None:
    sign_in(client)
    page = text_of(client, "/account/second-factor/")
    assert client.session["new_secret"] in page
    assert 'src="data:image/svg+xml;' in page
    assert SecondFactor.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"code": "000000x"}, {"password": "a guess"}])
def test_an_authenticator_is_set_up_with_its_code_and_the_password(
    ada: User, client: Client, wrong: dict[str, str]
) -> None:
    sign_in(client)
    client.get("/account/second-factor/")
    code = pyotp.TOTP(client.session["new_secret"]).now()
    client.post("/account/second-factor/", {"code": code, "password": PASSWORD} | wrong)
    assert SecondFactor.objects.count() == 0


def test_without_its_code_a_sign_in_is_none(
    ada: User, codes: list[str], client: Client
) -> None:
    browser = Client()
    assert sign_in(browser) == "/sign-in/code/?next=%2F"
    assert "Sign out" not in text_of(browser, "/")
    assert browser.get("/account/").status_code == 302
    browser.post("/sign-in/code/", {"code": code_of(ada)})
    assert "Sign out" in text_of(browser, "/")


def test_any_door_asks_for_the_code(ada: User, codes: list[str]) -> None:
    browser = Client()
    browser.force_login(ada)
    assert browser.get("/account/").status_code == 302


def test_a_code_is_good_once(ada: User, codes: list[str]) -> None:
    code = code_of(ada)
    assert second_factor.accept(ada, code)
    assert not second_factor.accept(ada, code)
    assert second_factor.accept(ada, code_of(ada, steps_on=1))
    assert not second_factor.accept(ada, code_of(ada, steps_on=5))


def test_a_recovery_code_is_good_once_however_it_is_typed(
    ada: User, codes: list[str]
) -> None:
    assert second_factor.accept(ada, codes[3].upper().replace("-", " "))
    assert not second_factor.accept(ada, codes[3])
    assert second_factor.accept(ada, codes[4])


def test_new_recovery_codes_void_the_old_ones(
    ada: User, codes: list[str], client: Client
) -> None:
    page = client.post("/account/second-factor/codes/", {"password": PASSWORD})
    assert not second_factor.accept(ada, codes[0])
    assert second_factor.accept(ada, page.context["codes"][0])


def test_guessing_codes_is_slowed_and_the_password_does_not_help(
    ada: User, codes: list[str]
) -> None:
    browser = Client()
    for _ in range(3):
        sign_in(browser)
        for guess in ("000000", "000001", "000002"):
            browser.post("/sign-in/code/", {"code": guess})
    page = browser.post("/sign-in/code/", {"code": code_of(ada)})
    assert "Too many attempts failed" in page.content.decode()
    assert "_auth_user_id" in browser.session
    assert browser.get("/account/").status_code == 302


def test_a_code_that_comes_too_late_starts_again(ada: User, codes: list[str]) -> None:
    browser = Client()
    sign_in(browser)
    session = browser.session
    session[second_factor.AWAITED] -= 601
    session.save()
    answer = browser.post("/sign-in/code/", {"code": code_of(ada)})
    assert answer.headers["Location"] == "/sign-in/"
    assert "Your code came too late" in text_of(browser, "/sign-in/")


def test_a_code_that_is_sent_twice_signs_in_all_the_same(
    ada: User, codes: list[str]
) -> None:
    browser = Client()
    sign_in(browser)
    key, posted = browser.cookies["sessionid"].value, {"code": code_of(ada)}
    browser.post("/sign-in/code/?next=/tags/", posted)
    # A double click sends both before the first is answered.
    browser.cookies["sessionid"] = key
    again = browser.post("/sign-in/code/?next=/tags/", posted)
    assert again.headers["Location"] == "/tags/"
    assert "Sign out" in text_of(browser, "/tags/")


def test_the_account_says_how_many_recovery_codes_are_left(
    ada: User, codes: list[str], client: Client
) -> None:
    assert "10 recovery codes left" in text_of(client, "/account/")
    for code in codes[1:]:
        second_factor.accept(ada, code)
    assert "1 recovery code left" in text_of(client, "/account/")


def test_who_sets_it_up_twice_is_told_of_the_recovery_codes(
    ada: User, codes: list[str], client: Client
) -> None:
    answer = client.post("/account/second-factor/", {"code": "1"}, follow=True)
    assert "make new ones" in answer.content.decode()


def test_who_has_no_password_turns_it_off_with_a_code(
    ada: User, client: Client
) -> None:
    ada.set_unusable_password()
    ada.save()
    SecondFactor.objects.create(person=ada, secret="A" * 32)
    client.force_login(ada)
    client.post("/sign-in/code/", {"code": code_of(ada)})
    for asked in ("off", "codes"):
        client.post(f"/account/second-factor/{asked}/", {})
        client.post(f"/account/second-factor/{asked}/", {"code": "000000x"})
    assert SecondFactor.objects.get().recovery_digests == []
    SecondFactor.objects.update(last_step=0)
    client.post("/account/second-factor/off/", {"code": code_of(ada)})
    assert not SecondFactor.objects.exists()


def test_turning_it_off_takes_the_password(
    ada: User, codes: list[str], client: Client
) -> None:
    client.post("/account/second-factor/off/", {"password": "a guess"})
    assert SecondFactor.objects.count() == 1
    client.post("/account/second-factor/off/", {"password": PASSWORD})
    assert SecondFactor.objects.count() == 0
    assert sign_in(Client()) == "/"


def test_where_it_is_required_nothing_else_opens(
    ada: User, client: Client, settings: Settings
) -> None:
    settings.SECOND_FACTOR = "all"
    sign_in(client)
    assert client.get("/tags/").headers["Location"] == "/account/second-factor/"
    client.get("/account/second-factor/")
    code = pyotp.TOTP(client.session["new_secret"]).now()
    client.post("/account/second-factor/", {"code": code, "password": PASSWORD})
    assert client.get("/tags/").status_code == 200
    client.post("/account/second-factor/off/", {"password": PASSWORD})
    assert SecondFactor.objects.count() == 1


def test_required_of_editors_it_leaves_readers_alone(
    ada: User, client: Client, settings: Settings
) -> None:
    settings.SECOND_FACTOR = "editors"
    sign_in(client)
    assert client.get("/tags/").status_code == 200
    User.objects.update(is_staff=True)
    assert client.get("/tags/").status_code == 302
