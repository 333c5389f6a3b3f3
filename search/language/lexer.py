"""Cuts query text into brackets, operators, quotes, fields and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from search.language.fields import BY_NAME, PublicField
from search.language.limits import read_number
from search.language.operators import COUNTED, SIGNS, Kind, read_operator
from search.language.tree import RangeField

OPENING_QUOTES = '"“„«'
CLOSING_QUOTES = '"”“»'
QUOTES = '"“”„«»'
RANGES = "|".join(
    name for name, field in BY_NAME.items() if isinstance(field.means, RangeField)
)
PIECE = regex.compile(
    rf"""
    (?P<open>\() | (?P<close>\))
    | (?P<quoted>
        (?P<any_form>~?)[{OPENING_QUOTES}](?P<inside>[^{QUOTES}]*)[{CLOSING_QUOTES}]
        (?:~(?P<distance>[0-9]+)(?![\p{{L}}\p{{N}}]))?
    )
    | (?P<lone_quote>[{QUOTES}])
    | (?P<around>(?<![^\s(])(?i:AROUND)\([0-9]+\))
    | (?P<range>[-+!]?(?i:{RANGES})[:=]\[[^\[\]()]{{1,60}}\])
    | (?P<chunk>(?:(?!~[{OPENING_QUOTES}])[^\s(){QUOTES}])+ | \S)
    """,
    regex.VERBOSE,
)
FIELD = regex.compile(r"(?P<name>\p{L}+)[:=](?P<value>.*)", regex.DOTALL)
# What a sign may stand before: a word, a wildcard, a tag.
SIGNED = regex.compile(r"(?V1)[-+!][*?\#]?[\p{L}\p{N}]")
# A minus before so short a number belongs to it.
NEGATIVE_NUMBER = regex.compile(r"-(?:\d{1,3}|(?=[\d.,]*[.,]\d)[\d.,]++)(?!\w)")


@dataclass(frozen=True)
class Token:
    """A piece of query text; `text` is what it holds, the rest where it stands.

    number: that of an operator or behind a quotation, 0 if there is none. any_form:
    whether a quotation has ~ before it. is_weak: whether an operator may be a word.
    is_meant: whether a + or a field before a word says that it is one.
    """

    kind: Kind
    text: str
    start: int
    end: int
    field: PublicField | None = None
    number: int = 0
    any_form: bool = False
    is_weak: bool = False
    is_meant: bool = False


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of query text; only white space is left out."""
    for match in PIECE.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if match["quoted"] is not None:
            number = read_number(match["distance"] or "")
            any_form = bool(match["any_form"])
            yield Token(
                Kind.QUOTED,
                match["inside"],
                start,
                end,
                number=number,
                any_form=any_form,
            )
        elif kind == "open":
            yield Token(Kind.OPEN, "(", start, end)
        elif kind == "close":
            yield Token(Kind.CLOSE, ")", start, end)
        elif kind == "lone_quote":
            yield Token(Kind.LONE_QUOTE, match[0], start, end)
        else:
            yield from _Chunk(text, start, end).tokens()


class _Chunk:
    """A run of letters and signs without a blank, bracket or quote."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text[start:end]
        self.start = start
        self.end = end
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        self.stands_free = before in {"", "("} or before.isspace()
        self.touches = after not in {"", ")"} and not after.isspace()
        self.touches_bracket = after == "("

    def tokens(self) -> Iterator[Token]:
        """Yield an operator, or a sign, a field and text."""
        found = self._operator()
        if found:
            yield found
            return
        sign = self._sign()
        if sign:
            yield sign
            self.text, self.start = self.text[1:], sign.end
        # A plus makes a word of whatever has no bracket.
        may_count = not sign or sign.kind is Kind.NOT or self.touches_bracket
        leading = self._field()
        if not leading and may_count:
            leading = self._operator(counted_only=True)
        if leading:
            yield leading
            self.text, self.start = self.text[len(leading.text) :], leading.end
        if self.text:
            is_meant = bool(leading) or (sign is not None and sign.kind is Kind.KEEP)
            yield Token(Kind.CHUNK, self.text, self.start, self.end, is_meant=is_meant)

    def _operator(self, *, counted_only: bool = False) -> Token | None:
        found = read_operator(self.text)
        if not found or (counted_only and found.kind not in COUNTED):
            return None
        return Token(
            found.kind,
            self.text,
            self.start,
            self.end,
            number=found.number,
            is_weak=found.is_weak,
        )

    def _sign(self) -> Token | None:
        kind = SIGNS.get(self.text[:1])
        if not kind or not self.stands_free:
            return None
        is_before_more = len(self.text) == 1 and self.touches
        if not is_before_more and not SIGNED.match(self.text):
            return None
        if NEGATIVE_NUMBER.match(self.text):
            return None
        return Token(kind, self.text[0], self.start, self.start + 1)

    def _field(self) -> Token | None:
        """Return the field that the text begins with: name:, name= or NAME(."""
        match = FIELD.fullmatch(self.text)
        name, length = (match["name"], match.start("value")) if match else ("", 0)
        if match and not match["value"] and not self.touches:
            return None
        if not match and self.touches_bracket and self.text.isupper():
            name, length = self.text, len(self.text)
        field = BY_NAME.get(name.lower())
        if not field:
            return None
        end = self.start + length
        return Token(Kind.FIELD, self.text[:length], self.start, end, field)
