"""Finds where the words of a query stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.chunks import LONG_CHUNK, Chunks, Wanted
from search.engine import Marks
from search.text import Term, cut

Phrase = tuple[frozenset[str], ...]
CHUNKS_KEPT = 1 << 12


class Span(NamedTuple):
    """A piece of a text, in characters; `word` is the folded word that stands there."""

    start: int
    end: int
    word: str


def find_spans(text: str, marks: Marks) -> list[Span]:
    """Return what is to be marked, in order; spans may touch and overlap."""
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
    """Yield the words of a phrase wherever it stands; each begins where one ends."""
    steps: list[list[Term]] = []
    begins: set[int] | None = None
    for step in reversed(phrase):
        fitting = [
            term
            for term in terms
            if term.text in step
            and (begins is None or term.position + term.span in begins)
        ]
        if not fitting:
            return
        begins = {term.position for term in fitting}
        steps.append(fitting)
    for fitting in reversed(steps):
        reached = [term for term in fitting if begins and term.position in begins]
        yield from (Span(term.start, term.end, term.text) for term in reached)
        begins = {term.position + term.span for term in reached}
