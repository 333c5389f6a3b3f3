"""Light pages, dark pages, or as the system has it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
CHOICE = "/appearance/"


def choose(client: Client, theme: str, came_from: str = "/years/") -> str:
    """Choose a theme and return where that leads."""
    answer = client.post(CHOICE, {"theme": theme, "next": came_from})
    assert answer.status_code == 302
    return answer.headers["Location"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_stands_in_every_page_before_it_is_shown(
    client: Client, theme: str
) -> None:
    choose(client, theme)
    for address in ("/", "/years/", "/no/such/page/"):
        page = client.get(address).content.decode()
        assert f'<html lang="en" data-theme="{theme}">' in page
        assert f'<meta name="color-scheme" content="{theme}">' in page


def test_without_a_choice_the_system_decides(client: Client) -> None:
    choose(client, "dark")
    choose(client, "")
    page = client.get("/years/").content.decode()
    assert '<html lang="en">' in page
    assert '<meta name="color-scheme" content="light dark">' in page


def test_the_chosen_theme_is_told_as_chosen(client: Client) -> None:
    choose(client, "dark")
    page = client.get(CHOICE).content.decode()
    assert 'value="dark" data-theme="dark" aria-pressed="true"' in page
    assert page.count('aria-pressed="true"') == 1


def test_what_is_no_theme_never_reaches_a_page(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/years/").content.decode()


def test_pages_say_that_they_vary_by_cookie(client: Client) -> None:
    for address in ("/", "/years/", CHOICE, "/about/"):
        assert "Cookie" in client.get(address).headers["Vary"]


def test_a_choice_leads_back_to_the_page_that_it_was_made_for(client: Client) -> None:
    came_from = "http://testserver/search/?q=harbour"
    page = client.get(CHOICE, headers={"Referer": came_from}).content.decode()
    assert f'name="next" value="{came_from}"' in page
    assert choose(client, "dark", came_from) == "/search/?q=harbour"


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "http://testserver//elsewhere.example/",
        "javascript:alert(1)",
        "http://[::1/",
        "\\\\elsewhere.example",
        "",
        "/appearance/",
    ],
)
def test_a_choice_leads_nowhere_else(client: Client, address: str) -> None:
    assert choose(client, "dark", address) == "/"


def test_a_choice_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(CHOICE, {"theme": "dark"}).status_code == 403
