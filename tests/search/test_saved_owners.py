"""Saved searches are their owner's alone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from search.models import SavedSearch
from tests.pages import text_of
from tests.search.saving import save, sign_in

pytestmark = pytest.mark.usefixtures("pile")


@pytest.fixture
def ada(client: Client) -> Client:
    """A browser in which Ada is signed in."""
    return sign_in(client, "ada")


def test_nobody_sees_or_touches_the_searches_of_another(ada: Client) -> None:
    saved = save(ada, "q=harbour", "Secret plan")
    eve = Client()
    eve.force_login(User.objects.create_superuser("eve"))
    assert "Secret plan" not in text_of(eve, "/saved/")
    assert "Secret plan" not in text_of(eve, "/search/?q=harbour")
    for path in ("", "new/"):
        assert eve.get(f"/saved/{saved.pk}/{path}").status_code == 404
    assert eve.get(f"/saved/{saved.pk}.atom").status_code == 404
    for path in ("rename/", "delete/"):
        data = {"name": "Mine"}
        assert eve.post(f"/saved/{saved.pk}/{path}", data).status_code == 404
    saved.refresh_from_db()
    assert saved.name == "Secret plan"


def test_two_people_may_use_one_name(ada: Client) -> None:
    save(ada, "q=harbour")
    eve = Client()
    eve.force_login(User.objects.create_user("eve"))
    eve.post("/saved/", {"parameters": "q=toll", "name": "Harbour"})
    assert SavedSearch.objects.filter(name="Harbour").count() == 2


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    assert "sign in" in text_of(client, "/saved/")
    for method, path in (("post", ""), ("get", "1/"), ("post", "1/delete/")):
        response = getattr(client, method)(f"/saved/{path}")
        assert response.status_code == 302
        assert response.url.startswith("/sign-in/")


@pytest.mark.parametrize("path", ["", "forget/", "1/rename/", "1/delete/"])
def test_what_changes_something_needs_the_token_of_the_page(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user("ada"))
    data = {"parameters": "q=harbour", "name": "Harbour"}
    assert client.post(f"/saved/{path}", data).status_code == 403
    assert not SavedSearch.objects.exists()


def test_every_form_of_the_page_carries_the_token(ada: Client) -> None:
    save(ada, "q=harbour")
    page = text_of(ada, "/saved/")
    assert page.count('method="post"') == page.count("csrfmiddlewaretoken") == 3


def test_a_name_is_text_and_nothing_else(ada: Client) -> None:
    saved = save(ada, "q=harbour", "<b>bold</b>")
    assert "<b>bold" not in text_of(ada, "/saved/")
    page = ada.post(f"/saved/{saved.pk}/delete/", follow=True).content.decode()
    assert "<b>bold" not in page
