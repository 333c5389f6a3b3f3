"""Says what in a chunk of words might have been meant as an operator or a field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

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
        message = _("“{typed}” was read as words: after the stroke stands a number.")
        yield Doubt(message.format(typed=chunk), is_quiet=False)
    if NEGATIVE_NUMBER.match(chunk):
        message = _("“{typed}” was read as a number; NOT {number} leaves it out.")
        yield Doubt(message.format(typed=chunk, number=chunk[1:]))
    if chunk.endswith("!") and len(chunk) > LETTERS_BEFORE_SHOUT and not shout_is_star:
        message = _(
            "The ! of “{typed}” was read as punctuation; {word}* finds endings."
        )
        yield Doubt(message.format(typed=chunk, word=chunk.rstrip("!")))
    yield from _doubts_of_field(chunk)


def _doubts_of_field(chunk: str) -> Iterator[Doubt]:
    match = FIELD.match(chunk)
    if not match:
        return
    if match["name"].lower() in BY_NAME:
        message = _("“{typed}” was read as a word: a field's value follows at once.")
        yield Doubt(message.format(typed=chunk))
    elif any(map(str.isalnum, match["value"])):
        message = _("“{name}” names no field; “{typed}” was read as words.")
        yield Doubt(message.format(name=match["name"], typed=chunk))


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
        message = _("“{word}” was read as a word")
        if first.start in left_out:
            message = _("“{word}” was read as a word, too common to help, and left out")
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
            name = _("As {operator}").format(operator=capital)
            rewording = Rewording(name, written, is_counted=True)
        notes.add(first, message.format(word=operator), rewording=rewording)
