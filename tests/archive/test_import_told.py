"""What is no article is left out; what became of a pile is said, and what to do."""

from pathlib import Path

import pytest

from archive.importing.careful import read_files
from archive.importing.files import find_files
from archive.importing.pipeline import import_articles
from archive.importing.records import Unreadable
from archive.models import Import
from tests.factories import write_house


def test_what_a_browser_saved_beside_a_page_is_no_article(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    parts = ("Port_files/frame.html", "Hafen-Dateien/a.css", "q/old_files/Port.htm")
    for name in ("Port.html", "Hafen.htm", "toll_files/1.txt", *parts):
        write_house(pile / name)
    ignored = {file.path for file in find_files([pile]) if file.is_ignored}
    assert ignored == {"Port_files/frame.html", "Hafen-Dateien/a.css"}


def test_what_to_do_about_a_format_that_is_not_read_is_said(tmp_path: Path) -> None:
    office = b"PK\3\4[Content_Types].xml"
    for name, data in (("a.odt", b"PK"), ("b.rar", b"Rar!"), ("c.xlsx", office)):
        (tmp_path / name).write_bytes(data)
    found = read_files(find_files([tmp_path]))
    assert [entry.reason for _, entry in found if isinstance(entry, Unreadable)] == [
        "no reader for .odt files: save it as .docx",
        "no reader for .rar files: unpack it first",
        "no reader for .xlsx files: save it as .csv",
    ]


@pytest.mark.django_db
def test_an_import_by_command_keeps_its_counts_for_its_page(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/1.txt")
    import_articles([tmp_path / "pile"])
    assert Import.objects.get().report[0] == "1 file = 1 new article"
