"""Reads rich text: its paragraphs without their looks."""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from striprtf.striprtf import rtf_to_text

from archive.importing.formats import exports
from archive.importing.formats.markup import tidy
from archive.importing.formats.reader import parsing
from archive.importing.limits import read_whole
from archive.importing.records import CannotRead, Record

BROKEN = gettext_lazy("rich text that cannot be read: {error}")


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read one document, or each article of one that a database exported."""
    data = read_whole(stream)
    with parsing(BROKEN):
        text = tidy(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    if not text:
        raise CannotRead(_("rich text without words"))
    lines = text.split("\n")
    body = text if "" in lines else "\n\n".join(lines)
    yield from exports.records_of(body, data=data, format="rtf")
