"""Reads RIS: each reference with a headline or a text is an article."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from archive.importing.encoding import decode, warnings_of
from archive.importing.formats import fields
from archive.importing.limits import WHOLE_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record, Unreadable

LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|$)")
# Which tags give what, the most certain first.
GIVES = {
    "id": "ID AN DO",
    "headline": "TI T1 CT",
    "source": "T2 JO JF JA PB",
    "date": "DA Y1 PY",
    "section": "SE",
    "language": "LA",
    "url": "UR",
    "body": "AB N2",
}
LISTS = {"byline": "AU A1", "tags": "KW", "attached": "L1 L2 L4"}


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each reference."""
    text, encoding = decode(read_whole(stream, limit=WHOLE_LIMIT_BYTES))
    place = 0
    for place, found in enumerate(_references(text), start=1):
        own = fields_of(found)
        if own.get("headline", "").startswith("Record of a search, "):
            yield Unreadable(str(fields.OF_THE_EXPORT), place, is_ignored=True)
            continue
        yield fields.record_of_own(
            own, format="ris", place=place, warnings=warnings_of(encoding)
        )
    if not place:
        raise CannotRead(_("no references in it"))


def fields_of(found: dict[str, list[str]]) -> dict[str, Any]:
    """Return a reference's data under our own names."""
    own: dict[str, Any] = {}
    for name, tags in GIVES.items():
        if value := next((found[tag][0] for tag in tags.split() if tag in found), ""):
            own[name] = value
    for name, tags in LISTS.items():
        if values := next((found[tag] for tag in tags.split() if tag in found), []):
            own[name] = values
    own["byline"] = [turned(name) for name in own.get("byline", [])]
    if "date" in own:
        own["date"] = day_of(own["date"])
    if "body" in own:
        own["body"] = [own["body"]]
    return {name: value for name, value in own.items() if value}


def turned(name: str) -> str:
    """Return "Marsh, Ada" as "Ada Marsh"."""
    last, comma, first = name.partition(",")
    return (
        f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()
    )


def day_of(text: str) -> str:
    """Return 2025/10/30/ as 2025-10-30; a year or month alone is no day."""
    parts = [part for part in re.split("[/-]", text.partition(" ")[0]) if part]
    if all(part.isdigit() for part in parts):
        return "-".join(parts[:3]) if len(parts) >= 3 else ""
    return text


def _references(text: str) -> Iterator[dict[str, list[str]]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    last = ""
    for line in text.splitlines():
        match = LINE.match(line)
        if match and match[1] == "ER":
            if found:
                yield found
            found, last = defaultdict(list), ""
        elif match:
            last = match[1]
            if match[2] and match[2].strip():
                found[last].append(match[2].strip())
        elif line.strip() and found.get(last):
            found[last][-1] += f"\n{line.strip()}"
    if found:
        yield found
