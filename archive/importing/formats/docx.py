"""Reads Word documents: the paragraphs, and the title where one is marked."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from archive.importing.formats import exports
from archive.importing.formats.markup import parse_xml
from archive.importing.limits import TEXT_LIMIT_BYTES, WHOLE_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record
from archive.importing.zips import BROKEN

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLES = frozenset(("title", "heading1"))
SIGNS = {WORD + "tab": " ", WORD + "br": "\n", WORD + "cr": "\n"}


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read one document, or each article of one that a database exported."""
    data = read_whole(stream, limit=WHOLE_LIMIT_BYTES)
    root = parse_xml(_part(data, "word/document.xml"))
    headline = ""
    texts: list[str] = []
    for paragraph in root.iter(WORD + "p"):
        text = "".join(_texts(paragraph)).strip()
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        name = "" if style is None else str(style.get(WORD + "val", "")).lower()
        if text and not headline and not texts and name in TITLES:
            headline = text
        elif text:
            texts.append(text)
    if not texts and not headline:
        raise CannotRead(_("a document without text"))
    yield from exports.records_of(
        "\n\n".join(texts), data=data, format="docx", headline=headline
    )


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            found = part.read(TEXT_LIMIT_BYTES + 1)
    except (*BROKEN, KeyError, RuntimeError) as error:
        raise CannotRead(_("a document that cannot be unpacked")) from error
    if len(found) > TEXT_LIMIT_BYTES:
        raise CannotRead(_("a document that unpacks to more than any text"))
    return found


def _texts(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == WORD + "t":
            yield element.text or ""
        elif element.tag in SIGNS:
            yield SIGNS[element.tag]
