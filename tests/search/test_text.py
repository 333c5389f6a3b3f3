"""How text is cut into words, and which words are kin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import (
    MAX_WORD_CHARACTERS,
    Spelling,
    cut,
    fold,
    key,
    keys,
    normalise,
    spell,
)
from tests.search.linear_time import is_linear

# Letters of many scripts, the signs that join them, and whatever else there is.
SIGNS_OF_INTEREST = "aBéß8'’.,&-_/: \n都新聞ニュｰスがี่กहिन्दीﾞ\u00ad\u200d\u0301ǆﬁİ½"
TEXTS = st.text(max_size=40) | st.text(alphabet=SIGNS_OF_INTEREST, max_size=40)


def words_at(text: str) -> list[tuple[str, int]]:
    """Return the words of a text with their positions."""
    return [(term.text, term.position) for term in cut(text)]


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return [term.text for term in cut(text)]


def test_words_are_lower_case_and_counted_from_nought() -> None:
    assert words_at("The Harbour, again") == [("the", 0), ("harbour", 1), ("again", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P-8I", [("p", 0), ("p8i", 0), ("8i", 1)]),
        ("U.S. tariffs", [("u", 0), ("us", 0), ("s", 1), ("tariffs", 2)]),
        ("O'Neill", [("o", 0), ("oneill", 0), ("neill", 1)]),
        ("O’Neill", [("o", 0), ("oneill", 0), ("neill", 1)]),
        ("well-known", [("well", 0), ("wellknown", 0), ("known", 1)]),
        ("India's fleet", [("india", 0), ("indias", 0), ("fleet", 1)]),
        ("1,000", [("1", 0), ("1000", 0), ("000", 1)]),
        ("5.93", [("5", 0), ("93", 1)]),
        ("24/7", [("24", 0), ("7", 1)]),
        ("and/or", [("and", 0), ("or", 1)]),
    ],
)
def test_a_compound_is_its_parts_and_the_joined_form(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert words_at(text) == expected


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("P-8I", Spelling(("p", "8i"), "p8i", "")),
        ("U.S.", Spelling(("u", "s"), "us", "")),
        ("O'Neill", Spelling(("o", "neill"), "oneill", "")),
        ("well-known", Spelling(("well", "known"), "wellknown", "")),
        ("India's", Spelling(("india",), "", "indias")),
        ("1,000", Spelling(("1", "000"), "1000", "")),
        ("5.93", Spelling(("5", "93"), "", "")),
        ("harbour", Spelling(("harbour",), "", "")),
        ("東京都", Spelling(("東京", "京都"), "", "")),
        ("都", Spelling(("都",), "", "")),
        ("...", Spelling((), "", "")),
    ],
)
def test_a_typed_word_is_spelt_as_the_index_may_hold_it(
    typed: str, spelling: Spelling
) -> None:
    assert spell(typed) == spelling


def test_japanese_is_cut_into_overlapping_pairs() -> None:
    assert words_at("港湾は") == [("港湾", 0), ("湾は", 1), ("は", 2)]


def test_distances_in_writing_without_blanks_count_signs() -> None:
    assert [term.position for term in cut("港湾 harbour")] == [0, 1, 2]


def test_half_width_letters_are_found_by_full_ones() -> None:
    assert words("ﾆｭｰｽ") == words("ニュース")
    assert words("ｶﾞｽ") == words("ガス")


def test_thai_is_cut_into_pairs_that_keep_their_vowel_signs() -> None:
    assert words("ที่นี่") == ["ที่นี่", "นี่"]


def test_hindi_words_keep_their_vowel_signs() -> None:
    assert words("हिन्दी समाचार") == ["हिन्दी", "समाचार"]
    assert fold("हिन्दी") == "हिन्दी"


def test_marks_that_make_another_letter_stay() -> None:
    assert fold("が") == "が"
    assert fold("й") == "й"
    assert fold("が") != fold("か")


def test_accents_are_kept_in_words_but_not_in_keys() -> None:
    assert words("Café São") == ["café", "são"]
    for word in ("café", "fermé", "résumés", "naïve"):
        assert key(word, language="en") == key(fold(word), language="en")
    assert fold("ὀδός") == "οδος"


def test_forms_of_a_word_have_one_key_in_its_language() -> None:
    assert len({key(word, language="en") for word in ("bridge", "bridges")}) == 1
    assert key("bridges", language="ja") == "bridges"


def test_a_word_written_in_two_ways_is_one_word() -> None:
    assert words("Cafe\u0301") == words("Café")
    assert words("co\u00adoperate") == ["cooperate"]
    assert words("ﬁre ＦＩＲＥ") == ["fire", "fire"]


def test_a_word_ends_at_64_characters() -> None:
    assert words("a" * 100) == ["a" * 64]
    assert words("A" + "é" * 100) == ["a" + "é" * 63]
    assert [len(word) for word in words("a" * 60 + "-" + "b" * 60)] == [60, 64, 60]


def test_a_pair_of_signs_ends_at_64_characters_too() -> None:
    piled = "新" + "\u0301" * 80
    assert max(map(len, words(piled * 2))) <= MAX_WORD_CHARACTERS


def test_a_fraction_is_not_another_number() -> None:
    assert "212" not in words("2½ per cent")


@given(TEXTS)
def test_positions_never_decrease_and_leave_no_gap(text: str) -> None:
    positions = [term.position for term in cut(text)]
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(set(positions))))


@given(TEXTS)
def test_a_word_lies_in_the_text_where_it_says(text: str) -> None:
    for term in cut(text):
        assert 0 <= term.start < term.end <= len(text)
        assert normalise(text[term.start : term.end]) == term.text
        assert 0 < len(term.text) <= MAX_WORD_CHARACTERS


def test_marks_with_an_unseen_sign_between_them_are_put_in_order() -> None:
    word = normalise("İ\u200c\u094d")
    assert normalise(word) == word


@given(TEXTS)
def test_a_spelling_holds_words_of_the_index(text: str) -> None:
    spelling = spell(text)
    held = {normalise(word) for word in (*spelling.words, spelling.joined)}
    assert held == {*spelling.words, spelling.joined}
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("P-8I", {"p8i": 2}),
        ("O'Neill-led", {"oneill": 2, "oneillled": 3}),
        ("India's", {}),
        ("O'Neill's", {"oneill": 2, "oneills": 2}),
        ("P-8I's", {"p8is": 2}),
        ("5.93", {}),
        ("a-" * 99 + "b", {"a" * 64: 64}),
    ],
)
def test_a_joined_form_takes_the_places_of_its_parts(
    text: str, spans: dict[str, int]
) -> None:
    assert {term.text: term.span for term in cut(text) if term.span > 1} == spans


def test_a_joined_form_is_indexed_with_its_places() -> None:
    assert [term.indexed for term in cut("P-8I")] == ["p", "p8i\x01\x02", "8i"]


@given(TEXTS)
def test_a_word_is_indexed_once_in_its_place(text: str) -> None:
    indexed = [(term.indexed, term.position) for term in cut(text)]
    assert len(set(indexed)) == len(indexed)


@given(TEXTS, st.sampled_from(["en", "fr", "ru", "ja"]))
def test_keys_of_many_words_are_those_of_each(text: str, language: str) -> None:
    found = words(text)
    assert keys(found, language=language) == [
        key(word, language=language) for word in found
    ]


@pytest.mark.parametrize("text", ["a", "'", "a-", "港", "é.", "1,", "\u0301", "a'"])
def test_a_long_run_of_anything_is_cut_at_once(text: str) -> None:
    assert is_linear(lambda repeated: list(cut(repeated)), piece=text)


def test_what_compares_each_sign_with_each_is_not_linear() -> None:
    assert not is_linear(lambda text: [a + b for a in text for b in text], piece="ab")
