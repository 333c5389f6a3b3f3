"""Says how much a query may ask for, and refuses what asks for more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from search.language.query import Note

MAX_CHARACTERS = 10_000
MAX_DEPTH = 30
MAX_WILDCARDS = 200
MAX_STARS = 2
MAX_NEARNESS = 50
MAX_NAMES = 100
MAX_NUMBER = 999_999
MAX_EDITS = 2
MOST_NOTES = 20


class QueryRefused(Exception):
    """A query asks for more than it may; the note says what and where."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.note = Note(message, start, end)


def read_number(digits: str) -> int:
    """Return a number as typed, or the largest that a query may name."""
    # The length first: Python takes its time over thousands of digits.
    significant = digits.lstrip("0")
    if len(significant) > len(str(MAX_NUMBER)):
        return MAX_NUMBER
    return int(significant or "0")


def refuse_nearness(asked: int, start: int, end: int) -> None:
    """Refuse a query that asks too often what stands near what."""
    if asked > MAX_NEARNESS:
        message = _(
            "A query may ask {n} times what stands near what; this asks more often."
        ).format(n=MAX_NEARNESS)
        raise QueryRefused(message, start, end)
