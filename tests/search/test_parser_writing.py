"""A tree written back is read as the same tree."""

import pytest
from hypothesis import given

from search.language.tree import In, Node, TextField, Word
from search.language.writing import write
from tests.search.any_text import TEXTS
from tests.search.parsed_trees import trees
from tests.search.test_language import read


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", ""),
        ("+harbour AND bridge", "harbour bridge"),
        ("+the harbour", "+the harbour"),
        ("harbour|bridge harbour | bridge", "(harbour bridge harbour) OR bridge"),
        ("bridge -toll", "bridge NOT toll"),
        ("-toll", "NOT toll"),
        ("harbour near5 bridge", "harbour W/5 bridge"),
        ('"harbour bridge"~5', "harbour W/5 bridge"),
        ("harbour SAME bridge", "harbour W/P bridge"),
        ("toll NEAR (harbour P/2 bridge)", "toll W/5 (harbour PRE/2 bridge)"),
        ("atleast3 toll", "ATLEAST3(toll)"),
        ("TI(toll OR fare)", "headline:(toll OR fare)"),
        ("intitle:“the toll”", 'headline:"the toll"'),
        ("PUB(Brovik)", "source:Brovik"),
        ('site:"Brovik Courier"', 'source:"Brovik Courier"'),
        ("date:2025-01-01..2025-12-31", "date:2025"),
        ("before:2025-02", "date:..2025-01-31"),
        ("words:>500", "words:501.."),
        ("harbour NOT toll bridge", "harbour bridge NOT toll"),
    ],
)
def test_a_query_is_written_in_one_way(text: str, written: str) -> None:
    assert write(read(text).tree) == written


@pytest.mark.parametrize("word", ["the", "or", "not", "NOT", "W", "SAME", "near5"])
def test_a_word_that_looks_like_syntax_is_written_as_one(word: str) -> None:
    for tree in (Word(word), In(TextField.HEADLINE, Word(word))):
        assert read(write(tree)).tree == tree
        assert read(write(tree)).notes == ()


@given(trees)
def test_a_tree_is_read_as_it_was_written(tree: Node) -> None:
    assert read(write(tree)).tree == tree


@given(TEXTS)
def test_any_reading_can_be_written_and_read_again(text: str) -> None:
    tree = read(text).tree
    assert read(write(tree)).tree == tree
