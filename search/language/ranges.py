"""Reads ranges: one value, two with dots or TO between them, more or less than one."""

from __future__ import annotations

from collections.abc import Callable

import regex

from search.language.limits import MAX_NUMBER, read_number

# The first and the last number that a value stands for: a year is many days.
Span = tuple[int, int]
Ends = tuple[int | None, int | None]
Reader = Callable[[str], Span | None]
BRACKETED = regex.compile(r"\[\s*(\S.*?)\s+TO\s+(.*?\S)\s*\]", regex.DOTALL)
OPEN_ENDS = {"", "*"}
NUMBER = regex.compile(r"[0-9][0-9,]*")


def read_range(text: str, read: Reader) -> Ends | None:
    """Return the ends of a range, each included, None for open; None if it is none.

    Ends the wrong way round are swapped; `*` is any value.
    """
    text = text.strip()
    if text == "*":
        return None, None
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            span = read(text.removeprefix(sign).strip())
            return _beyond(sign, span) if span else None
    first, parted, last = _halves(text)
    if not parted:
        return read(text)
    if first in OPEN_ENDS and last in OPEN_ENDS:
        return None
    low = None if first in OPEN_ENDS else read(first)
    high = None if last in OPEN_ENDS else read(last)
    if (low is None and first not in OPEN_ENDS) or (
        high is None and last not in OPEN_ENDS
    ):
        return None
    if low and high and low > high:
        low, high = high, low
    return low and low[0], high and high[1]


def read_numbers(text: str) -> Span | None:
    """Return a whole number as a range of one."""
    if not NUMBER.fullmatch(text):
        return None
    number = min(read_number(text.replace(",", "")), MAX_NUMBER - 1)
    return number, number


def _halves(text: str) -> tuple[str, bool, str]:
    bracketed = BRACKETED.fullmatch(text)
    if bracketed:
        return bracketed[1], True, bracketed[2]
    first, dots, last = text.partition("..")
    return first.strip(), bool(dots), last.strip()


def _beyond(sign: str, span: Span) -> Ends:
    first, last = span
    match sign:
        case ">=":
            return first, None
        case ">":
            return last + 1, None
        case "<=":
            return None, last
        case _:
            return None, first - 1
