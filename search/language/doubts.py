"""Says what in a chunk of words might have been meant as an operator or a field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from search.language.fields import BY_NAME
from search.language.lexer import FIELD, NEGATIVE_NUMBER, Token
from search.language.notes import Notes
from search.language.operators import Kind
from search.language.query import Rewording
from search.language.words import LETTERS_BEFORE_SHOUT

SMALL_OPERATORS = ("or", "not")
# With a stroke behind the W, and still a word: without.
WITHOUT = {"W/", "W/O"}


class Doubt(NamedTuple):
    """What might have been meant; quiet where a pasted headline has it, too."""

    message: str
    is_quiet: bool = True


def doubts_of(chunk: str, *, shout_is_star: bool) -> Iterator[Doubt]:
    """Yield what is doubtful about a chunk that was read as words."""
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


def note_small_operators(
    found: Sequence[Token], left_out: Collection[int], notes: Notes
) -> None:
    """Note each small operator that was read as a word, and how to have it as one.

    left_out: where the words stand that were left out as too common.
    """
    for operator in SMALL_OPERATORS:
        places = [
            place
            for place, token in enumerate(found)
            if token.kind is Kind.CHUNK
            and token.text == operator
            and not token.is_meant
        ]
        if not places:
            continue
        first = found[places[0]]
        message = f"“{operator}” was read as a word"
        if first.start in left_out:
            message += ", too common to help, and left out"
        # OR joins two, and nothing is joined to the end of a query.
        joining = [
            found[place]
            for place in places
            if place < len(found) - 1 and (place or operator == "not")
        ]
        rewording = None
        if joining:
            capital = operator.upper()
            written = notes.reworded([(token, capital) for token in joining])
            rewording = Rewording(f"As {capital}", written, is_counted=True)
        notes.add(first, message, rewording=rewording)
