"""What search engines may find."""

from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings
from pytest_django import Settings

from archive import checks, crawlers
from archive.models import Article
from tests.factories import make_article
from tests.processes import manage

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
LOGIN_REQUIRED = "django.contrib.auth.middleware.LoginRequiredMiddleware"


def located(client: Client, address: str) -> dict[str, str]:
    """Return the addresses in a sitemap with the moments of their last change."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    found = ElementTree.fromstring(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    return {
        row.findtext("s:loc", "", NAMES): row.findtext("s:lastmod", "", NAMES)
        for row in found
    }


def robots(client: Client) -> RobotFileParser:
    """Return what a crawler understands of robots.txt."""
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


def test_nothing_is_to_be_found_unless_the_owner_wants_it(client: Client) -> None:
    make_article()
    assert not robots(client).can_fetch("*", "/")
    assert client.get("/")["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/sitemap-1.xml").status_code == 404


def test_a_private_archive_is_never_to_be_found(
    client: Client, settings: Settings
) -> None:
    settings.FINDABLE = settings.PRIVATE = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, LOGIN_REQUIRED]
    make_article()
    assert not robots(client).can_fetch("*", "/")
    assert client.get("/robots.txt")["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/sitemap.xml").status_code == 302
    assert len(checks.findable_is_open()) == 1


@pytest.mark.parametrize(
    "path", ["/search/?q=toll", "/search/values/?facet=tag", "/search.json", "/saved/"]
)
def test_searches_are_not_for_crawlers_even_then(client: Client, path: str) -> None:
    with override_settings(FINDABLE=True):
        said = robots(client)
        assert "X-Robots-Tag" not in client.get("/")
    assert not said.can_fetch("*", path)
    assert said.can_fetch("*", "/")
    assert said.can_fetch("*", make_article().get_absolute_url())


def test_robots_lead_to_the_sitemap_and_that_to_every_live_article(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FINDABLE = True
    settings.PUBLIC_URL = "https://archive.example.org"
    monkeypatch.setattr(crawlers, "ADDRESSES_A_PART", 3)
    articles = [make_article(headline=f"Toll & tax {number}") for number in range(10)]
    for article in articles[2:8]:
        article.state = "trashed"
        article.save()
    (start,) = robots(client).site_maps() or []
    found: dict[str, str] = {}
    parts = located(client, start.removeprefix(settings.PUBLIC_URL))
    for part in parts:
        listed = located(client, part.removeprefix(settings.PUBLIC_URL))
        assert 0 < len(listed) <= 3
        assert not found.keys() & listed.keys()
        found |= listed
    assert found == {
        f"{settings.PUBLIC_URL}{article.get_absolute_url()}": (
            article.changed_at.isoformat()
        )
        for article in Article.objects.live()
    }
    assert len(found) == 4


def test_a_part_without_live_articles_is_none(
    client: Client, settings: Settings
) -> None:
    settings.FINDABLE = True
    make_article(state="hidden")
    assert located(client, "/sitemap.xml") == {}
    for part in ("0", "1", "2", "9" * 30):
        assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_setting_is_off_or_on(tmp_path: Path) -> None:
    code, said = manage("check", data_dir=tmp_path, ARCHIVE_FINDABLE="perhaps")
    assert code == 1
    assert said.startswith("ARCHIVE_FINDABLE")
