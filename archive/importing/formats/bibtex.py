"""Reads BibTeX: each entry with a headline or a text is an article."""

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from bibtexparser import parse_string  # type: ignore[attr-defined]
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importing.encoding import decode, warnings_of
from archive.importing.formats import fields
from archive.importing.formats.reader import parsing
from archive.importing.formats.ris import turned
from archive.importing.limits import MEGABYTE, read_whole
from archive.importing.records import CannotRead, Record, Unreadable

LIMIT_BYTES = 5 * MEGABYTE
BROKEN = gettext_lazy("BibTeX that cannot be read: {error}")
NAMES = {
    "headline": "title",
    "source": "journal journaltitle newspaper publisher",
    "section": "section",
    "language": "langid language",
    "url": "url",
    "body": "abstract annote",
}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each entry."""
    text, encoding = decode(read_whole(stream, limit=LIMIT_BYTES))
    with parsing(BROKEN):
        library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    if not library.entries and not library.failed_blocks:
        raise CannotRead(_("no references in it"))
    for place, entry in enumerate(library.entries, start=1):
        own = _fields(
            {f.key.lower(): str(f.value) for f in entry.fields}, key=entry.key
        )
        yield fields.record_of_own(
            own, format="bibtex", place=place, warnings=warnings_of(encoding)
        )
    for place, block in enumerate(library.failed_blocks, len(library.entries) + 1):
        line = (block.start_line or 0) + 1
        problem = _("BibTeX that breaks off in line {number}").format(number=line)
        yield Unreadable(problem, place)


def _fields(found: dict[str, str], *, key: str) -> dict[str, Any]:
    """Return an entry's data under our own names."""
    own: dict[str, Any] = {"id": key}
    for name, theirs in NAMES.items():
        own[name] = next((found[n] for n in theirs.split() if found.get(n)), "")
    own["date"] = _day(found)
    own["body"] = [own["body"]] if own["body"] else []
    authors = found.get("author", "").replace("\n", " ").split(" and ")
    own["byline"] = [turned(name) for name in authors if name.strip()]
    own["tags"] = found.get("keywords", "")
    own["attached"] = [p for p in re.split("[:;]", found.get("file", "")) if "." in p]
    return {name: value for name, value in own.items() if value}


def _day(found: dict[str, str]) -> str:
    """Return the day; a year or month alone is none."""
    if date := found.get("date", ""):
        return date if date.count("-") == 2 else ""
    year, month, day = (found.get(n, "").strip() for n in ("year", "month", "day"))
    if len(month) > 2 and month[:3].lower() in MONTHS.split():
        month = str(MONTHS.split().index(month[:3].lower()) + 1)
    return f"{year}-{month}-{day}" if year and month and day else ""
