"""Finds what stands at the caret: the piece of a query that is being typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from search.language.fields import BY_NAME, PublicField
from search.language.lexer import CLOSING_QUOTES, QUOTES, Token, tokens
from search.language.operators import Kind

# Only so much before the caret is looked at; no name is longer.
LOOKED_AT = 300
NO_WORDS = {Kind.OPEN, Kind.CLOSE, Kind.QUOTED, Kind.FIELD, Kind.END}
WORDS_OF_A_NAME = 4
REST_OF_WORD = regex.compile(rf"[^\s(){QUOTES}]*")
REST_OF_QUOTATION = regex.compile(rf"[^{QUOTES}]*[{CLOSING_QUOTES}]")


@dataclass(frozen=True)
class Piece:
    """The part of a query that is being typed.

    begun: what of it stands before the caret. start, end: where it stands in the query.
    field: the one whose value it is. runs: it with up to three words before it, the
    longest first, each with its start, as a name may have several words.
    """

    begun: str
    start: int
    end: int
    field: PublicField | None = None
    is_quoted: bool = False
    runs: tuple[tuple[int, str], ...] = ()


def find_piece(text: str, at: int) -> Piece | None:
    """Return what is being typed at the caret; None where no word is begun."""
    first = max(0, at - LOOKED_AT)
    before = text[first:at]
    found = list(tokens(before))
    piece = _quoted(before, found) or _plain(before, found)
    if piece is None:
        return None
    rest = REST_OF_WORD.match(text, at)
    if piece.is_quoted and piece.field:
        rest = REST_OF_QUOTATION.match(text, at) or rest
    return Piece(
        piece.begun,
        piece.start + first,
        rest.end() if rest else at,
        piece.field,
        piece.is_quoted,
        tuple((start + first, run) for start, run in piece.runs),
    )


def _quoted(before: str, found: Sequence[Token]) -> Piece | None:
    """Return what is begun behind a quotation mark that nothing closes yet."""
    place = next(
        (n for n, token in enumerate(found) if token.kind is Kind.LONE_QUOTE), None
    )
    if place is None:
        return None
    quote, leading = found[place], found[place - 1] if place else None
    if leading and leading.field and leading.end == quote.start:
        value = before[quote.end :]
        return Piece(value, quote.start, 0, leading.field, is_quoted=True)
    word = found[-1]
    if word is quote or word.end < len(before):
        return None
    return Piece(word.text, word.start, 0, is_quoted=True)


def _plain(before: str, found: Sequence[Token]) -> Piece | None:
    if not found or found[-1].end < len(before) or found[-1].kind in NO_WORDS:
        return None
    word, leading = found[-1], found[-2] if len(found) > 1 else None
    if leading and leading.field and leading.end == word.start:
        return Piece(word.text, word.start, 0, leading.field)
    # A field without a value is no field yet.
    field = BY_NAME.get(word.text[:-1].lower()) if word.text[-1] in ":=" else None
    if field:
        return Piece("", len(before), 0, field)
    return Piece(word.text, word.start, 0, runs=tuple(_runs(before, found)))


def _runs(before: str, found: Sequence[Token]) -> list[tuple[int, str]]:
    runs: list[tuple[int, str]] = []
    for place in range(len(found) - 1, -1, -1):
        token, leading = found[place], found[place - 1] if place else None
        is_value = leading and leading.field and leading.end == token.start
        if token.kind is not Kind.CHUNK or is_value or len(runs) == WORDS_OF_A_NAME:
            break
        runs.insert(0, (token.start, before[token.start :]))
    return runs
