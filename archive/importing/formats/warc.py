"""Reads web archives: each page that was saved is an article."""

import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from archive.importing.formats import page
from archive.importing.formats.reader import parsing
from archive.importing.limits import TEXT_LIMIT_BYTES
from archive.importing.records import CannotRead, Record, Unreadable

KINDS = frozenset(("response", "resource", "conversion"))
PAGES = ("text/html", "application/xhtml+xml")
BROKEN = gettext_lazy("a web archive that cannot be read: {error}")

logging.getLogger("warcio").setLevel(logging.CRITICAL)


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each page; what is no page is named as ignored."""
    place = 0
    records = iter(ArchiveIterator(stream, arc2warc=True))
    while True:
        with parsing(BROKEN, ArchiveLoadFailed, StatusAndHeadersParserException):
            # The library complains on the terminal; here, what fails is reported.
            with redirect_stderr(io.StringIO()):
                record = next(records, None)
            if record is None:
                break
            if record.rec_type not in KINDS:
                continue
            place += 1
            found = _found(record, place=place)
        yield found
    if not place:
        raise CannotRead(_("a web archive without pages"))


def _found(record: Any, *, place: int) -> Record | Unreadable:
    headers = record.http_headers
    status = headers.get_statuscode() if headers else "200"
    kind = (headers or record.rec_headers).get_header("Content-Type", "") or ""
    url = record.rec_headers.get_header("WARC-Target-URI", "") or ""
    if status != "200":
        answer = _("an answer of status {number}, no page").format(number=status)
        return Unreadable(answer, place, True)
    if not kind.lower().startswith(PAGES):
        if named := kind.partition(";")[0].strip():
            what = _("{kind}, no page").format(kind=named)
        else:
            what = _("something of no named kind, no page")
        return Unreadable(what, place, True)
    data = record.content_stream().read(TEXT_LIMIT_BYTES + 1)
    if len(data) > TEXT_LIMIT_BYTES:
        return Unreadable(_("a page larger than any"), place)
    charset = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    try:
        return page.record_of(
            data,
            kept=_alone(data, url=url, kind=kind),
            format="warc",
            url=url,
            charset=charset,
            place=place,
        )
    except CannotRead as error:
        return Unreadable(str(error), place)


def _alone(data: bytes, *, url: str, kind: str) -> bytes:
    """Return a web archive that holds one page and its address, nothing else."""
    headers = (
        "WARC/1.0",
        "WARC-Type: resource",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(data)}",
    )
    lines = (" ".join(line.split()) for line in headers)
    head = "\r\n".join((*lines, "", "")).encode("utf-8", "replace")
    return head + data + b"\r\n\r\n"
