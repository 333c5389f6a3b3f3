"""A byline names people where it clearly does, and nobody who is a place or desk."""

import pytest

from archive.citing.authors import Author, read_authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("BY ADA VIK, REUTERS", [Author("Vik", "Ada")]),
        ("by AJ VAN DER McKAY and SOLANGE O'NEIL", [Author("van der McKay", "AJ"),
                                                    Author("O'Neil", "Solange")]),
        # Not every "by" and "di" names who wrote.
        ("Toby Jones", [Author("Jones", "Toby")]),
        ("Heidi Blake and Mehdi Roux", [Author("Blake", "Heidi"),
                                        Author("Roux", "Mehdi")]),
        ("Reporting by Ada Vik; Editing by Bo Lund", [Author("Vik", "Ada")]),
        ("Von Ada Vik und Bo Lund", [Author("Vik", "Ada"), Author("Lund", "Bo")]),
        ("Por Ada Vik y Bo Lund", [Author("Vik", "Ada"), Author("Lund", "Bo")]),
        ("José Vik y Lund", [Author("Vik y Lund", "José")]),
        ("Ada Vik, Harbour Correspondent", [Author("Vik", "Ada")]),
        ("Von der Alm, U.", [Author("Von der Alm, U.")]),
        ("von Hav, Ada", [Author("von Hav, Ada")]),
        ("Okafor, Ngozi A.", [Author("Okafor, Ngozi A.")]),
        ("Staff", [Author("Staff")]),
        ("Jan van der Berg Jr.", [Author("van der Berg", "Jan", "Jr.")]),
        ("Dr. Ada Vik in Hong Kong and Bo Lund for the Courier",
         [Author("Vik", "Ada"), Author("Lund", "Bo")]),
        ("By Ada Vik, New Skerrow", [Author("Vik", "Ada")]),
        ("Ada Vik, Skerrow Observer", [Author("Vik", "Ada")]),
        ("Maria José Lopes & Jean-Paul Roux", [Author("Lopes", "Maria José"),
                                               Author("Roux", "Jean-Paul")]),
        ("小泉 太郎", [Author("小泉 太郎")]),
        (" . ", []),
    ],
)  # fmt: skip
def test_a_byline_is_read_as_people_or_as_a_whole(
    byline: str, authors: list[Author]
) -> None:
    assert list(read_authors(byline)) == authors


@pytest.mark.parametrize(
    ("given", "letters"),
    [
        ("J.P.", "J. P."),
        ("J.-P.", "J.-P."),
        ("Jean-Paul A.", "J.-P. A."),
        ("AJ", "A. J."),
    ],
)
def test_given_names_are_known_by_their_letters(given: str, letters: str) -> None:
    assert Author("Vik", given).abbreviated(" ") == f"Vik, {letters}"
