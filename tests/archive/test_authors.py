"""A byline names people where it clearly does, and nobody who is a place or desk."""

import pytest

from archive.citing.authors import Author, read_authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("BY ADA VIK, REUTERS", [Author("VIK", "ADA")]),
        ("Ada Vik, Harbour Correspondent", [Author("Vik", "Ada")]),
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
