"""The HTML of every page: well formed, and fit to be read aloud."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import Client

from archive.people.roles import Role, give_role
from tests.every_page import every_page, make_archive
from tests.html_rules import wrongs


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_every_page_is_valid(index: Path, role: Role | None) -> None:
    client, person = Client(), None
    if role is not None:
        person = User.objects.create_user("ada")
        give_role(person, role)
    world = make_archive(person)
    if person is not None:
        client.force_login(person)
    pages = list(every_page(client, world))
    said = [f"{at}: {wrong}" for at, html in pages for wrong in wrongs(html)]
    assert len(pages) > 30
    assert not said, "\n".join(said)


def test_the_first_page_of_an_empty_archive_is_valid(index: Path) -> None:
    assert wrongs(Client().get("/").content.decode()) == []


def test_pages_of_errors_are_valid(index: Path) -> None:
    client = Client(enforce_csrf_checks=True)
    assert wrongs(client.post("/sign-in/").content.decode()) == []
    assert wrongs(render_to_string("500.html")) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>one<div>two</div></p>",
        "<h1>one</h1>",
        "<h3>deep</h3>",
        '<a href="/"> </a>',
        '<p id="a">one</p><p id="a">two</p>',
        "<input>",
        '<label for="gone">Name</label>',
        "<span><div>one</div></span>",
        '<a href="/"><button>one</button></a>',
        '<time datetime="yesterday">one</time>',
        '<button type="button">one</button>',
        '<form><input aria-label="one"></form>',
    ],
)
def test_what_is_wrong_is_seen(html: str) -> None:
    page = (
        '<!doctype html><html lang="en"><head><title>t</title></head>'
        "<body><main><h1>t</h1>{}</main></body></html>"
    )
    assert wrongs(page.format("")) == []
    assert wrongs(page.format(html)) != []
