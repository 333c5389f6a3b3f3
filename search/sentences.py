"""Finds where the sentences and paragraphs of a text begin, counted in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from search.text import Term, cut

# Whatever stands between two characters up to the blank.
CHUNKS = regex.compile(r"[^\x00-\x20]+")
PARAGRAPH_SEPARATOR = "\u2029"
QUOTES = r"\"'\p{Pi}\p{Pf}"
SENTENCE_END = regex.compile(rf"[.!?…][{QUOTES}\p{{Pe}}]*$")
OPENERS = rf"[{QUOTES}\p{{Ps}}¿¡]*"
# Capitals, letters without case, digits.
BEGINNING = regex.compile(rf"{OPENERS}[\p{{Lu}}\p{{Lt}}\p{{Lo}}\p{{Lm}}\p{{N}}]")
ABBREVIATION = regex.compile(
    rf"{OPENERS}(?:\p{{Lu}}|mrs?|dr|st|inc|corp|co|u\.s|gov|gen|sen|rep"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.",
    regex.IGNORECASE,
)
# These end a sentence, or a paragraph, wherever they stand.
BREAKS = regex.compile(rf"[。！？｡{PARAGRAPH_SEPARATOR}]")


class Breaks(NamedTuple):
    """What one chunk of a text, its characters up to the next blank, says of breaks.

    ends, begins: whether a sentence may end with it, may begin with it; both together
    make a break between two chunks. sentences, paragraphs: how many words of the chunk
    stand before each break inside it.
    """

    ends: bool
    begins: bool
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]


def breaks_of(chunk: str, terms: Iterable[Term]) -> Breaks:
    """Return what a chunk with these words says of breaks."""
    ends = SENTENCE_END.search(chunk) is not None
    inside: dict[bool, list[int]] = {False: [], True: []}
    found = list(BREAKS.finditer(chunk))
    if found:
        # No word reaches over a break, and words come in the order of their places.
        places = [(term.start, term.position) for term in terms]
        for match in found:
            before = bisect_left(places, (match.start(), 0))
            place = places[before - 1][1] + 1 if before else 0
            inside[match[0] == PARAGRAPH_SEPARATOR].append(place)
    return Breaks(
        ends and ABBREVIATION.fullmatch(chunk) is None,
        BEGINNING.match(chunk) is not None,
        tuple(inside[False]),
        tuple(inside[True]),
    )


def sentence_starts(text: str) -> list[int]:
    """Return the positions of the words that begin a sentence, ascending.

    A sentence begins after a chunk that ends in . ! ? or … when the next begins with
    no small letter, after 。 and its kin anywhere, and where a paragraph begins.
    """
    return sorted({*_starts(text, paragraphs=False), *paragraph_starts(text)})


def paragraph_starts(text: str) -> list[int]:
    """Return the positions of the words that begin a paragraph, ascending.

    Paragraphs are parted by blank lines or by U+2029.
    """
    return sorted(set(_starts(text, paragraphs=True)))


def _starts(text: str, *, paragraphs: bool) -> Iterator[int]:
    words = max((term.position + 1 for term in cut(text)), default=0)
    return (place for place in _breaks(text, paragraphs=paragraphs) if place < words)


def _breaks(text: str, *, paragraphs: bool) -> Iterator[int]:
    """Yield how many words of the text stand before each break."""
    position, end, open_end = 0, 0, False
    yield 0
    for match in CHUNKS.finditer(text):
        terms = list(cut(match[0]))
        ends, begins, inner_sentences, inner_paragraphs = breaks_of(match[0], terms)
        if paragraphs:
            if text.count("\n", end, match.start()) > 1:
                yield position
            yield from (position + before for before in inner_paragraphs)
        else:
            if open_end and begins:
                yield position
            yield from (position + before for before in inner_sentences)
        position += max((term.position + 1 for term in terms), default=0)
        end, open_end = match.end(), ends
