"""Reads the smallest parts of a query: words, phrases, labels, periods."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

from django.conf import settings

from search import text as words_of
from search.language.common_words import COMMON_WORDS
from search.language.dates import read_period
from search.language.lexer import Kind, Token
from search.language.query import Note
from search.language.sequence import Part
from search.language.tree import (
    In,
    Label,
    LabelField,
    Phrase,
    RangeField,
    TextField,
    Word,
)

Field = TextField | LabelField | RangeField


class Names(Protocol):
    """Knows what the archive's names stand for."""

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        """Return the ids or values that a name stands for; none if unknown."""


class AtomReader:
    """Reads one token at a time; what is doubtful about it goes into `notes`."""

    def __init__(self, text: str, *, names: Names) -> None:
        self.text = text
        self.names = names
        self.notes: list[Note] = []
        self._found: dict[tuple[LabelField, str], tuple[int | str, ...]] = {}

    def note(self, token: Token, message: str) -> None:
        """Keep what the reader should know about a token."""
        self.notes.append(Note(message, token.start, token.end))

    def read(self, token: Token, *, within: Field | None) -> list[Part]:
        """Return what a quotation or a chunk of words asks for in a field."""
        if isinstance(within, LabelField):
            return [self._label(token, within)]
        if isinstance(within, RangeField):
            return self._period(token)
        if token.kind is Kind.QUOTED:
            parts = self._phrase(token)
        else:
            self._note_doubts(token)
            parts = list(self._words(token))
        if within is None:
            return parts
        return [Part(In(within, part.node)) for part in parts]

    def _label(self, token: Token, field: LabelField) -> Part:
        asked = (field, token.text)
        if asked not in self._found:
            self._found[asked] = self.names.find(*asked)
        values = self._found[asked]
        if not values:
            self.note(token, f"The archive knows no {field} called “{token.text}”.")
        return Part(Label(field, token.text, values))

    def _period(self, token: Token) -> list[Part]:
        period = read_period(token.text)
        if period is None:
            self.note(
                token,
                f"“{token.text}” is no date like 2025, 2025-10 or 2025-10-30; "
                "it was left out.",
            )
            return []
        return [Part(period)]

    def _phrase(self, token: Token) -> list[Part]:
        words = tuple(Word(match[0]) for match in words_of.WORDS.finditer(token.text))
        if not words:
            self.note(token, "These quotation marks hold no word.")
            return []
        return [Part(Phrase(words))]

    def _words(self, token: Token) -> Iterator[Part]:
        for match in words_of.WORDS.finditer(token.text):
            start = token.start + match.start()
            word = Token(Kind.CHUNK, match[0], start, start + len(match[0]))
            yield Part(Word(word.text), word if self._is_common(word.text) else None)

    def _note_doubts(self, token: Token) -> None:
        """Say which signs and small words of a chunk might have been meant."""
        text = token.text
        if text in {"or", "not"}:
            message = f"“{text}” was read as a word; as an operator it is"
            self.note(token, f"{message} {text.upper()}.")
        if "*" in text:
            self.note(token, f"The star in “{text}” was read as punctuation.")
        before, colon, after = text.partition(":")
        if colon and before.isalpha() and any(sign.isalnum() for sign in after):
            self.note(token, f"“{text}” names no field and was read as words.")

    def _is_common(self, word: str) -> bool:
        in_capitals = word.isupper() and len(word) > 1
        if in_capitals and self._capitals_count:
            return False
        return word.casefold() in self._common_words

    @cached_property
    def _common_words(self) -> frozenset[str]:
        languages = settings.LANGUAGES_OF_ARTICLES
        return frozenset[str]().union(
            *(COMMON_WORDS.get(language, ()) for language in languages)
        )

    @cached_property
    def _capitals_count(self) -> bool:
        """Whether capitals mean something: not where everything is in capitals."""
        return any(letter.islower() for letter in self.text)
