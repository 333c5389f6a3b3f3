"""What the archive counts as a word, a name and the same text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import WORD, count_words, digest, name_key

TEXTS = st.text(alphabet="ab Z09'.-_,\n\"(", max_size=60)
ASCII = st.text(alphabet=st.characters(max_codepoint=127), max_size=60) | TEXTS


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("... -- '", 0),
        ("Crews at the harbour voted.", 5),
        ("The P-8I of O'Neill's U.S. fleet", 6),
        ("It rose 5.93 per cent", 5),
        ("“Déjà vu,” he said", 4),
        ("港は静か", 4),
        ("港 harbour", 2),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text: str, count: int) -> None:
    assert count_words(text) == count


@given(ASCII)
def test_plain_letters_are_counted_like_all_others(text: str) -> None:
    assert count_words(text) == len(WORD.findall(text))


@pytest.mark.parametrize("letters", ["", "é"])
def test_a_long_line_of_dots_takes_no_time(letters: str) -> None:
    start = time.perf_counter()
    assert count_words(letters + "." * 200_000) == len(letters)
    assert time.perf_counter() - start < 2


def test_a_name_has_one_key_however_it_is_spaced_and_written() -> None:
    assert name_key("El  Salvador") == name_key("el-salvador") == "el-salvador"


@given(st.text(max_size=40))
def test_every_name_has_a_key_that_can_stand_in_an_address(name: str) -> None:
    key = name_key(name)
    assert key
    assert not set(key) & set("/\\?#% \n")


def test_blanks_do_not_make_another_text() -> None:
    assert digest("Crews  voted.\n\nNo ferry left.") == digest(
        "Crews voted. No ferry left."
    )


def test_other_words_and_other_parts_make_another_text() -> None:
    assert len({digest("a b"), digest("a c"), digest("a", "b"), digest("b", "a")}) == 4
    assert len(digest("a")) == 64
