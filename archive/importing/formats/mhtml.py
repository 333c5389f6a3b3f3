"""Reads web pages that a browser saved as one MHTML file."""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importing.formats import mail, page
from archive.importing.formats.reader import parsing
from archive.importing.limits import read_whole
from archive.importing.records import CannotRead, Record

BROKEN = gettext_lazy("an MHTML file that cannot be read: {error}")


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read the page that stands first; pictures and the rest are left."""
    data = read_whole(stream, limit=page.SAVED_LIMIT_BYTES)
    with parsing(BROKEN):
        message = mail.parse(data)
        part = next((p for p in message.walk() if _is_page(p.get_content_type())), None)
        if part is None:
            raise CannotRead(_("an MHTML file without a page"))
        html = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
        url = str(
            message["Snapshot-Content-Location"] or part["Content-Location"] or ""
        )
    if not isinstance(html, bytes):
        raise CannotRead(_("an MHTML file without a page"))
    yield page.record_of(html, kept=data, format="mhtml", url=url, charset=charset)


def _is_page(kind: str) -> bool:
    return kind in {"text/html", "application/xhtml+xml"}
