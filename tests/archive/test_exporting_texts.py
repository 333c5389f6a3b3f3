"""Whatever an article's text is, its export can be read, and read again."""

import datetime
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from archive.exporting.formats import BY_NAME
from archive.exporting.pack import everything
from archive.exporting.record import record_of_all
from archive.importing.pipeline import import_articles
from archive.models import Article
from tests.factories import make_article
from tests.translating import in_no_language

pytestmark = pytest.mark.django_db

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def exported(name: str) -> bytes:
    """Return all articles as a file."""
    return b"".join(BY_NAME[name].write(everything(record_of_all())))


def word_document() -> ElementTree.Element:
    """Return the text of all articles as a document for word processors."""
    with zipfile.ZipFile(io.BytesIO(exported("docx"))) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def test_a_word_document_can_hold_any_text() -> None:
    make_article(headline="a\x0bb\x00", body="c\x1fd\ufffe <&>")
    assert "cd <&>" in "".join(word_document().itertext())


def test_a_word_document_shows_arabic_from_right_to_left() -> None:
    make_article(headline="Toll", body="123 أغلق المرفأ.\n\nLeft أغلق.")
    document = word_document()
    sides = {
        "".join(paragraph.itertext()): paragraph.find(f".//{WORD}bidi") is not None
        for paragraph in document.iter(f"{WORD}p")
    }
    turned = [text for text, is_turned in sides.items() if is_turned]
    assert turned == ["123 أغلق المرفأ."]
    assert len(list(document.iter(f"{WORD}rtl"))) == 1


@pytest.mark.parametrize("name", ["csl-json", "csv", "ris", "bibtex"])
def test_an_import_reads_what_was_exported(tmp_path: Path, name: str) -> None:
    make_article(
        headline='=HYPERLINK("x") 橋',
        byline="Harbour Desk",
        source="Brovik Courier",
        tags=["toll", "ports"],
    )
    path = tmp_path / f"export.{BY_NAME[name].suffix}"
    path.write_bytes(exported(name))
    Article.objects.all().delete()
    import_articles([path])
    after = Article.objects.get()
    assert (after.headline, after.byline) == ('=HYPERLINK("x") 橋', "Harbour Desk")
    assert {tag.name for tag in after.tags.all()} == {"toll", "ports"}
    assert (str(after.source), after.published_on) == (
        "Brovik Courier",
        datetime.date(2024, 3, 5),
    )


@pytest.mark.parametrize(
    "name", ["csl-json", "csv", "ris", "bibtex", "jsonl", "markdown", "house"]
)
def test_an_import_reads_what_was_exported_in_any_language(
    tmp_path: Path, name: str
) -> None:
    make_article(headline="Toll rises", body="Drivers pay more.", credits=["Reuters"])
    path = tmp_path / f"export.{BY_NAME[name].suffix}"
    with in_no_language():
        path.write_bytes(exported(name))
    Article.objects.all().delete()
    report = import_articles([path])
    after = Article.objects.get()
    assert report.failed == ()
    assert (after.headline, after.published_on) == (
        "Toll rises",
        datetime.date(2024, 3, 5),
    )
