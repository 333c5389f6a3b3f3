"""Settles what a token is where only its neighbours tell an operator from a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from search.language.lexer import Token, tokens
from search.language.notes import Notes
from search.language.operators import COUNTED, NEARNESS, Kind

# So many words in capitals, so many for each operator among them, are a headline.
WORDS_OF_A_HEADLINE = 4
WORDS_AN_OPERATOR = 3
DOUBTFUL = {Kind.OR, Kind.NOT, *NEARNESS}
BRACKETS = {Kind.OPEN, Kind.CLOSE, Kind.QUOTED, Kind.LONE_QUOTE}
ENDS_OF_OPERANDS = {Kind.CHUNK, Kind.QUOTED, Kind.CLOSE}
BEGINNINGS_OF_OPERANDS = {
    *(Kind.CHUNK, Kind.QUOTED, Kind.OPEN, Kind.FIELD),
    *COUNTED,
}


def settled_tokens(
    text: str, notes: Notes, *, may_be_headline: bool = True
) -> list[Token]:
    """Return the tokens of query text, each the word or the operator that it is."""
    found = list(tokens(text))
    if may_be_headline and is_headline_in_capitals(text, found):
        return [_as_word_of_headline(token, notes) for token in found]
    plus_counts = any(token.kind in NEARNESS and not token.is_weak for token in found)
    return [
        _as_word(token, notes)
        if token.is_weak and not _joins(found, place, plus_counts=plus_counts)
        else token
        for place, token in enumerate(found)
    ]


def is_headline_in_capitals(text: str, found: Sequence[Token]) -> bool:
    """Whether operators are words most likely: all is in capitals, and they are few."""
    if any(letter.islower() for letter in text):
        return False
    words = sum(
        token.kind is Kind.CHUNK and any(map(str.isupper, token.text))
        for token in found
    )
    doubtful = [token.kind in DOUBTFUL for token in found]
    # NOT NEAR is one.
    operators = sum(
        here and not before
        for before, here in zip([False, *doubtful], doubtful, strict=False)
    )
    if words < max(WORDS_OF_A_HEADLINE, operators * WORDS_AN_OPERATOR):
        return False
    return not _has_syntax(found)


def _has_syntax(found: Sequence[Token]) -> bool:
    """Whether some token is one that only people who write queries write."""
    depth = 0
    for token in found:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if token.field or token.kind in COUNTED or token.text == "|":
            return True
        if token.kind in DOUBTFUL and depth > 0:
            return True
        if token.kind in NEARNESS and not token.is_weak:
            return True
    return any(
        {before.kind, after.kind} & DOUBTFUL and {before.kind, after.kind} & BRACKETS
        for before, after in pairwise(found)
    )


def _as_word_of_headline(token: Token, notes: Notes) -> Token:
    if token.kind not in DOUBTFUL:
        return token
    message = _("“{word}” was read as no operator: everything is in capitals.")
    notes.add(token, message.format(word=token.text))
    return replace(token, kind=Kind.CHUNK)


def _as_word(token: Token, notes: Notes) -> Token:
    if token.text.isalpha():
        message = _("“{word}” was read as a word: it joins nothing here.")
        notes.add(token, message.format(word=token.text), is_quiet=True)
    return replace(token, kind=Kind.CHUNK)


def _joins(found: Sequence[Token], place: int, *, plus_counts: bool) -> bool:
    """Whether a spelling that may be a word stands between two that it can join."""
    if found[place].text.startswith("+") and not plus_counts:
        return False
    before = place - 1
    if before > 0 and found[before].kind is Kind.NOT:
        before -= 1
    after = place + 1
    return (
        before >= 0
        and after < len(found)
        and found[before].kind in ENDS_OF_OPERANDS
        and found[after].kind in BEGINNINGS_OF_OPERANDS
    )
