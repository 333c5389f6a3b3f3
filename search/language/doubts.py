"""Says what in a chunk of words might have been meant as an operator or a field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from search.language.fields import BY_NAME
from search.language.lexer import FIELD, NEGATIVE_NUMBER
from search.language.words import LETTERS_BEFORE_SHOUT

SMALL_OPERATORS = {"or", "not"}
# With a stroke behind the W, and still a word: without.
WITHOUT = {"W/", "W/O"}


class Doubt(NamedTuple):
    """What might have been meant; quiet where a pasted headline has it, too."""

    message: str
    is_quiet: bool = True


def doubts_of(chunk: str, *, shout_is_star: bool) -> Iterator[Doubt]:
    """Yield what is doubtful about a chunk that was read as words."""
    if chunk in SMALL_OPERATORS:
        message = f"“{chunk}” was read as a word; as an operator it is {chunk.upper()}."
        yield Doubt(message, is_quiet=False)
    if chunk.startswith("W/") and chunk not in WITHOUT:
        message = f"“{chunk}” was read as words: after the stroke stands a number."
        yield Doubt(message, is_quiet=False)
    if NEGATIVE_NUMBER.match(chunk):
        message = f"“{chunk}” was read as a number; NOT {chunk[1:]} leaves it out."
        yield Doubt(message)
    if chunk.endswith("!") and len(chunk) > LETTERS_BEFORE_SHOUT and not shout_is_star:
        plain = chunk.rstrip("!")
        message = f"The ! of “{chunk}” was read as punctuation; {plain}* finds endings."
        yield Doubt(message)
    yield from _doubts_of_field(chunk)


def _doubts_of_field(chunk: str) -> Iterator[Doubt]:
    match = FIELD.match(chunk)
    if not match:
        return
    if match["name"].lower() in BY_NAME:
        message = f"“{chunk}” was read as a word: a field's value follows at once."
        yield Doubt(message)
    elif any(map(str.isalnum, match["value"])):
        name = match["name"]
        yield Doubt(f"“{name}” names no field; “{chunk}” was read as words.")
