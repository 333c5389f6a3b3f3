"""Reads what Nexis exports as text, by its published descriptions."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from archive.importing.dates import read_date
from archive.importing.encoding import decode
from archive.importing.formats import fields
from archive.importing.limits import WHOLE_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record

DOCUMENT = re.compile(r"^[ \t]*(?:\d+ of \d+ DOCUMENTS|End of Document)[ \t]*$", re.M)
LABEL = re.compile(
    r"^(BYLINE|SECTION|LENGTH|DATELINE|HEADLINE|SUBJECT|LANGUAGE|LOAD-DATE|BODY"
    r"|PUBLICATION-TYPE|GRAPHIC|GEOGRAPHIC|COPYRIGHT|SERIES|SOURCE|TYPE"
    r"|HIGHLIGHT|JOURNAL-CODE|PERSON|ORGANIZATION|COMPANY|INDUSTRY|CITY|STATE"
    r"|COUNTRY|URL)(?::[ \t]*(.*)|[ \t]*)$",
    re.M | re.I,
)
BEFORE_BODY = (
    "byline section length dateline headline highlight body series source copyright"
)
LONE = frozenset(("body",))  # labels that stand without a colon
COPYRIGHT = re.compile(r"(?:Copyright|©|All Rights Reserved)\b.*", re.I)
DAY = re.compile(r"(.*?\b\d{4})\b(?:,?\s.*)?")


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read each document of an export."""
    text = decode(read_whole(stream, limit=WHOLE_LIMIT_BYTES))[0]
    yield from records_of(text)


def records_of(text: str) -> Iterator[Record]:
    """Yield the articles of an export's text."""
    parts = DOCUMENT.split(text.replace("\r\n", "\n"))
    found = [part for part in parts if LABEL.search(part)]
    if not found:
        raise CannotRead(_("a Nexis export without documents"))
    for place, part in enumerate(found, start=1):
        yield fields.record(
            _fields(part),
            data=part.encode("utf-8", "replace"),
            encoding="utf-8",
            format="nexis",
            place=place if len(found) > 1 else None,
        )


def _fields(text: str) -> dict[str, Any]:
    lines = [line.strip() for line in text.strip().split("\n")]
    first = next(n for n, line in enumerate(lines) if LABEL.match(line))
    labels, body = _labels(lines[first:])
    own = _head([line for line in lines[:first] if line and not COPYRIGHT.match(line)])
    subjects = re.sub(r"\s*\(\d+%\)", "", labels.get("subject", ""))
    return own | {
        "headline": labels.get("headline") or own.get("headline", ""),
        "body": [body],
        "byline": [re.sub(r"^(?i:by)\s+", "", labels.get("byline", ""))],
        "dateline": labels.get("dateline", ""),
        "section": labels.get("section", "").partition(";")[0],
        "tags": [part.strip().capitalize() for part in subjects.split(";")],
        "url": labels.get("url", ""),
    }


def _head(lines: list[str]) -> dict[str, str]:
    """Read the lines above the labels: newspaper, day and headline, in either order."""
    for number, line in enumerate(lines):
        match = DAY.fullmatch(line)
        if match and (when := read_date(match[1])) and when.day:
            after = lines[number + 1 :]
            if number > 1:
                return {"headline": lines[0], "source": lines[1], "date": match[1]}
            return {
                "source": lines[0] if number else "",
                "date": match[1],
                "headline": after[-1] if after else "",
            }
    return {"headline": lines[0]} if lines else {}


def _labels(lines: list[str]) -> tuple[dict[str, str], str]:
    """Return what the labels say, and the text between them."""
    found: dict[str, str] = {}
    body: list[str] = []
    label = ""
    for line in lines:
        match = LABEL.match(line)
        name = match[1].lower() if match else ""
        if match and (match[2] is not None or name in LONE):
            label = name
            found.setdefault(label, match[2] or "")
        elif not line:
            body.append("")
            label = "" if label in BEFORE_BODY.split() else label
        elif label and label not in LONE:
            found[label] += f" {line}"
        elif not COPYRIGHT.match(line):
            body.append(line)
    return found, "\n".join(body).strip()
