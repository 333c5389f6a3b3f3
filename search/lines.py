"""Finds the mentions of an article, and cuts the line around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from search.answers import Marks
from search.marking import find_mentions
from search.snippets import is_edge

# What a line shows on either side of a mention.
CONTEXT_CHARACTERS = 70
BLANKS = re.compile(r"\s+")


class Mention(NamedTuple):
    """Where a mention stands in a text; numbered within its article, from 1."""

    number: int
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A mention with what stands before and after it; every run of blanks is one."""

    number: int
    left: str
    word: str
    right: str


def mentions_of(
    headline: str, body: str, marks: Marks, *, is_derived: bool
) -> Iterator[Mention]:
    """Yield the mentions of an article as its page numbers them; see mark_article."""
    number = 1
    for text in (body,) if is_derived else (headline, body):
        for start, end in find_mentions(text, marks):
            yield Mention(number, text, start, end)
            number += 1


def cut_line(mention: Mention) -> Line:
    """Return the line around a mention, cut at words."""
    number, text, start, end = mention
    low = max(0, start - CONTEXT_CHARACTERS)
    high = min(len(text), end + CONTEXT_CHARACTERS)
    first = next((at for at in range(low, start) if is_edge(text, at)), start)
    last = next((at for at in range(high, end, -1) if is_edge(text, at)), end)
    parts = text[first:start], text[start:end], text[end:last]
    return Line(number, *(BLANKS.sub(" ", part) for part in parts))
