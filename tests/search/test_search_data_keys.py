"""The page that documents the results as data names every key, and no other."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.http import urlencode

from archive.models import CopyGroup
from search import outbox
from tests.factories import make_article
from tests.processes import ROOT

pytestmark = pytest.mark.usefixtures("pile")

PAGE = ROOT / "docs/search-data.md"
KEY = re.compile(r"^\| `([a-z_.\[\]A-Z]+)` \|", re.MULTILINE)
# Together these make every part of a page of results.
REQUESTS: tuple[dict[str, str], ...] = (
    {"q": "harbour bridge OR ferry", "from": "x", "tag": "toll"},
    {"q": "harbour", "copies": "fold", "per": "20", "page": "2"},
    {"q": "harbour"},
    {"q": "harbour reuters"},
    {"q": "harbour toll", "view": "lines"},
    {"q": "harbuor"},
    {"q": "harbour zeppelin", "expected": "Ferry strike ends"},
    {"q": "HLEAD(harbour) AND toll OR ferry"},
    {"q": "harbour or toll"},
    {"q": "crews at the harbour voted quickly"},
)


def paths(value: Any, path: str = "") -> Iterator[str]:
    """Yield the path of every key: hits[].id."""
    match value:
        case dict():
            for key, inner in value.items():
                name = "NAME" if path == "facets" else key
                here = f"{path}.{name}" if path else name
                yield here
                yield from paths(inner, here)
        case list():
            for inner in value:
                yield from paths(inner, f"{path}[]")


def test_the_keys_documented_are_the_keys_given(client: Client) -> None:
    group = CopyGroup.objects.create()
    for number in range(40):
        make_article(
            headline=f"Harbour {number}", copy_group=group if number < 4 else None
        )
    make_article(headline="A misspelt harbuor")
    make_article(headline="A wrongly dated harbour", published_on="9999-12-31")
    outbox.drain()
    given = {
        path
        for request in REQUESTS
        for path in paths(client.get(f"/search.json?{urlencode(request)}").json())
    }
    # What nearly matches is described as hits are.
    given -= {f"nearly{path[4:]}" for path in given if path.startswith("hits[]")}
    documented = set(KEY.findall(PAGE.read_text()))
    assert given - documented == set()
    assert documented - given == set()


def test_pages_of_data_lead_from_one_to_the_next(client: Client) -> None:
    for number in range(30):
        make_article(headline=f"Harbour {number}")
    outbox.drain()
    address: str | None = "/search.json?q=harbour"
    seen: list[int] = []
    while address:
        data = client.get(address).json()
        seen += [hit["id"] for hit in data["hits"]]
        assert client.get(data["url"]).status_code == 200
        address = data["next"]
    assert len(seen) == len(set(seen)) == data["total"] == 34
    assert data["previous"] == "/search.json?q=harbour&page=1"
    assert data["feed"] == "/search.atom?q=harbour"
