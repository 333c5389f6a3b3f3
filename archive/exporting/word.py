"""Writes articles as a document for word processors, with contents and citations.

A library would hold the whole document in memory; this one is written as it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from archive.citing.citation import Citation
from archive.exporting.pack import Pack
from archive.exporting.reading import facts_of, read_articles
from archive.exporting.zips import Member, write_zip
from archive.text import for_xml, is_right_to_left

PARTS = Path(__file__).with_name("word_parts")
BEGIN = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
END = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" '
    'w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
FADED = '<w:color w:val="655C52"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
RIGHT_TO_LEFT = "<w:rtl/>"
# What Word needs beside the document itself: where each stands, and what it holds.
BESIDE = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "relations.xml",
    "word/_rels/document.xml.rels": "relations_of_document.xml",
    "word/styles.xml": "styles.xml",
}


def write(pack: Pack) -> Iterator[bytes]:
    """Yield the bytes of the document."""
    beside: list[Member] = [
        (name, ((PARTS / file).read_text(),)) for name, file in BESIDE.items()
    ]
    document = ("word/document.xml", _document(pack))
    return write_zip([*beside, document], at=pack.record.run_at)


def _document(pack: Pack) -> Iterator[str]:
    yield BEGIN
    yield _paragraph(_run(pack.record.title), style="Title")
    for name, value in pack.record.rows:
        yield _paragraph(_run(f"{name}: ", is_bold=True) + _run(value), style="Facts")
    yield _paragraph(_run(_("Contents")), style="ContentsHeading")
    for article in pack.headings():
        link = f'<w:hyperlink w:anchor="a{article.pk}" w:history="1">{{}}</w:hyperlink>'
        facts = _run(f" {facts_of(article)}", is_faded=True)
        yield _paragraph(link.format(_run(article.headline)) + facts, style="Contents")
    for number, (article, read) in enumerate(read_articles(pack), 1):
        place = f'<w:bookmarkStart w:id="{number}" w:name="a{article.pk}"/>'
        end = f'<w:bookmarkEnd w:id="{number}"/>'
        yield _paragraph(f"{place}{_run(article.headline)}{end}", style="Heading1")
        yield _paragraph(_run(read.facts), style="Facts")
        yield "".join(_paragraph(_run(text)) for text in article.paragraphs)
        yield _paragraph(_cited(read.citation), style="Facts")
    yield END


def _paragraph(runs: str, *, style: str = "Normal") -> str:
    """Return a paragraph, which goes the way of its first run; facts go as English."""
    is_turned = style != "Facts" and RIGHT_TO_LEFT in runs.partition("</w:rPr>")[0]
    side = "<w:bidi/>" if is_turned else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{runs}</w:p>'


def _cited(citation: Citation) -> str:
    return "".join(_run(text, is_slanted=slanted) for text, slanted in citation.runs)


def _run(
    text: str,
    *,
    is_bold: bool = False,
    is_slanted: bool = False,
    is_faded: bool = False,
) -> str:
    looks = (
        (is_bold, "<w:b/><w:bCs/>"),
        (is_slanted, "<w:i/><w:iCs/>"),
        (is_faded, FADED),
        (is_right_to_left(text), RIGHT_TO_LEFT),
    )
    look = "".join(mark for has, mark in looks if has)
    lines = escape(for_xml(text)).split("\n")
    told = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{told}</w:r>"
