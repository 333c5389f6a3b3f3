"""Collects what the reader should know about how a query was read."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import ngettext

from archive.locally import grouped
from search.language.lexer import Token
from search.language.limits import MOST_NOTES
from search.language.query import Note, Rewording


class Notes:
    """The notes on one query, in the order they were made.

    typed: the text as typed. places: where in it each letter of the text that is read
    stands, if it was spelt otherwise.
    """

    def __init__(self, typed: str = "", places: Sequence[int] = ()) -> None:
        self._typed = typed
        self._places = places
        self._notes: list[Note] = []

    def __len__(self) -> int:
        return len(self._notes)

    def add(
        self,
        token: Token,
        message: str,
        *,
        is_quiet: bool = False,
        rewording: Rewording | None = None,
    ) -> None:
        """Keep what the reader should know about a token."""
        start, end = self.place(token.start, token.end)
        self._notes.append(Note(message, start, end, is_quiet, rewording))

    def add_at(self, start: int, end: int, message: str) -> None:
        """Keep what the reader should know about a place in the text as typed."""
        self._notes.append(Note(message, start, end))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return a place in the text as typed."""
        if not self._places:
            return start, end
        return self._places[start], self._places[end]

    def reworded(self, changes: Sequence[tuple[Token, str]]) -> str:
        """Return the text as typed with something else in the place of some tokens."""
        pieces: list[str] = []
        at = 0
        for token, written in changes:
            start, end = self.place(token.start, token.end)
            pieces += (self._typed[at:start], written)
            at = end
        return "".join([*pieces, self._typed[at:]])

    def shortened(self) -> tuple[Note, ...]:
        """Return the first notes, and one for all the others."""
        if len(self._notes) <= MOST_NOTES:
            return tuple(self._notes)
        rest = self._notes[MOST_NOTES:]
        message = ngettext(
            "There is {n} more note like these.",
            "There are {n} more notes like these.",
            len(rest),
        ).format(n=grouped(len(rest)))
        start, end = min(note.start for note in rest), max(note.end for note in rest)
        return (*self._notes[:MOST_NOTES], Note(message, start, end))
