"""The parts of a query's text that can be left out by themselves."""

import pytest

from search.asking.query_text import pieces, without


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("harbour bridge", ["harbour", "bridge"]),
        ('the "harbour bridge" -toll', ["the", '"harbour bridge"', "-toll"]),
        ('headline:"the toll" tag:ports', ['headline:"the toll"', "tag:ports"]),
        ('-by:"A B" date:[1 TO 2]', ['-by:"A B"', "date:[1 TO 2]"]),
        ("harb* #ports harbor~", ["harb*", "#ports", "harbor~"]),
        ("FERRY WILL NOT AFFECT ACCORD", ["FERRY", "WILL", "NOT", "AFFECT", "ACCORD"]),
        ("harbour OR bridge", []),
        ("harbour W/5 bridge", []),
        ("(harbour) bridge", []),
        ("headline:(harbour) bridge", []),
        ("ATLEAST2 harbour bridge", []),
        ("NOT harbour bridge", []),
        ("a " * 13, []),
    ],
)
def test_parts_that_depend_on_others_are_none(text: str, parts: list[str]) -> None:
    found = pieces(text)
    assert [piece.text for piece in found] == parts
    assert all(text[piece.start : piece.end] == piece.text for piece in found)


def test_a_part_is_left_out() -> None:
    text = 'harbour -by:"Anna Berg" toll'
    assert without(text, pieces(text)[1]) == "harbour toll"
