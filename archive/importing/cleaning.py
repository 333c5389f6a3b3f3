"""Makes text the same whatever system it was written on."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

import regex

from archive.text import SIGNS

LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028]")
PARAGRAPH_ENDS = re.compile("[\x0c\u2029]")
# Control characters, halves of surrogate pairs, and what Unicode says is no character.
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
# Chinese, Japanese and Thai lines go on without a blank.
BROKEN_WITHOUT_BLANK = regex.compile(rf"(?<=[{SIGNS}\p{{P}}])\n(?=[{SIGNS}])")


def clean_text(text: str) -> str:
    """Return the text in NFC, with newlines, without control characters."""
    text = PARAGRAPH_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", UNWANTED.sub("", text))


def clean_line(text: str) -> str:
    """Return the text on one line, each run of blanks as one."""
    # Most lines of most records: nothing in them to clean but blanks.
    cleaned = text if text.isascii() and text.isprintable() else clean_text(text)
    return " ".join(cleaned.split())


def paragraphs(text: str) -> list[str]:
    """Cut a cleaned text at its blank lines; where it has none, at each line."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if "" not in lines:
        return lines
    return [_join(part) for is_filled, part in groupby(lines, key=bool) if is_filled]


def _join(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    if "\n" not in text or text.isascii():
        return text.replace("\n", " ")
    return BROKEN_WITHOUT_BLANK.sub("", text).replace("\n", " ")
