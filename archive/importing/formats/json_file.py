"""Reads JSON files: one article, a list of them, or an object that holds a list."""

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from archive.importing.encoding import decode, warnings_of
from archive.importing.formats import fields, jsonl
from archive.importing.formats.names import TEXTS, simple
from archive.importing.limits import WHOLE_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record, Unreadable

LISTS = frozenset(
    ("articles", "items", "results", "posts", "entries", "docs", "documents", "data")
) | {"hits", "@graph", "response", "stories"}


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read what a JSON file holds; objects one after the other are JSON Lines."""
    data = read_whole(stream, limit=WHOLE_LIMIT_BYTES)
    text, encoding = decode(data)
    try:
        found = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            yield from jsonl.read(io.BytesIO(data))
            return
        raise CannotRead(jsonl.problem_of(error)) from error
    except (ValueError, RecursionError) as error:
        raise CannotRead(_("not JSON that can be read")) from error
    if isinstance(found, dict) and (listed := _listed(found)) is not None:
        yield from _list(listed, source=_feed_title(found))
    elif isinstance(found, dict):
        yield fields.record(
            found,
            data=data,
            encoding=encoding,
            format="json_file",
            warnings=warnings_of(encoding),
        )
    elif isinstance(found, list):
        yield from _list(found, source="")
    else:
        raise CannotRead(_("neither a JSON object nor a list of them"))


def _listed(found: dict[str, Any]) -> list[Any] | None:
    """Return the list of articles that an object holds, unless it is one itself."""
    if any(simple(name) in TEXTS for name in found if name != "title"):
        return None
    for name, value in found.items():
        if name.lower() in LISTS and isinstance(value, list):
            return value
        if name.lower() in LISTS and isinstance(value, dict):
            return _listed(value)
    return None


def _feed_title(found: dict[str, Any]) -> str:
    """Return the name of a JSON Feed, which is the source of its items."""
    is_feed = "jsonfeed.org" in str(found.get("version", ""))
    title = found.get("title")
    return title if is_feed and isinstance(title, str) else ""


def _list(found: list[Any], *, source: str) -> Iterator[Record | Unreadable]:
    if not found:
        raise CannotRead(_("an empty list"))
    for place, part in enumerate(found, start=1):
        if isinstance(part, dict) and isinstance(part.get("_source"), dict):
            part = part["_source"]
        if not isinstance(part, dict):
            yield Unreadable(_("not a JSON object"), place)
            continue
        if fields.is_export_record(part):
            yield Unreadable(str(fields.OF_THE_EXPORT), place, is_ignored=True)
            continue
        if source:
            part = {"source": source} | part
        yield fields.record_of_own(part, format="json_file", place=place)
