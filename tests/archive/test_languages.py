"""The language of a text is told where it is sure."""

import pytest

from archive.importing.languages import language_of
from archive.importing.records import Draft
from tests.archive.formats.samples import MORE, STORY, one
from tests.archive.piles import draft


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{STORY} {MORE}", "en"),
        (
            "Le port de la ville a été fermé jeudi à cause d’une grève des équipages.",
            "fr",
        ),
        (
            "Der Hafen der Stadt wurde am Donnerstag wegen eines Streiks geschlossen.",
            "de",
        ),
        ("Порт города был закрыт в четверг из-за забастовки экипажей паромов.", "ru"),
        (
            "市の港は木曜日に乗組員のストライキのため閉鎖されたと警察が発表した。" * 2,
            "ja",
        ),
        ("Port closed.", ""),
        ("4.5 4.6 4.7 5.1 5.2 " * 20, ""),
    ],
)
def test_a_language_is_told_when_it_is_sure(text: str, language: str) -> None:
    assert language_of(text) == language


def test_what_the_data_says_stands() -> None:
    record = one(f"Title: Port\nLanguage: nb\n\n{STORY}\n{MORE}\n", format="headed")
    made = draft(record)
    assert isinstance(made, Draft)
    assert made.language == "nb"
