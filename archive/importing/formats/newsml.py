"""Reads NewsML (1.2 and G2) and NITF, the formats of news agencies."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from archive.importing.formats import fields
from archive.importing.formats.markup import parse_xml, text_below, text_of
from archive.importing.limits import read_whole
from archive.importing.records import CannotRead, Record, Unreadable

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DATES = ("versionCreated", "firstCreated", "ThisRevisionCreated", "FirstCreated")
ITEMS = frozenset(("newsItem", "NewsItem", "nitf"))


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each item that has a text; pictures and planning have none."""
    data = read_whole(stream)
    root = parse_xml(data)
    items = [e for e in root.iter(etree.Element) if _name(e) in ITEMS]
    items = [e for e in items if _name(e) != "nitf" or not _is_inside(e)]
    if not items:
        raise CannotRead(_("no news item in it"))
    for place, item in enumerate(items, start=1):
        alone = data if len(items) == 1 else etree.tostring(item, encoding="utf-8")
        try:
            yield fields.record(
                _fields(item),
                data=alone,
                encoding="utf-8",
                format="newsml",
                place=place if len(items) > 1 else None,
            )
        except CannotRead as error:
            yield Unreadable(str(error), place)


def _is_inside(element: Any) -> bool:
    return any(_name(parent) in ITEMS for parent in element.iterancestors())


def _fields(item: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for element in item.iter(etree.Element):
        found.setdefault(_name(element), element)

    def text(*names: str) -> str:
        words = (" ".join(found[n].itertext()) for n in names if n in found)
        return next((" ".join(w.split()) for w in words if w.strip()), "")

    def said(name: str, attribute: str) -> str:
        return str(found[name].get(attribute) or "") if name in found else ""

    subjects = [e for e in item.iter(etree.Element) if _name(e) == "subject"]
    names = (child for e in subjects for child in e if _name(child) == "name")
    return {
        "id": item.get("guid") or text("PublicIdentifier"),
        "headline": text("headline", "HeadLine", "hl1", "title"),
        "date": text(*DATES) or said("date.issue", "norm"),
        "body": [_body(found)],
        "byline": [text("by", "byline", "ByLine")],
        "dateline": text("dateline", "DateLine", "located"),
        "source": _named(found.get("provider"))
        or text("infoSource")
        or said("Party", "FormalName"),
        "credits": text("creditline"),
        "language": said("language", "tag")
        or said("Language", "FormalName")
        or item.get(XML_LANGUAGE)
        or "",
        "tags": [" ".join(name.itertext()).strip() for name in names],
    }


def _body(found: dict[str, Any]) -> str:
    for name in ("body.content", "body", "inlineXML", "block", "DataContent"):
        if name in found and (text := text_below(found[name])):
            return text
    return (
        text_of("".join(found["inlineData"].itertext()))
        if "inlineData" in found
        else ""
    )


def _named(element: Any) -> str:
    """Return the name inside an element, without its codes."""
    if element is None:
        return ""
    return next(
        ("".join(e.itertext()).strip() for e in element if _name(e) == "name"), ""
    )


def _name(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
