"""Reads what a feed holds now, as lines that an import can take."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from archive.importing.careful import carefully
from archive.importing.formats import HEAD_BYTES, format_of
from archive.importing.formats.names import NAMES_OF, simple
from archive.importing.reading import LIGHT_BYTES
from archive.importing.records import CannotRead, Record, Unreadable

FORMATS = ("feed", "json_file")


@dataclass(frozen=True, slots=True)
class Contents:
    """The articles of a feed, and why others could not be read."""

    records: tuple[Record, ...]
    unreadable: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the feed calls itself."""
        return next((record.source for record in self.records if record.source), "")


def read_contents(data: bytes) -> Contents:
    """Read a feed; raises CannotRead."""
    return carefully(_contents, data) if len(data) > LIGHT_BYTES else _contents(data)


def _contents(data: bytes) -> Contents:
    format = format_of(data[:HEAD_BYTES], suffix="")
    if format is None or format.name not in FORMATS:
        raise CannotRead(
            _("there is no feed at this address: neither RSS, Atom nor JSON")
        )
    found = list(format.reader.read(io.BytesIO(data)))
    return Contents(
        tuple(part for part in found if isinstance(part, Record)),
        tuple(part.reason for part in found if isinstance(part, Unreadable)),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An article of a feed as a line of JSON, with the id that it keeps."""

    data: bytes
    carried_id: str


def lines_of(records: Sequence[Record], *, source: str = "") -> list[Line]:
    """Return the articles as lines; source: in place of the feed's own name."""
    ids = [record.carried_id or _id_by_address(record) for record in records]
    repeats = Counter(ids)
    return [
        _line(record, carried_id=own if repeats[own] == 1 else "", source=source)
        for record, own in zip(records, ids, strict=True)
    ]


def _id_by_address(record: Record) -> str:
    """Return what stands for an id: its page with its day.

    A feed may give the same page, or its home page, for each article.
    """
    day = record.when.day
    is_page = urlsplit(record.url).path.strip("/")
    return f"{record.url} {day}" if day and is_page else ""


def _line(record: Record, *, carried_id: str, source: str) -> Line:
    fields: dict[str, Any] = json.loads(record.data)
    given = {"id": carried_id, "source": source}
    for field, value in given.items():
        if value or field == "id":
            fields = {
                name: kept
                for name, kept in fields.items()
                if simple(name) not in NAMES_OF[field]
            }
    fields |= {field: value for field, value in given.items() if value}
    data = json.dumps(fields, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Line(data, carried_id)
