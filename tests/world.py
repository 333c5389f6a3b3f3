"""Makes an archive with one row of everything, and an address of every page in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

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
from tests.factories import make_article, make_source, make_tag
from tests.permission_rules import RULES

ARGUMENT = re.compile(r"\(\?P<(?P<regex>\w+)>.*?\)\$|<(?:\w+:)?(?P<plain>\w+)>")


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
