"""House files are decoded, cleaned and cut into paragraphs."""

import contextlib
import io
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.importing.built_in import built_in_rules
from archive.importing.cleaning import clean_line, clean_text, paragraphs
from archive.importing.encoding import decode
from archive.importing.formats import house
from archive.importing.limits import TEXT_LIMIT_BYTES
from archive.importing.records import CannotRead, Draft, Refusal
from archive.importing.rules import RuleSet, apply_rules
from tests.archive.piles import draft


def read_house(data: bytes) -> Draft:
    """Read one house file."""
    [record] = house.read(io.BytesIO(data))
    made = draft(record)
    assert isinstance(made, Draft)
    return made


def test_the_house_format_gives_date_credits_and_paragraphs() -> None:
    made = read_house(
        b" date 2025-10-30 \n\n\n\nThe port of Brovik was closed on Thursday.\n\n\n\n\n"
        b"Two ships\nwait outside.\n\n\nBased On Reuters Report\n\n\n\n"
    )
    assert made.published_on == date(2025, 10, 30)
    assert made.credits == ("Reuters",)
    assert made.source == ""
    assert made.body == (
        "The port of Brovik was closed on Thursday.\n\nTwo ships wait outside."
    )
    assert made.headline_is_derived
    assert made.headline.startswith("The port of Brovik was closed")


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert paragraphs("One.\nTwo.\n") == ["One.", "Two."]


def test_without_blank_lines_the_header_leaves_no_gap() -> None:
    made = read_house(b"date 2025-10-30\nOne line.\nAnother line.\n")
    assert made.body == "One line.\n\nAnother line."


@pytest.mark.parametrize("ends", ["\r\n\r\n", "\r\r", "\u2029", "\f", "\n \t\n"])
def test_paragraphs_are_told_apart_whatever_ends_them(ends: str) -> None:
    assert paragraphs(clean_text(f"One.{ends}Two.")) == ["One.", "Two."]


def test_lines_of_japanese_are_joined_without_a_blank() -> None:
    assert paragraphs("港は木曜日に\n閉鎖された。\n\n船が待つ。")[0] == (
        "港は木曜日に閉鎖された。"
    )


def test_text_is_composed_and_has_no_control_characters() -> None:
    assert clean_text("Cafe\u0301\x07\x1b\ud800 \ufeffopen") == "Café open"
    assert clean_line(" El\u00a0 Salvador\n") == "El Salvador"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The café’s price was £3, said José — “finally”.", "cp1252"),
        ("L’été dernier, les élèves ont été reçus à l’Élysée.", "cp1252"),
        ("Правительство объявило о новых мерах. Москва молчит.", "cp1251"),
        ("政府は新しい経済対策を発表した。東京で会見が開かれた。", "shift_jis"),
    ],
)
def test_old_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_leaves_the_text(encoding: str) -> None:
    data = "Harbour “closed”".encode(encoding)
    text, name = decode(data)
    assert text == "Harbour “closed”"
    assert data.decode(name) == text


def test_a_text_in_an_old_encoding_says_so() -> None:
    made = read_house("The café’s price was £3.".encode("cp1252"))
    assert made.body == "The café’s price was £3."
    assert made.notes[-1] == "read as cp1252: it is not UTF-8"


def test_noise_is_not_text() -> None:
    noise = random.Random(7).randbytes(2_000).replace(b"\0", b"")
    with pytest.raises(CannotRead, match="not text"):
        decode(noise)
    with pytest.raises(CannotRead, match="not text"):
        decode(b"GIF89a\0\0")


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    with pytest.raises(CannotRead, match="empty"):
        list(house.read(io.BytesIO(data)))


def test_a_file_with_only_a_date_has_neither_headline_nor_text() -> None:
    [record] = house.read(io.BytesIO(b" date 2025-10-30 \n"))
    made = draft(record)
    assert isinstance(made, Refusal)
    assert made.reason == "neither headline nor text"


def test_a_text_that_is_too_large_is_not_read_to_its_end() -> None:
    stream = io.BytesIO(b"word " * 5_000_000)
    with pytest.raises(CannotRead, match="larger than 20 MB"):
        list(house.read(stream))
    assert stream.tell() == TEXT_LIMIT_BYTES + 1


@settings(deadline=None)  # the first text loads what tells languages
@given(st.text(max_size=400))
def test_every_line_of_a_text_goes_to_the_body_the_header_or_the_credits(
    text: str,
) -> None:
    try:
        [record] = house.read(io.BytesIO(text.encode("utf-8", "replace")))
    except CannotRead:
        return
    made = draft(record)
    if isinstance(made, Refusal):
        return
    cleaned = clean_text(record.body)
    ruled = apply_rules(cleaned, rules=RuleSet(built_in_rules()), wants_date=True)
    gone = [taken.line for taken in ruled.taken]
    for line in cleaned.split("\n"):
        words = " ".join(line.split())
        assert words in gone or words in " ".join(made.body.split())


@settings(deadline=None)  # the first text loads what tells languages
@given(st.binary(max_size=400))
def test_no_bytes_break_the_house_reader(data: bytes) -> None:
    with contextlib.suppress(CannotRead):
        for record in house.read(io.BytesIO(data)):
            assert isinstance(draft(record), Draft | Refusal)
