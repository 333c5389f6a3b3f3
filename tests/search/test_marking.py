"""What is marked is what cutting the whole text would find."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.answers import Marks
from search.marking import Phrase, Range, find_mentions
from search.text import Term, cut
from tests.search.random_archives import VOCABULARY

BITS = (
    *VOCABULARY,
    *("the", "of", "in", "s", "'s", "a-b-c", "the’s", "US-led", "x_y", "３", "ｶﾞ", "é"),
    *(
        "e\u0301",
        "co\u00adop",
        "한국",
        "ﬁne",
        "½",
        "?",
        "“",
        "–",
        "—",
        "★",
        "ก็",
        "12:30",
    ),
    *(
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\u00a0",
        "\u3000",
        ".",
        ",",
        "-",
        "'",
        "’",
        "。",
        "\x00",
    ),
)
texts = st.lists(
    st.one_of(
        st.sampled_from(BITS), st.sampled_from(BITS).map(" {} ".format), st.characters()
    ),
    max_size=60,
).map("".join)


def slow_mentions(text: str, marks: Marks) -> tuple[Range, ...]:
    """Go through the text by characters; a mention ends where no word goes on."""
    terms = list(cut(text))
    found = [(term.start, term.end) for term in terms if term.text in marks.words]
    for phrase in marks.phrases:
        for run in runs(terms, phrase, None):
            found.append((run[0].start, max(term.end for term in run)))
    mentions: list[Range] = []
    for at in range(len(text)):
        if any(start < at < end for start, end in found):
            mentions[-1] = (mentions[-1][0], at + 1)
        elif any(start == at for start, _ in found):
            mentions.append((at, at + 1))
    return tuple(mentions)


def runs(terms: list[Term], phrase: Phrase, place: int | None) -> Iterator[list[Term]]:
    """Yield every way in which a phrase stands at a place, or at any."""
    if not phrase:
        yield []
        return
    for term in terms:
        if term.text in phrase[0] and place in {None, term.position}:
            rest = runs(terms, phrase[1:], term.position + term.span)
            yield from ([term, *others] for others in rest)


@st.composite
def texts_and_marks(draw: st.DrawFn) -> tuple[str, Marks]:
    """Draw a text, and marks whose words mostly stand in it."""
    text = draw(texts)
    terms = list(cut(text)) or [Term("ab", 0, 0, 0)]
    places = st.integers(0, len(terms) - 1)
    words = draw(st.lists(places, max_size=4))
    phrases = []
    for first in draw(st.lists(places, max_size=2)):
        steps = []
        place = terms[first].position
        for _ in range(draw(st.integers(1, 4))):
            here = [term for term in terms if term.position == place]
            if not here:
                break
            term = draw(st.sampled_from(here))
            also = draw(st.sampled_from(terms))
            steps.append(frozenset({term.text, also.text}))
            place += term.span
        phrases.append(tuple(steps))
    others = draw(st.frozensets(st.sampled_from(["ab", "us", "the", "都"]), max_size=2))
    marked = frozenset(terms[number].text for number in words) | others
    return text, Marks(marked, tuple(filter(None, phrases)))


@settings(max_examples=400, deadline=None)
@given(texts_and_marks())
def test_mentions_are_those_of_the_whole_text(drawn: tuple[str, Marks]) -> None:
    text, marks = drawn
    assert find_mentions(text, marks) == slow_mentions(text, marks)


@settings(max_examples=40, deadline=None)
@given(texts, st.integers(1, 300))
def test_many_words_are_found_as_well(text: str, count: int) -> None:
    many = frozenset(f"w{number}" for number in range(count))
    marks = Marks(many | {term.text for term in cut(text)})
    assert find_mentions(text, marks) == slow_mentions(text, marks)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A U.S. envoy", "us", ["U.S"]),
        ("India’s ports, India's", "india", ["India", "India"]),
        ("India’s ports, India's", "indias", ["India’s", "India's"]),
        ("a caf\u00e9 caf", "caf", ["caf"]),
        ("5.93, 593, 1,000", "1000", ["1,000"]),
        ("it's s", "s", ["s"]),
        ("a" * 70, "a" * 64, ["a" * 70]),
        ("東京都は" * 20 + "大阪", "大阪", ["大阪"]),
        ("ＴＯＬＬ toll", "toll", ["ＴＯＬＬ", "toll"]),
    ],
)
def test_a_word_is_found_however_it_is_written(
    text: str, word: str, expected: list[str]
) -> None:
    mentions = find_mentions(text, Marks(frozenset({word})))
    assert [text[start:end] for start, end in mentions] == expected


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        ("The P-8I aircraft", ["p8i", "aircraft"], ["P-8I aircraft"]),
        ("The P-8I aircraft", ["p", "aircraft"], []),
        ("The P-8I aircraft", ["8i", "aircraft"], ["8I aircraft"]),
        ("toll – ★ bridge", ["toll", "bridge"], ["toll – ★ bridge"]),
        ("toll gate bridge", ["toll", "bridge"], []),
        ("toll 東 bridge", ["toll", "bridge"], []),
        ("toll bridge toll bridge", ["toll", "bridge"], ["toll bridge"] * 2),
        ("toll toll toll", ["toll", "toll"], ["toll toll toll"]),
        ("India's port", ["indias", "port"], ["India's port"]),
        ("well-known", ["well", "known"], ["well-known"]),
        ("東京都", ["東京", "京都"], ["東京都"]),
    ],
)
def test_a_phrase_is_one_mention_and_goes_on_where_its_last_word_ends(
    text: str, steps: list[str], expected: list[str]
) -> None:
    phrase = tuple(frozenset({step}) for step in steps)
    mentions = find_mentions(text, Marks(phrases=(phrase,)))
    assert [text[start:end] for start, end in mentions] == expected
