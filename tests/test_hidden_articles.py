"""To readers, an archive with hidden and trashed articles looks as if it had none."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import Settings

from archive.models import Article, CopyGroup, SourceAlias
from archive.people.roles import Role, give_role
from search import outbox
from search.models import SavedSearch
from tests.factories import make_article, make_source

SECRET = "Zanzibar"
# What differs from one moment to the next, and says nothing of articles.
PASSING = (
    re.compile(r'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(r'"took_ms": [\d.]+'),
    # When a record of results was made.
    re.compile(r"\d\d:\d\d(:\d\d(\.\d+)?)?"),
)
# Whoever knows a name is not lied to: a filter that was saved must not fall away, and
# the archive widen, because all its articles are hidden now.
SEARCHES = (
    "",
    "q=harbour",
    "q=zanzibar",
    "q=zanzibar*",
    "q=zanzibor~",
    "q=2024-03-05",
    "q=Zanzibar+Gazette",
    "q=zanzibar-1.txt",
    "q=harbuor+tol",
    "q=is:copy",
    "q=-harbour",
    "q=import:1",
    "q=harbour&view=lines",
    "q=harbour&view=list&copies=fold",
    "q=harbour&select=1",
    "q=nothing+holds+this&expected=Zanzibar+harbour",
    "date=2024-03",
    "newer=1",
)
OTHERS = (
    "/",
    "/tags/",
    "/tags/ports/",
    "/tags/secret-zanzibar/",
    "/sources/",
    "/sources/?order=count",
    "/sources/brovik-courier/",
    "/sources/zanzibar-gazette/",
    "/sources/zanzibar-times/",
    "/years/",
    "/2024/",
    "/2023/",
    "/2024/3/",
    "/2024/3/5/",
    "/2023/1/1/",
    "/undated/",
    "/saved/",
    "/saved/combined/?searches=1",
    "/search/advanced/",
    "/help/search/",
    *(
        f"/{listed}.{suffix}"
        for listed in (
            "articles",
            "tags/ports",
            "tags/secret-zanzibar",
            "sources/brovik-courier",
            "sources/zanzibar-gazette",
            "2024/3/5",
            "2023/1/1",
        )
        for suffix in ("atom", "feed.json")
    ),
    *(f"/search/suggest.json?q={text}" for text in ("zan", "har", "harbour+tol")),
    "/opensearch.xml",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-1.xml",
    *(
        f"/search/complete.json?q={text}"
        for text in ("zan", "har", "tag:s", "source:z")
    ),
)
ROOMS = ("/search.json", "/search.atom", "/search.feed.json", "/search/lines.csv")
FORMATS = ("csv", "jsonl", "ris", "bibtex", "csl-json")

pytestmark = pytest.mark.django_db


def make_live() -> tuple[list[Article], CopyGroup]:
    """Make what everybody may see, and the group of those that are copies."""
    group = CopyGroup.objects.create()
    live = [
        make_article(
            headline=f"Harbour toll rises {number}",
            body="The toll of the harbour bridge rises. Ferries stay.",
            published_on=f"2024-03-0{number}" if number else None,
            source="Brovik Courier",
            credits=["Reuters"],
            tags=["ports"],
            section="Business",
            copy_group=group if number < 2 else None,
        )
        for number in range(6)
    ]
    return live, group


def make_secret(state: str, group: CopyGroup) -> list[Article]:
    """Make articles like the others, with words and names of their own besides."""
    facts: dict[str, Any] = {
        "headline": f"{SECRET} harbour toll",
        "body": f"The toll of the harbour bridge in {SECRET} rises. Ferries stay.",
        "credits": ["Reuters", f"{SECRET} Wire"],
        "tags": ["ports", f"secret {SECRET}"],
        "state": state,
    }
    return [
        make_article(
            source="Brovik Courier", section="Business", copy_group=group, **facts
        ),
        make_article(
            source=f"{SECRET} Gazette",
            section=f"{SECRET} life",
            published_on="2023-01-01",
            **facts,
        ),
        make_article(source=f"{SECRET} Gazette", published_on=None, **facts),
    ]


def pages(person: User | None, live: list[Article]) -> dict[str, str]:
    """Return everything that somebody sees, but for what passes."""
    addresses = [
        *OTHERS,
        *(f"/search/?{asked}" for asked in SEARCHES),
        *(f"{room}?{asked}" for room in ROOMS for asked in SEARCHES[:4]),
        *(f"/search/values/?facet={facet}" for facet in ("tag", "source", "section")),
        *(f"/search/export/?q=harbour&format={name}" for name in FORMATS),
        *(article.get_absolute_url() for article in live),
        f"{live[1].get_absolute_url()}?q=harbour",
    ]
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return {address: text_of(client.get(address)) for address in addresses}


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Name the addresses that show something else now."""
    return [address for address, text in before.items() if after[address] != text]


def text_of(answer: Any) -> str:
    """Return an answer's status and text, but for what passes."""
    if isinstance(answer, StreamingHttpResponse):
        content = b"".join(answer)
    else:
        content = answer.content
    text = f"{answer.status_code} {content.decode('utf-8', 'replace')}"
    for passing in PASSING:
        text = passing.sub("", text)
    return text


def reader() -> User:
    """Make a reader with a saved search."""
    made = User.objects.create_user("reader")
    give_role(made, Role.READER)
    SavedSearch.objects.create(owner=made, name="mine", parameters="q=harbour")
    return made


def test_readers_see_no_trace_of_them(index: None, settings: Settings) -> None:
    settings.FINDABLE = True
    live, group = make_live()
    people = [None, reader()]
    outbox.drain()
    before = [pages(person, live) for person in people]
    secret = [*make_secret("hidden", group), *make_secret("trashed", group)]
    SourceAlias.objects.create(
        source=make_source(f"{SECRET} Gazette"), name=f"{SECRET} Times"
    )
    outbox.drain()
    for person, then in zip(people, before, strict=True):
        assert differing(then, pages(person, live)) == []
    for article in secret:
        for path in (f"/articles/{article.pk}/", article.get_absolute_url()):
            assert Client().get(path).status_code == 404
        assert Client().get(f"/articles/{article.pk}/cite.ris").status_code == 404


def test_articles_that_are_put_away_leave_no_trace(
    index: None, settings: Settings
) -> None:
    settings.FINDABLE = True
    live, group = make_live()
    outbox.drain()
    before = pages(None, live)
    secret = make_secret("live", group)
    outbox.drain()
    assert len(differing(before, pages(None, live))) > 50
    for article, state in zip(secret, ("hidden", "trashed", "hidden"), strict=True):
        article.state = state
        article.save()
    outbox.drain()
    assert differing(before, pages(None, live)) == []


def test_editors_see_them(index: None, client: Client) -> None:
    editor = User.objects.create_user("ed")
    give_role(editor, Role.EDITOR)
    client.force_login(editor)
    article = make_article(state="hidden", headline=f"{SECRET} toll")
    assert client.get(article.get_absolute_url()).status_code == 200
