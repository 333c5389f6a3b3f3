"""Writes feeds as Atom and as JSON Feed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from search.feeds.feed import Entry, Feed

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Place:
    """Where a feed is asked for: what addresses begin with, and the path."""

    base: str
    path: str

    def of(self, feed: Feed, number: int) -> str:
        """Return the address of one of the feed's pages."""
        query = feed.address.partition("?")[2]
        page = urlencode({"page": number}) if number > 1 else ""
        asked = "&".join(filter(None, (query, page)))
        return f"{self.base}{self.path}{'?' if asked else ''}{asked}"


@dataclass(frozen=True)
class Format:
    """A way to write feeds."""

    content_type: str
    write: Callable[[Feed, Place], str]


class _AtomFeed(Atom1Feed):
    """An Atom feed as old as its latest entry, with links to its other pages."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when an entry changed last."""
        updated: datetime.datetime = self.feed["updated"]
        return updated

    def root_attributes(self) -> dict[str, str]:
        """Name the elements that count what was found."""
        return {**super().root_attributes(), "xmlns:opensearch": OPENSEARCH}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the links and counts of a feed in pages (RFC 5005, OpenSearch 1.1)."""
        super().add_root_elements(handler)
        for rel, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": address})
        for name, number in self.feed["counts"].items():
            handler.addQuickElement(f"opensearch:{name}", str(number))


def write_atom(feed: Feed, place: Place) -> str:
    """Return a feed as Atom (RFC 4287)."""
    paging = feed.paging
    atom = _AtomFeed(
        title=feed.title,
        link=f"{place.base}{feed.page}",
        description="",
        subtitle=feed.said or None,
        feed_url=place.of(feed, paging.number),
        feed_guid=f"{place.base}{feed.address}",
        author_name=_("News Archive"),
        updated=feed.updated,
        pages=_pages(feed, place),
        counts={
            "totalResults": paging.total,
            "startIndex": paging.first,
            "itemsPerPage": paging.page_size,
        },
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.headline,
            link=f"{place.base}{entry.article.get_absolute_url()}",
            # Readers take it for HTML.
            description=escape(entry.text),
            author_name=entry.author or None,
            categories=entry.tags,
            pubdate=entry.published,
            updateddate=entry.article.changed_at,
            unique_id=entry.id,
        )
    return atom.writeString("utf-8")


def write_json(feed: Feed, place: Place) -> str:
    """Return a feed as JSON Feed 1.1; what is not known has no key."""
    following = feed.paging.next
    values = {
        "version": JSON_FEED,
        "title": feed.title,
        "description": feed.said,
        "home_page_url": f"{place.base}{feed.page}",
        "feed_url": place.of(feed, 1),
        "next_url": place.of(feed, following) if following else "",
        "items": [_item(entry, place) for entry in feed.entries],
    }
    kept = {key: value for key, value in values.items() if value or key == "items"}
    return json.dumps(kept, ensure_ascii=False)


FORMATS = {
    "atom": Format("application/atom+xml; charset=utf-8", write_atom),
    "feed.json": Format("application/feed+json; charset=utf-8", write_json),
}


def _item(entry: Entry, place: Place) -> dict[str, Any]:
    article = entry.article
    values = {
        "external_url": article.url,
        "date_published": entry.published.isoformat() if entry.published else "",
        "authors": [{"name": entry.author}] if entry.author else [],
        "tags": list(entry.tags),
        "language": article.language,
    }
    return {
        "id": entry.id,
        "url": f"{place.base}{article.get_absolute_url()}",
        "title": entry.headline,
        "content_text": entry.text,
        "date_modified": article.changed_at.isoformat(),
        **{key: value for key, value in values.items() if value},
        "_archive": {
            "id": article.pk,
            "headline_is_derived": article.headline_is_derived,
        },
    }


def _pages(feed: Feed, place: Place) -> dict[str, str]:
    """Return the addresses of the feed's other pages by how they stand to this one."""
    paging = feed.paging
    if paging.page_count == 1 and paging.number == 1:
        return {}
    numbers = {
        "first": 1,
        "previous": paging.previous,
        "next": paging.next,
        "last": paging.page_count,
    }
    return {rel: place.of(feed, number) for rel, number in numbers.items() if number}
