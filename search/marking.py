"""Finds where the words and phrases of a query stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.answers import Marks
from search.chunks import LONG_CHUNK, Chunks, Wanted
from search.text import Term, cut

Phrase = tuple[frozenset[str], ...]
Range = tuple[int, int]
CHUNKS_KEPT = 1 << 12


class Span(NamedTuple):
    """A piece of a text, in characters.

    word: the folded word that stands there; of a phrase, its words.
    """

    start: int
    end: int
    word: str


def find_mentions(text: str, marks: Marks) -> tuple[Range, ...]:
    """Return the ranges to mark, in order; each is one mention."""
    return join(find_spans(text, marks))


def join(spans: Iterable[Span]) -> tuple[Range, ...]:
    """Return the ranges that spans in order cover, those that overlap as one."""
    ranges: list[Range] = []
    for start, end, _ in spans:
        if ranges and start < ranges[-1][1]:
            start, before = ranges.pop()
            end = max(end, before)
        ranges.append((start, end))
    return tuple(ranges)


def find_spans(text: str, marks: Marks) -> list[Span]:
    """Return the words and phrases to mark, in order; they may touch and overlap."""
    phrases = tuple(filter(None, marks.phrases))
    if not (marks.words or phrases):
        return []
    chunks = Chunks(text)
    found: set[Span] = set()
    if marks.words:
        wanted = Wanted.of(marks.words)
        found.update(Span(*part) for part in chunks.parts(wanted))
        for start, end in chunks.doubtful(wanted):
            found.update(
                Span(term.start + start, term.end + start, term.text)
                for term in _cut(text[start:end])
                if term.text in marks.words
            )
    for run in _runs(chunks, phrases) if phrases else ():
        for phrase in phrases:
            if len(run) >= len(phrase):
                found.update(_phrase_spans(run, phrase))
    return sorted(found)


def _cut(chunk: str) -> Sequence[Term]:
    return _cut_and_keep(chunk) if len(chunk) <= LONG_CHUNK else list(cut(chunk))


@lru_cache(maxsize=CHUNKS_KEPT)
def _cut_and_keep(chunk: str) -> Sequence[Term]:
    return tuple(cut(chunk))


def _runs(chunks: Chunks, phrases: tuple[Phrase, ...]) -> Iterator[list[Term]]:
    """Yield the words of chunks that follow each other, placed as in one text.

    Each of the chunks may hold a word of a phrase; chunks without a word may stand
    between.
    """
    shortest = min(map(len, phrases))
    groups: list[list[tuple[int, int]]] = []
    for start, end in chunks.holding(_wanted_of(phrases)):
        if groups and not chunks.has_words(groups[-1][-1][1], start):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    for group in groups:
        if len(group) >= shortest or not all(chunks.is_one_word(*one) for one in group):
            yield _placed(chunks.text, group)


def _placed(text: str, group: Iterable[tuple[int, int]]) -> list[Term]:
    """Return the words of a few chunks, their places counted through all."""
    run: list[Term] = []
    for start, end in group:
        place = run[-1].position + 1 if run else 0
        run += [
            term._replace(
                position=place + term.position,
                start=start + term.start,
                end=start + term.end,
            )
            for term in _cut(text[start:end])
        ]
    return run


@lru_cache(maxsize=32)
def _wanted_of(phrases: tuple[Phrase, ...]) -> Wanted:
    return Wanted.of(frozenset().union(*(step for steps in phrases for step in steps)))


def _phrase_spans(terms: Sequence[Term], phrase: Phrase) -> Iterator[Span]:
    """Yield a phrase wherever it stands; each word begins where one ends."""
    found = [(term.end, term.text, term) for term in terms if term.text in phrase[-1]]
    for step in reversed(phrase[:-1]):
        if not found:
            return
        # Of several ways on from one place, the farthest comes last and stays.
        rests = {first.position: (end, words) for end, words, first in sorted(found)}
        ahead = [
            (term, rests.get(term.position + term.span))
            for term in terms
            if term.text in step
        ]
        found = [
            (rest[0], f"{term.text} {rest[1]}", term) for term, rest in ahead if rest
        ]
    yield from (Span(first.start, end, words) for end, words, first in found)
