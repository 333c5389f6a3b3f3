"""The standalone copy finds the words of its articles."""

import json
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from archive.exporting.words import WordList, words_of


def test_words_are_cut_without_capitals_and_accents() -> None:
    assert list(words_of("L’Été à Åse: 24/7 – HARBOUR's 橋の")) == [
        *("l", "ete", "a", "ase", "24", "7", "harbour", "s", "橋", "の")
    ]


def read_words(files: Iterator[tuple[str, str]]) -> dict[str, list[int]]:
    """Return the articles of each word, as the script works them out."""
    found = {}
    for first, text in files:
        held = json.loads(text)
        assert next(iter(held)) == first
        for word, distances in held.items():
            found[word] = [sum(distances[: n + 1]) for n in range(len(distances))]
    return found


@given(st.lists(st.text(max_size=30), max_size=8))
def test_each_word_stands_with_its_articles(texts: list[str]) -> None:
    words = WordList()
    for number, text in enumerate(texts):
        words.add(number, (text,))
    expected: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for word in dict.fromkeys(words_of(text)):
            expected.setdefault(word, []).append(number)
    assert read_words(words.files()) == expected
