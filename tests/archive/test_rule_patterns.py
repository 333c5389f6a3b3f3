"""The notation of lines reads what it says, and never takes long."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.importing.patterns import WrongPattern, parse, when_of


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        ("based on [a|an] NAMES report", "Based on a PTI report", "PTI"),
        ("based on [a|an] NAMES report", "based on AN AFP Report", "AFP"),
        ("based on [a|an] NAMES report", "Based on ANI report", "ANI"),
        ("based on [a|an] NAMES [news agency] report", "Based on X report", "X"),
        ("{source|via} [:|-] NAMES", "Source:PTI", "PTI"),
        ("{source|via} [:|-] NAMES", "via PTI", "PTI"),
        ("input[s] from NAMES", "inputs from ANI", "ANI"),
        ("NAMES * desk", "Brovik Courier night desk", "Brovik Courier night"),
    ],
)
def test_a_pattern_reads_its_line(pattern: str, line: str, found: str) -> None:
    read = parse(pattern).read(line)
    assert read is not None
    assert found.startswith(read["NAMES"])


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("based on [a|an] NAMES report", "Based onX report"),
        ("{source|via} NAMES", "sourcePTI"),
        ("filed by NAMES", "refiled by Ada"),
        ("{report|story} by NAMES", "by Ada"),
    ],
)
def test_another_line_is_not_read(pattern: str, line: str) -> None:
    assert parse(pattern).read(line) is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("[a", "stands alone"),
        ("[a [b]]", "stands alone"),
        ("a | {b|}", "Something is missing"),
        ("NAMES and NAMES", "once only"),
        ("DAY MONTH", "all of DAY, MONTH and YEAR"),
        ("DATE DAY.MONTH.YEAR", "all of DAY, MONTH and YEAR"),
        ("* a * b *", "at most 2"),
        ("*", "Write some words"),
        ("[a|b]", "Write some words"),
        ("[a][a][a][a][a][a]x", "too many ways"),
        ("x" * 201, "at most 200 signs"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern: str, said: str) -> None:
    with pytest.raises(WrongPattern, match=re.escape(said)):
        parse(pattern)


def test_words_that_mean_nothing_here_are_what_they_are() -> None:
    found = parse("SECTION DAY.MONTH.YEAR", words={"DAY", "MONTH", "YEAR"})
    read = found.read("Section 30.10.2025")
    assert read is not None
    when = when_of(read)
    assert when is not None
    assert str(when.day) == "2025-10-30"


PIECES = st.lists(
    st.sampled_from(
        ["a", "aa", " ", "[a]", "[a|aa]", "{a|aa}", "[a|b]", "*", "NAMES", "DATE", "1",
         "DAY.MONTH.YEAR", "[*]", "{a|*}", "MONTH", "SECTION", ".", "|", "[", "}"]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PIECES, st.text("a b1.", max_size=160))
@example(["[a|aa]", "[a|aa]", "[a|aa]", "*", "NAMES", "b"], "a" * 160)
@example(["*", "[a]", "[a]", "[a]", "[a]", "[a]", "*", "b"], "a " * 80)
def test_no_pattern_takes_long_over_any_line(pieces: list[str], line: str) -> None:
    try:
        pattern = parse("".join(pieces))
    except WrongPattern:
        return
    started = time.process_time()
    pattern.read(line)
    pattern.read("a" * 160)
    pattern.read("a " * 80 + "!")
    assert time.process_time() - started < 0.5


LITERAL = st.text("harbour toll 7.,:()-’", min_size=1, max_size=30).filter(
    lambda text: any(map(str.isalpha, text))
)


@settings(deadline=None)
@given(LITERAL, st.text("HarbouTl &,", min_size=1, max_size=30))
def test_what_stands_in_the_place_of_a_word_is_read(label: str, name: str) -> None:
    label, name = (" ".join(text.split()) for text in (label, name))
    read = parse(f"{label}: NAMES").read(f"{label}: {name}")
    assert (read or {}).get("NAMES", "") == name
