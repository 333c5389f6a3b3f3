"""RIS and BibTeX: articles of their own, or the data of files beside them."""

import io
import zipfile
from contextlib import closing
from pathlib import Path

from archive.importing.files import find_files
from archive.importing.joining import read_joined
from archive.importing.reading import Reading
from archive.importing.records import Record, Unreadable
from tests.archive.formats.samples import STORY, records

RIS = f"""TY  - NEWS
TI  - Port closed
AU  - Marsh, Ada
T2  - Brovik Courier
DA  - 2025/10/30/
KW  - ports
KW  - strikes
AB  - {STORY}
ER  -
"""
BIBTEX = f"""@article{{marsh2025,
  title = {{Port closed in {{\\'E}}vry}}, author = {{Marsh, Ada and Reed, Tom}},
  journal = {{Brovik Courier}}, date = {{2025-10-30}}, keywords = {{ports, strikes}},
  abstract = {{{STORY}}}
}}
"""


def test_a_reference_of_ris_is_an_article() -> None:
    [record] = records(RIS)
    assert record.headline == "Port closed"
    assert record.byline == "Ada Marsh"
    assert record.source == "Brovik Courier"
    assert str(record.published_on) == "2025-10-30"
    assert record.tags == ("ports", "strikes")
    assert record.body == STORY


def test_an_entry_of_bibtex_is_an_article() -> None:
    [record] = records(BIBTEX, name="a.bib")
    assert record.headline == "Port closed in Évry"
    assert record.byline == "Ada Marsh, Tom Reed"
    assert str(record.published_on) == "2025-10-30"
    assert record.body == STORY


def test_a_year_alone_is_no_day() -> None:
    [record] = records(RIS.replace("2025/10/30/", "2025///"))
    assert record.published_on is None


def test_a_reference_goes_to_the_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files/port.txt").write_text(STORY)
    (tmp_path / "all.ris").write_text(
        RIS.replace("AB  - ", "L1  - files/port.txt\nN1  - ")
    )
    found = {
        file.path: entry
        for file, entry in read_joined(find_files([tmp_path]), reading=Reading())
    }
    story, reference = found["files/port.txt"], found["all.ris"]
    assert isinstance(story, Record)
    assert story.body == STORY
    assert story.headline == "Port closed"
    assert str(story.published_on) == "2025-10-30"
    assert reference == Unreadable(
        "its data went to files/port.txt", 1, is_ignored=True
    )


def test_a_reference_goes_to_the_file_of_its_name_in_a_zip(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/port.txt", STORY)
        archive.writestr("a/port.ris", RIS)
    (tmp_path / "pile.zip").write_bytes(file.getvalue())
    files = find_files([tmp_path / "pile.zip"])
    with closing(Reading()) as reading:
        found = {file.path: e for file, e in read_joined(files, reading=reading)}
    assert getattr(found["a/port.txt"], "source", "") == "Brovik Courier"
