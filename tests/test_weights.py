"""Pages weigh little on the wire: a hundred kilobytes at first, forty after that."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from archive.models import Article
from search import outbox
from tests.factories import make_article

MOST_FIRST, MOST_AFTER = 100_000, 40_000
BROUGHT = re.compile(r'<(?:link|script)[^>]* (?:href|src)="/static/([^"]+)"')
FONT = re.compile(r'url\("?(fonts/[^")]+)"?\)')
# Loaded only for letters that few pages have.
RARE = "-ext-"
PACKED = {"Accept-Encoding": "gzip"}


def found(name: str) -> bytes:
    """Return a static file."""
    path = finders.find(name)
    assert path, name
    return Path(path).read_bytes()


@pytest.fixture(autouse=True)
def articles(index: Path) -> None:
    """A full page of articles of a day, of 600 words that are hard to pack."""
    chance = random.Random(1)
    for number in range(25):
        words = ["ferry", *(f"{chance.randrange(1 << 24):x}" for _ in range(600))]
        make_article(
            headline=f"Ferry strike, day {number}",
            body="\n\n".join(" ".join(words[at : at + 50]) for at in range(0, 600, 50)),
            source=f"Paper of town {number}",
            tags=[f"subject {number % 12}", "ports"],
        )
    outbox.drain()


@pytest.mark.parametrize(
    "page", ["/", "/search/?q=ferry", "/articles/{}/", "/2024/3/5/"]
)
def test_a_page_is_light(client: Client, page: str) -> None:
    page = page.format(Article.objects.values_list("pk", flat=True)[0])
    answer = client.get(page, headers=PACKED, follow=True)
    text = gzip.decompress(answer.content).decode()
    brought = {name: found(name) for name in BROUGHT.findall(text)}
    style = brought["archive/archive.css"].decode()
    fonts = {f"archive/{name}" for name in FONT.findall(style) if RARE not in name}
    weight = len(answer.content)
    assert weight < MOST_AFTER
    weight += sum(len(gzip.compress(content)) for content in brought.values())
    weight += sum(len(found(name)) for name in fonts - brought.keys())
    assert len(fonts) > 1
    assert weight < MOST_FIRST
