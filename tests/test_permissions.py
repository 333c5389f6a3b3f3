"""Every address, asked by everybody, in a public and in a private archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from archive.correcting.applying import preview
from archive.correcting.kinds import ChangeTags
from archive.editing.saving import save_edit
from archive.models import (
    Article,
    Change,
    CopyGroup,
    Import,
    ImportedFile,
    Rule,
    WatchedFeed,
)
from archive.people import feeds
from archive.people.roles import Role, give_role
from search import outbox
from tests.factories import make_article, make_source, make_tag
from tests.permission_rules import RULES, Who

SIGN_IN = ("/sign-in/", "/admin/login/")
PLACE = "tests/permission_rules.py"
ARGUMENT = re.compile(r"\(\?P<(?P<regex>\w+)>.*?\)\$|<(?:\w+:)?(?P<plain>\w+)>")
NOT_ALLOWED = 405
LOGIN_REQUIRED = "django.contrib.auth.middleware.LoginRequiredMiddleware"


@dataclass(frozen=True)
class Address:
    """An address of the site: its name, or the route of one that has none."""

    name: str
    route: str

    def __str__(self) -> str:
        return f"{self.name!r} ({self.route})"


def addresses(
    patterns: list[URLPattern | URLResolver], namespace: str = "", route: str = ""
) -> Iterator[Address]:
    """Find every address of the URL configuration."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern.url_patterns, namespace + inner, here)
        else:
            name = namespace + pattern.name if pattern.name else here
            yield Address(name, here)


ALL = list(addresses(get_resolver().url_patterns))


def test_every_address_says_who_may_see_it() -> None:
    without = [str(address) for address in ALL if address.name not in RULES]
    assert not without, f"say who may see these in {PLACE}:\n" + "\n".join(without)


def test_every_rule_is_of_an_address() -> None:
    assert RULES.keys() - {address.name for address in ALL} == set()


def make_world(person: User | None) -> dict[str, str]:
    """Make one row of everything, and say what stands for it in an address."""
    maker = User.objects.create_user("maker")
    owner = person or maker
    Client().force_login(owner)
    feeds.make_key(maker)
    feed = feeds.personal_address(maker, "/search.atom") or ""
    run = Import.objects.create(is_sample=True)
    rows = {
        "user": maker,
        "article": make_edited_article(maker),
        "source": make_source("Brovik Courier"),
        "other_source": make_source("Brovik Herald"),
        "tag": make_tag("ports"),
        "other_tag": make_tag("port"),
        "rule": Rule.objects.create(name="own", place="trailer", pattern="From NAMES"),
        "copy_group": CopyGroup.objects.create(),
        "copy": make_copy(),
        "import": run,
        "watched_feed": WatchedFeed.objects.create(
            address="http://127.0.0.1/", name="Brovik"
        ),
        "importedfile": ImportedFile.objects.create(
            import_run=run, outcome="failed", reason="empty", path="1"
        ),
        "change": Change.objects.earliest("pk"),
        "correction": preview(ChangeTags(add=("tolls",)), ids(), by=maker),
        "saved": owner.saved_searches.create(name="mine", parameters="q=harbour"),
        "sign_in": owner.sign_ins.get(),
        "article_type": ContentType.objects.get_for_model(Article),
    }
    texts = {
        "slug": Article.objects.earliest("pk").slug,
        "feed_key": feed.split("/")[2],
    }
    return texts | {name: str(row.pk) for name, row in rows.items()}


def make_edited_article(by: User) -> Article:
    """Make an article that somebody changed."""
    article = make_article(
        headline="Harbour toll rises", source="Brovik Courier", tags=["ports"]
    )
    article.byline = "Ada Quay"
    save_edit(article, changed=["byline"], by=by, why="a test")
    return article


def make_copy() -> Article:
    """Make a copy of the article that there is."""
    group = CopyGroup.objects.get()
    Article.objects.update(copy_group=group)
    return make_article(copy_group=group)


def ids() -> list[int]:
    """Name all articles."""
    return list(Article.objects.values_list("pk", flat=True))


def sample(address: Address, world: dict[str, str]) -> str:
    """Return an address with arguments in it."""
    rule = RULES[address.name]
    values = {name: world.get(text, text) for name, text in rule.arguments.items()}
    if address.name == address.route:
        path = "/" + ARGUMENT.sub(
            lambda found: values[found["regex"] or found["plain"]], address.route
        )
    else:
        path = reverse(address.name, kwargs=values)
    return f"{path}?{rule.query}" if rule.query else path


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
