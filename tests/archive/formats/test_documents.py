"""Word documents, rich text and PDF."""

import io
import sys
import zipfile

import pytest

from archive.importing.records import CannotRead
from tests.archive.formats.samples import MORE, STORY, one, read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*paragraphs: str, title: str = "", start: str = "") -> bytes:
    """Return a Word document."""
    style = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'
    styled = f"<w:p>{style}<w:r><w:t>{title}</w:t></w:r></w:p>" if title else ""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'{start}<w:document xmlns:w="{WORD}"><w:body>{styled}{body}'
            "</w:body></w:document>",
        )
    return file.getvalue()


def pdf(*lines: str) -> bytes:
    """Return a PDF of one page."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    text += (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\n"
    )
    return f"{text}startxref\n{text.index('xref')}\n%%EOF\n".encode()


def test_a_word_document_gives_its_title_and_paragraphs() -> None:
    record = one(word(STORY, MORE, title="Port closed"), name="a.docx", format="docx")
    assert record.headline == "Port closed"
    assert record.body == f"{STORY}\n\n{MORE}"


def test_a_word_document_is_known_whatever_it_is_called() -> None:
    assert one(word(STORY), name="a.txt", format="docx").body == STORY


def test_no_entity_of_a_word_document_is_looked_up() -> None:
    start = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "ha">]>'
    record = one(word(f"{STORY} &e;&f;", start=start), format="docx")
    assert record.body == STORY


def test_a_word_document_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(CannotRead, match="more than any text"):
        read(word("word " * 5_000_000), name="a.docx")


def test_rich_text_gives_its_paragraphs() -> None:
    text = rf"{{\rtf1\ansi{{\fonttbl\f0 Arial;}}\f0 {STORY}\par\par Caf\'e9.\par}}"
    assert one(text, format="rtf").body == f"{STORY}\n\nCafé."


def test_the_lines_of_a_pdf_are_joined_to_paragraphs() -> None:
    lines = [
        "The harbour of Brovik was closed on Thurs-",
        "day by a strike.",
        "It goes on until the end of the week.",
    ]
    record = one(pdf(*lines), format="pdf")
    assert record.body == (
        "The harbour of Brovik was closed on Thursday by a strike.\n\n"
        "It goes on until the end of the week."
    )
    assert record.encoding == ""


def test_a_pdf_of_scanned_pages_is_refused() -> None:
    with pytest.raises(CannotRead, match="without text: pages that were scanned"):
        read(pdf())


def test_what_a_rarer_format_needs_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "archive.importing.formats.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(CannotRead, match=r"needs pypdf, .* run `make formats`"):
        read(pdf(STORY))
