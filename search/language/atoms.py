"""Reads the smallest parts of a query: words, phrases, names, periods."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.locally import listed, quoted
from search.language.common_words import COMMON_WORDS
from search.language.doubts import SMALL_OPERATORS, doubts_of
from search.language.facts import FactReader, Names
from search.language.fields import PublicField
from search.language.lexer import Token
from search.language.limits import MAX_WILDCARDS, QueryRefused
from search.language.notes import Notes
from search.language.operators import Kind
from search.language.query import Rewording
from search.language.sequence import Part
from search.language.tree import Everything, Near, Node, Phrase, TextField, Word
from search.language.words import FoundWord, find_words


class AtomReader:
    """Reads one token at a time.

    shout_is_star: whether harb! means harb*, as in a query that has operators.
    """

    def __init__(
        self,
        text: str,
        *,
        names: Names,
        today: datetime.date,
        notes: Notes,
        shout_is_star: bool,
    ) -> None:
        self._text = text
        self._notes = notes
        self._facts = FactReader(names, today=today, notes=notes)
        self._shout_is_star = shout_is_star
        self._wildcards = 0
        # Where the words stand that were left out.
        self.left_out: set[int] = set()

    def read(self, token: Token, *, within: PublicField | None) -> list[Part]:
        """Return what a quotation or a chunk of words asks for in a field."""
        if within and not isinstance(within.means, TextField):
            fact = self._facts.read(token, within)
            return [Part(fact)] if fact else []
        if token.kind is Kind.QUOTED:
            return self._quoted(token)
        if token.text == "*":
            return [Part(Everything())]
        if token.text.startswith("#") and not within:
            tag = self._facts.find_tag(token, token.text[1:].rstrip(".,;:!?"))
            if tag:
                return [Part(tag)]
        self._note_doubts(token)
        found = list(self._words(token, shout_is_star=self._shout_is_star))
        has_star = any(not isinstance(word.node, Word) for word in found)
        if "*" in token.text and found and not has_star:
            message = _("The star in “{typed}” was read as punctuation.")
            self._notes.add(token, message.format(typed=token.text))
        # In a field, a common word tells something.
        return [self._part(word) if not within else Part(word.node) for word in found]

    def leave_out(self, words: Sequence[Token]) -> None:
        """Note which words of a sequence were too common to help."""
        self.left_out |= {word.start for word in words}
        # What is noted as a small operator is not noted again.
        told = [word for word in words if not self._is_small_operator(word)]
        if not told:
            return
        names = [quoted(name) for name in dict.fromkeys(word.text for word in told)]
        message = ngettext(
            "{words} is too common to help and was left out.",
            "{words} are too common to help and were left out.",
            len(names),
        )
        remedy = ngettext("count it", "count them", len(names))
        kept = self._notes.reworded([(word, f"+{word.text}") for word in told])
        self._notes.add(
            replace(told[0], end=told[-1].end),
            message.format(words=listed(names)),
            is_quiet=True,
            rewording=Rewording(remedy, kept),
        )

    def _is_small_operator(self, word: Token) -> bool:
        beside = self._text[: word.start][-1:] + self._text[word.end :][:1]
        return word.text in SMALL_OPERATORS and not beside.strip(" \t\n()")

    def _part(self, word: FoundWord) -> Part:
        written = self._text[word.start : word.end]
        if isinstance(word.node, Word) and self._is_common(word.node.text):
            return Part(word.node, Token(Kind.CHUNK, written, word.start, word.end))
        return Part(word.node)

    def _quoted(self, token: Token) -> list[Part]:
        inner = replace(token, start=self._text.index(token.text, token.start))
        words = tuple(word.node for word in self._words(inner, shout_is_star=False))
        if not words:
            self._notes.add(token, _("These quotation marks hold no word."))
            return []
        if not token.number:
            return [Part(Phrase(words, any_form=token.any_form))]
        if len(words) == 1:
            message = _("One word has no distance; the number was left out.")
            self._notes.add(token, message)
            return [Part(Phrase(words, any_form=token.any_form))]
        near: Node = words[0]
        for word in words[1:]:
            near = Near(near, word, token.number)
        return [Part(near)]

    def _words(self, token: Token, *, shout_is_star: bool) -> Iterator[FoundWord]:
        """Yield the words of a token, and note what is doubtful about each."""
        for word in find_words(
            token.text, shout_is_star=shout_is_star, offset=token.start
        ):
            if not isinstance(word.node, Word):
                self._count_wildcard(word)
            if word.doubt:
                place = Token(Kind.CHUNK, "", word.start, word.end)
                self._notes.add(place, word.doubt)
            yield word

    def _count_wildcard(self, word: FoundWord) -> None:
        self._wildcards += 1
        if self._wildcards > MAX_WILDCARDS:
            message = _("A query may have {n} words with * ? or ~; this has more.")
            raise QueryRefused(message.format(n=MAX_WILDCARDS), word.start, word.end)

    def _note_doubts(self, token: Token) -> None:
        if token.is_meant:
            return
        for doubt in doubts_of(token.text, shout_is_star=self._shout_is_star):
            self._notes.add(token, doubt.message, is_quiet=doubt.is_quiet)

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
        return any(letter.islower() for letter in self._text)
