"""Every address, asked by everybody, in a public and in a private archive."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from archive.people.roles import Role, give_role
from search import outbox
from tests.permission_rules import RULES, Who
from tests.world import ALL, make_world, sample

SIGN_IN = ("/sign-in/", "/admin/login/")
PLACE = "tests/permission_rules.py"
NOT_ALLOWED = 405
LOGIN_REQUIRED = "django.contrib.auth.middleware.LoginRequiredMiddleware"


def test_every_address_says_who_may_see_it() -> None:
    without = [str(address) for address in ALL if address.name not in RULES]
    assert not without, f"say who may see these in {PLACE}:\n" + "\n".join(without)


def test_every_rule_is_of_an_address() -> None:
    assert RULES.keys() - {address.name for address in ALL} == set()


def is_refused(answer: Any) -> bool:
    """Tell whether an answer sends to sign-in, forbids, or knows of nothing."""
    where = answer.headers.get("Location", "")
    return answer.status_code in {403, 404} or where.startswith(SIGN_IN)


def may(who: Who, needed: Who, *, is_private: bool) -> bool:
    """Tell whether somebody is as much as is needed."""
    if is_private and needed is Who.EVERYONE:
        needed = Who.SIGNED_IN
    return who >= needed


def complaint(answer: Any, *, is_allowed: bool, needed: Who) -> str:
    """Say what is wrong with an answer, if anything is."""
    if answer.status_code >= 500:
        return f"answered {answer.status_code}"
    if answer.status_code == NOT_ALLOWED:
        return ""
    if needed is Who.OPEN:
        return "" if answer.status_code < 400 else "shut"
    if is_refused(answer) == is_allowed:
        return "refused" if is_allowed else "let in"
    return ""


def browser_of(person: User | None) -> Client:
    """Return a browser in which somebody is signed in, or nobody."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


PEOPLE = {
    "anonymous": (Who.EVERYONE, None),
    "reader": (Who.SIGNED_IN, Role.READER),
    "editor": (Who.EDITOR, Role.EDITOR),
    "administrator": (Who.ADMINISTRATOR, Role.ADMINISTRATOR),
}


@pytest.mark.parametrize("is_private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_address_opens_to_whom_its_rule_names(
    index: None, settings: Settings, name: str, is_private: bool
) -> None:
    if is_private:
        settings.PRIVATE = True
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, LOGIN_REQUIRED]
    who, role = PEOPLE[name]
    person = User.objects.create_user(name) if role else None
    if person is not None and role is not None:
        give_role(person, role)
    world = make_world(person)
    outbox.drain()
    looking, wrong = browser_of(person), []
    for method, address in product(("get", "post"), ALL):
        rule, where = RULES[address.name], sample(address, world)
        if method == "get":
            answer, needed = looking.get(where), rule.get
        else:
            posted = {key: world.get(text, text) for key, text in rule.posted.items()}
            # What is sent may end the session.
            answer, needed = browser_of(person).post(where, posted), rule.post
        is_allowed = may(who, needed, is_private=is_private)
        if said := complaint(answer, is_allowed=is_allowed, needed=needed):
            wrong.append(f"{method} {address}: {said}")
    assert not wrong, "\n".join(wrong)
