"""Reads PDF files that hold their text, not only a picture of it."""

import io
import logging
import re
from collections.abc import Iterator
from statistics import median
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from archive.importing.formats import exports
from archive.importing.formats.reader import parsing
from archive.importing.limits import TEXT_LIMIT_BYTES, WHOLE_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record
from archive.locally import grouped

MOST_PAGES = 300
BROKEN = gettext_lazy("a PDF that cannot be read: {error}")
HYPHEN = re.compile(r"(?<=[a-zß-ÿ])[-\u00ad]$")
SENTENCE_END = re.compile(r"[.!?…:]['\"”’»)]*$")
# A line much shorter than most is the last of its paragraph.
SHORT_LINE = 0.75

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read the text of all pages as one article."""
    data = read_whole(stream, limit=WHOLE_LIMIT_BYTES)
    warnings: tuple[str, ...] = ()
    texts: list[str] = []
    with parsing(BROKEN, PyPdfError):
        pages = PdfReader(io.BytesIO(data)).pages
        for page in pages[:MOST_PAGES]:
            texts.append(page.extract_text())
            if sum(map(len, texts)) > TEXT_LIMIT_BYTES:
                raise CannotRead(_("a PDF with more text than any article"))
        if len(pages) > MOST_PAGES:
            first = _("only the first {count} of {total} pages are read")
            total = grouped(len(pages))
            warnings = (first.format(count=MOST_PAGES, total=total),)
    text = _flowing("\n".join(texts))
    if not text:
        raise CannotRead(_("a PDF without text: pages that were scanned"))
    yield from exports.records_of(text, data=data, format="pdf", warnings=warnings)


def _flowing(text: str) -> str:
    """Join lines to paragraphs, and words that were cut at the end of a line."""
    lines = [line.strip() for line in text.split("\n")]
    usual = median([len(line) for line in lines if line] or [0])
    paragraphs, begun = [], ""
    for line in lines:
        if begun and line and HYPHEN.search(begun) and line[0].islower():
            begun = HYPHEN.sub("", begun) + line
        else:
            begun = f"{begun} {line}".strip()
        is_last = len(line) < SHORT_LINE * usual and SENTENCE_END.search(line)
        if begun and (not line or is_last):
            paragraphs.append(begun)
            begun = ""
    return "\n\n".join(filter(None, (*paragraphs, begun)))
