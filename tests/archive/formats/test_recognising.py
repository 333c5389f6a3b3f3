"""Plain text is never taken for another format, and none of it is left out."""

import pytest

from archive.importing.formats import format_of
from tests.archive.formats.samples import one

DATE = " date 2025-10-30 \n\n\n\n"
LIKE_OTHERS = (
    '{"headline": "no JSON"} said the mayor.\n',
    "<rss>, <html> and <title> are tags.\n",
    "Title: a word\nDate: another\nSource: a third\n",
    "LENGTH: 500 words\n",
    "3 of 20 DOCUMENTS\n",
    "TY  - JOUR\n",
    "HD\nA headline\nPD\n",
    "From ada@example.org Thu Oct 30 08:00:00 2025\nFrom: x\nTo: y\nSubject: z\n",
    "---\ntitle: No front matter\n---\n",
    "%PDF-1.7 is how such a file begins.\n",
    "title,text,date\na,b,c\n",
    "WARC/1.0\n",
)
TEXTS = (
    '{"The toll"} was the name of the play.\n',
    "[] stands for nothing.\n",
    "<Reuters> The ferry crews read the <title> of the talk.\n",
    "SE Asia leaders met.\nThe ferry ran.\nPD James wrote of it.\n",
    "Reporter: What happened?\nAuthor: The toll rose.\nReporter: And then?\n",
    "From London with love\nDate: none\nSubject: love\n",
    "Files begin with %PDF- or with PK.\n",
)


@pytest.mark.parametrize("suffix", ["", ".txt", ".md"])
@pytest.mark.parametrize("text", LIKE_OTHERS)
def test_a_text_under_a_house_date_is_house_text(text: str, suffix: str) -> None:
    found = format_of((DATE + text).encode(), suffix=suffix)
    assert found is not None
    assert found.name == "house"


def test_other_xml_with_a_title_is_no_page() -> None:
    note = b'<?xml version="1.0"?>\n<!DOCTYPE en-export>\n<note><title>Port</title>'
    assert format_of(note, suffix=".enex") is None


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_begins_like_data_is_a_text(text: str) -> None:
    assert one(text, name="a.txt", format="house").body == text


def test_a_long_line_below_the_data_belongs_to_the_body() -> None:
    said = "Police: three people died when the ferry met the pier, as crews had feared."
    text = f"Title: The toll\nDate: 2025-10-30\n{said}\nMore.\n"
    assert one(text, name="a.txt", format="headed").body == f"{said}\nMore.\n"


def test_a_name_that_comes_again_belongs_to_the_body() -> None:
    text = "Title: The toll\nAuthor: Ada Marsh\nAuthor: It rose.\n"
    record = one(text, name="a.txt", format="headed")
    assert (record.byline, record.body) == ("Ada Marsh", "Author: It rose.\n")


def test_a_body_that_is_named_is_the_body() -> None:
    text = "Title: The toll\nText: It rose.\nIt fell.\n"
    record = one(text, name="a.txt", format="headed")
    assert record.body == "It rose.\nIt fell.\n"


def test_words_between_rules_are_no_front_matter() -> None:
    text = "---\n\nA text after a rule: so it is\n---\nMore of it.\n"
    assert "so it is" in one(text, name="a.txt", format="headed").body
