"""Tells whether two texts have nearly the same words, as copies of one story do."""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from archive.text import SIGNS

# A figure counts as one word: 6-3/16, 1,459,193, 2024-03-05.
WORD = re.compile(r"\d[\d.,/-]*(?<=\d)|\w+")
SIGN = regex.compile(rf"[{SIGNS}]")
# Words in a row that make up a run.
RUN_WORDS = 4
# Shorter texts are copies only when they are equal: they say too little by themselves.
FEWEST_WORDS = 30
# Of the shorter text's runs, and of its figures, so many must stand in the longer one.
SHARED_AT_LEAST = 0.8
# Of all runs of both texts, so many must be shared: a brief is no copy of a digest.
SHARED_OF_ALL_AT_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text is compared by: its words four by four, and its figures."""

    runs: frozenset[tuple[str, ...]]
    figures: frozenset[str]


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters; where they are not parted, signs."""
    if not text.isascii():
        text = SIGN.sub(r" \g<0> ", text)
    return WORD.findall(text.casefold())


def wording_of(text: str) -> Wording | None:
    """Return the wording of a text; none when it is too short to be compared by it."""
    words = words_of(text)
    if len(words) < FEWEST_WORDS:
        return None
    runs = zip(*(words[start:] for start in range(RUN_WORDS)), strict=False)
    return Wording(
        frozenset(runs), frozenset(word for word in words if word[0].isdecimal())
    )


def are_copies(one: Wording, other: Wording) -> bool:
    """Tell whether the shorter of two texts stands in the longer one, almost whole.

    Where the words are a form that is filled in every day, the figures tell apart.
    """
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.runs))
    shared = len(shorter.runs & longer.runs)
    of_all = len(shorter.runs) + len(longer.runs) - shared
    figures = len(shorter.figures & longer.figures)
    return (
        shared >= SHARED_AT_LEAST * len(shorter.runs)
        and shared >= SHARED_OF_ALL_AT_LEAST * of_all
        and figures >= SHARED_AT_LEAST * len(shorter.figures)
    )


def percent_the_same(one: str, other: str) -> int | None:
    """Return how much of two texts stands in both; None where they are too short.

    A hundred is kept for texts that differ in nothing.
    """
    if one == other:
        return 100
    first, second = wording_of(one), wording_of(other)
    if first is None or second is None:
        return None
    shared = 2 * len(first.runs & second.runs)
    return min(99, 100 * shared // (len(first.runs) + len(second.runs)))
