"""Reads RSS, RDF and Atom feeds: one article an item."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from feedparser.mixin import _FeedParserMixin

from archive.importing.formats import fields
from archive.importing.formats.markup import text_of
from archive.importing.formats.reader import parsing
from archive.importing.limits import MOST_NAMES, TEXT_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record, Unreadable
from archive.locally import grouped

ITEM = re.compile(rb"<(?:[\w-]+:)?(?:item|entry)[\s>]")
MOST_ITEMS = 20_000
# Entities made of entities, to grow without end.
BOMB = re.compile(rb"<!ENTITY\s[^<>]*&\w+;")
BROKEN = gettext_lazy("a feed that cannot be read: {error}")
DATES = ("published", "issued", "date", "updated", "created")


_add_tag = _FeedParserMixin._add_tag


def _add_tag_to_few(parser: Any, *tag: Any) -> None:
    """Add a tag unless there are more than enough.

    Each is compared with all before it: a hundred thousand would take minutes.
    """
    if len(parser._get_context().get("tags", ())) <= MOST_NAMES:
        _add_tag(parser, *tag)


_FeedParserMixin._add_tag = _add_tag_to_few


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each item; the feed's title is its source."""
    data = read_whole(stream, limit=TEXT_LIMIT_BYTES)
    if sum(1 for _ in ITEM.finditer(data)) > MOST_ITEMS:
        problem = _("a feed of more than {count} items")
        raise CannotRead(problem.format(count=grouped(MOST_ITEMS)))
    if BOMB.search(data):
        raise CannotRead(_("a feed whose entities hold other entities"))
    with parsing(BROKEN):
        # Bytes alone might be taken for an address to fetch.
        found = feedparser.parse(_File(data), sanitize_html=False)
    if not found.entries:
        if found.get("bozo"):
            said = " ".join(str(found.get("bozo_exception")).split())[:120]
            said = said.removeprefix("<unknown>:")  # line and column follow
            raise CannotRead(str(BROKEN).format(error=said))
        raise CannotRead(_("a feed without items"))
    title = _plain(found.feed.get("title"))
    language = found.feed.get("language") or ""
    for place, entry in enumerate(found.entries, start=1):
        own = {"source": title, "language": language} | _fields(entry)
        own = {name: value for name, value in own.items() if value}
        yield fields.record_of_own(own, format="feed", place=place)


class _File:
    """Bytes as the open file that the parser wants."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int = -1) -> bytes:
        data, self.data = self.data, b""
        return data


def _fields(entry: Any) -> dict[str, Any]:
    """Return an item's data under our own names."""
    contents = [part.get("value") or "" for part in entry.get("content", [])]
    html = max([*contents, entry.get("summary") or ""], key=len)
    authors = [author.get("name") for author in entry.get("authors", [])]
    date = next((entry[name] for name in DATES if entry.get(name)), "")
    tags = [tag.get("term") or tag.get("label") for tag in entry.get("tags", [])]
    return {
        "id": entry.get("id") or "",
        "headline": _plain(entry.get("title")),
        "date": date,
        "body": [text_of(html)] if html else [],
        "byline": [author for author in authors if author],
        "tags": [tag for tag in tags if tag],
        "url": entry.get("link") or "",
    } | ({"language": entry["language"]} if entry.get("language") else {})


def _plain(text: Any) -> str:
    return " ".join(text_of(text).split()) if isinstance(text, str) and text else ""
