"""Collects what the reader should know about how a query was read."""

from __future__ import annotations

from search.language.lexer import Token
from search.language.limits import MOST_NOTES
from search.language.query import Note


class Notes:
    """The notes on one query, in the order they were made."""

    def __init__(self) -> None:
        self._notes: list[Note] = []

    def add(self, token: Token, message: str, *, is_quiet: bool = False) -> None:
        """Keep what the reader should know about a token."""
        self._notes.append(Note(message, token.start, token.end, is_quiet))

    def shortened(self) -> tuple[Note, ...]:
        """Return the first notes, and one for all the others."""
        if len(self._notes) <= MOST_NOTES:
            return tuple(self._notes)
        rest = self._notes[MOST_NOTES:]
        message = f"There are {len(rest):,} more notes like these."
        start, end = min(note.start for note in rest), max(note.end for note in rest)
        return (*self._notes[:MOST_NOTES], Note(message, start, end))
