"""Only what is HTML is read as HTML; plain text keeps what stands in brackets."""

import pytest

from archive.importing.formats import fields
from archive.importing.formats.markup import looks_like_html


def body(text: str | list[str], *, name: str = "body") -> str:
    """Return the body of a record with such data."""
    found = {name: text}
    return fields.record(found, data=b"", encoding="utf-8", format="jsonl").body


@pytest.mark.parametrize(
    "text",
    [
        "Brovik Ferries <BRVK.HRB> rose.\n\nToll Inc <TOLL> fell.",
        "Pier Holdings <P> rose 3/8.\n\nEmber Marketing Inc <EM>, as well.",
        "The <B.R. Harbour Fund> and <P.T. Toll> bid.\n\nThey lost.",
        "Ember <em> bid for <Brovik Ltd>, as did <Li Harbour Ltd>.",
        "if a < b and b > c",
        "Write </p> where <this>, <that> and <what follows> ends.",
    ],
)
def test_brackets_in_plain_text_are_no_markup(text: str) -> None:
    assert body(text) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The toll.</p><p>The ferry.</p>", "The toll.\n\nThe ferry."),
        ("The toll.<p>The ferry.", "The toll.\n\nThe ferry."),
        ("The toll.<br>The ferry.", "The toll.\nThe ferry."),
        ("The <em>toll</em>.\n\nThe ferry.", "The toll.\n\nThe ferry."),
        ('The <a href="/f">ferry</a>.\n \nIt sails.', "The ferry.\n\nIt sails."),
        ("<!-- x -->The toll", "The toll"),
    ],
)
def test_markup_gives_its_paragraphs(html: str, text: str) -> None:
    assert body(html) == text


def test_paragraphs_of_a_list_are_read_each_by_itself() -> None:
    parts = ["The <b>toll</b>.", "Pier <P> rose.", "<p>It fell.</p>"]
    assert body(parts) == "The toll.\n\nPier <P> rose.\n\nIt fell."


def test_a_field_of_html_without_tags_keeps_its_paragraphs() -> None:
    assert body("One.\n\nTwo.", name="body_html") == "One.\n\nTwo."


@pytest.mark.parametrize("piece", ["<", "<p ", "<br /", "<p>", "</p", "<a b="])
def test_no_text_takes_long_to_be_told_from_markup(piece: str) -> None:
    looks_like_html(piece * 100_000)
