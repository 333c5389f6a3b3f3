"""What docs/search-syntax.md shows is what the parser reads."""

import re

from search.language.common_words import COMMON_WORDS
from search.language.fields import BY_NAME
from search.language.parser import MAX_CHARACTERS, MAX_DEPTH
from tests.processes import ROOT
from tests.search.test_language import read

SYNTAX = (ROOT / "docs/search-syntax.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (.+?) \| ", re.MULTILINE)


def test_every_example_is_read_without_a_doubt() -> None:
    examples = [
        example.replace("\\|", "|")
        for row in ROW.findall(SYNTAX.replace("\\|", "\0"))
        for example in re.findall("`([^`]+)`", row.replace("\0", "|"))
    ]
    doubts = {
        example: note.message
        for example in examples
        for note in read(example).notes
        if "The archive knows no" not in note.message
    }
    assert len(examples) >= 14
    assert doubts == {}


def test_every_field_is_shown() -> None:
    assert {name for name in BY_NAME if f"`{name}:" not in SYNTAX} == set()


def test_common_words_and_limits_are_those_of_the_parser() -> None:
    words = ", ".join(sorted(COMMON_WORDS["en"]))
    assert f"({words} in English)" in " ".join(SYNTAX.split())
    assert f"at most {MAX_CHARACTERS:,} characters" in SYNTAX
    assert f"at most {MAX_DEPTH} deep" in SYNTAX
