"""Finds an address of every page, and of the states that a page can be in."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article
from search import outbox
from tests.browser.pile import make_pile
from tests.world import ALL, make_world, sample

# Few hits do to look at a page, and more take long.
STATES = (
    "/search/?q=harbour&page=2",
    "/search/?tag=ports&not_source=skerrow-gazette&to=2024-03-05",
    "/search/?q=harbour&to=2024-03-03&bars=share",
    "/search/?q=harbour+strike+OR+ferry&sort=newest&to=2024-03-03",
    "/search/?q=harbour+W/x+%22strike&expected=Harbour+strike&to=2024-03-03",
    "/search/?q=nothing+like+this&tag=ports",
    "/search/?q=harbor+strke",
    "/search/?q=harbour&select=1&to=2024-03-04",
    "/search/?q=ferry&view=lines&to=2024-03-03",
    "/search/?q=ferry&view=list&to=2024-03-05",
    "/search/values/?facet=source&q=harbour&find=courier",
    "/search/advanced/?q=harbour+NOT+toll&from=2024-01-01",
    "/sources/?order=count",
    "/sources/reuters/",
    "/undated/?page=9",
    "/no/such/page/",
)
SHOWN = {200, 403, 404}


def make_archive(person: User | None = None) -> dict[str, str]:
    """Fill an archive with a pile and with one row of everything, for somebody."""
    world = make_world(person)
    make_pile()
    outbox.drain()
    return world


def every_page(client: Client, world: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give the address and the HTML of whatever is a page for whom the client is."""
    articles = Article.objects.live().newest_first()
    read = [f"{article.get_absolute_url()}?q=harbour" for article in articles[:2]]
    last = articles.last()
    assert last is not None
    samples = [sample(address, world) for address in ALL]
    for address in [*samples, *STATES, *read, last.get_absolute_url()]:
        answer = client.get(address)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        if is_page and answer.status_code in SHOWN:
            yield address, answer.content.decode()
