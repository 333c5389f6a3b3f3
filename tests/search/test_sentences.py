"""Where sentences and paragraphs begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.sentences import paragraph_starts, sentence_starts
from search.text import cut

TEXTS = st.text(max_size=40) | st.text(
    alphabet="aBé8'’.!?…\"”( \n\u2029都。が", max_size=40
)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", []),
        ("... —", []),
        ("Ships left. They sailed", [0, 2]),
        ("Ships left. they sailed", [0]),
        ("Mr. Smith met Gen. Lee in Washington D. Then", [0]),
        ("He left in Jan. The U.S. Navy stayed.", [0]),
        ("“No!” “Why?” He left… (Then 5 came.) 6 went", [0, 1, 2, 4, 7]),
        ("It rose to 5. 6 fell", [0, 4]),
        ("Ends.\n\nand goes on", [0, 1]),
        ("港湾。新聞」 東京！は", [0, 2, 6]),
        ("Ends. 港湾", [0, 1]),
        ("Ends. — The toll", [0]),
    ],
)
def test_a_sentence_begins_after_the_end_of_another(
    text: str, starts: list[int]
) -> None:
    assert sentence_starts(text) == starts


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", []),
        ("\n\nOne line\nand another", [0]),
        ("One line\n\nand another", [0, 2]),
        ("One line\r\n \t\r\nand another\n\n\n\n—\n\nend\n\n", [0, 2, 4]),
        ("One line\u2029and another\u2029 \u2029", [0, 2]),
    ],
)
def test_a_paragraph_begins_after_a_blank_line(text: str, starts: list[int]) -> None:
    assert paragraph_starts(text) == starts


@given(TEXTS)
def test_a_paragraph_begins_a_sentence(text: str) -> None:
    positions = {term.position for term in cut(text)}
    sentences, paragraphs = sentence_starts(text), paragraph_starts(text)
    assert set(paragraphs) <= set(sentences) <= positions
    assert paragraphs[:1] == ([0] if positions else [])
    assert sentences == sorted(set(sentences))


def test_a_long_text_of_many_sentences_is_parted_at_once() -> None:
    assert len(sentence_starts("港。" * 50_000)) == 50_000
