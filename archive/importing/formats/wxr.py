"""Reads WordPress exports: the published posts of a blog."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from archive.importing.formats import fields
from archive.importing.formats.markup import BLANK_LINES, SAFE, SHORTCODE, text_of
from archive.importing.formats.reader import parsing
from archive.importing.records import CannotRead, Record, Unreadable
from archive.locally import grouped

BROKEN = gettext_lazy("a WordPress export that cannot be read: {error}")


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each post; pages, attachments and drafts are named as ignored."""
    place = comments = 0
    title = language = ""
    with parsing(BROKEN, etree.LxmlError):
        for __, element in etree.iterparse(stream, events=("end",), **SAFE):
            name = _name(element)
            if name == "title" and not place and not title:
                title = element.text or ""
            elif name == "language" and not place:
                language = element.text or ""
            elif name == "comment":
                comments += 1
            elif name == "item":
                place += 1
                yield _item(
                    element, place=place, blog={"source": title, "language": language}
                )
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    if not place:
        raise CannotRead(_("a WordPress export without posts"))
    if comments:
        told = _("comments of readers: {count}").format(count=grouped(comments))
        yield Unreadable(told, is_ignored=True)


def _item(element: Any, *, place: int, blog: dict[str, str]) -> Record | Unreadable:
    found = {_name(child): (child.text or "").strip() for child in element}
    kind, status = found.get("post_type", "post"), found.get("status", "publish")
    if kind != "post":
        told = _("a WordPress {kind}, not a post")
        return Unreadable(told.format(kind=kind.replace("_", " ")), place, True)
    if status != "publish":
        told = _("a post that was not published: {status}").format(status=status)
        return Unreadable(told, place, True)
    labels = [child for child in element if _name(child) == "category" and child.text]
    body = BLANK_LINES.sub("<p>", SHORTCODE.sub("", _content(element)))
    own = blog | {
        "id": found.get("guid", ""),
        "headline": " ".join(text_of(found.get("title") or " ").split()),
        # The blog's own day; its pubDate may be of another, in Greenwich.
        "date": found.get("post_date") or found.get("pubDate") or "",
        "body": [text_of(body)] if body.strip() else [],
        "byline": [found["creator"]] if found.get("creator") else [],
        "section": next((c.text for c in labels if c.get("domain") == "category"), ""),
        "tags": [c.text for c in labels if c.get("domain") == "post_tag"],
        "url": found.get("link", ""),
    }
    own = {name: value for name, value in own.items() if value}
    return fields.record_of_own(own, format="wxr", place=place)


def _content(element: Any) -> str:
    """Return the post's text, which shares its name with that of its summary."""
    texts = [
        child.text or ""
        for child in element
        if isinstance(child.tag, str) and child.tag.endswith("content/}encoded")
    ]
    return texts[0] if texts else ""


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
