"""Marks the words of a query in texts, and cuts snippets around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from operator import attrgetter

import regex
from django.utils.safestring import SafeString, mark_safe

from archive.text import SIGNS
from search.engine import Marks
from search.marking import Span, find_spans

SNIPPET_CHARACTERS = 240
SNIPPETS = 2
# How much stands before the first mark of a snippet.
RUN_UP_CHARACTERS = 60
# How far a snippet may grow or shrink to end between two words.
SLACK_CHARACTERS = 80

# What is looked at in a body and in its marks; the rest of a giant goes unmarked.
CHARACTERS_LOOKED_AT = 200_000
SPANS_LOOKED_AT = 500
MARKS_AT_MOST = 60
OPENING_CHARACTERS = 2_000

# Two characters between which no word is cut.
EDGE = regex.compile(rf"\s.|.\s|[{SIGNS}].|.[{SIGNS}]", regex.DOTALL)
HEADLINE_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# What a headline leaves behind it in the sentence it was made from.
LEFT_BEHIND = " \n,.;:!?…–—)]\"'”’"


@dataclass(frozen=True)
class MarkedText:
    """A piece of text with the ranges to mark, in characters of the piece.

    opens, closes: whether the piece begins and ends where the whole text does.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    opens: bool = True
    closes: bool = True

    @property
    def html(self) -> SafeString:
        """The piece escaped, each mark in a mark element."""
        parts: list[str] = []
        at = 0
        for start, end in self.marks:
            parts.append(escape(self.text[at:start]))
            parts.append(f"<mark>{escape(self.text[start:end])}</mark>")
            at = end
        parts.append(escape(self.text[at:]))
        return mark_safe("".join(parts))


def mark(text: str, marks: Marks) -> MarkedText:
    """Return the whole text with its marks."""
    return MarkedText(text, _ranges(find_spans(text, marks)))


def make_snippets(
    body: str, marks: Marks, *, derived_headline: str = ""
) -> tuple[MarkedText, ...]:
    """Cut at most two pieces out of a body, where the most different marks stand.

    Without marks the piece is the beginning. What a derived headline repeats is left
    out.
    """
    body = body[:CHARACTERS_LOOKED_AT]
    begin = _end_of_headline(body, derived_headline)
    spans = [span for span in find_spans(body, marks) if span.start >= begin]
    pieces: list[Span] = []
    seen: set[str] = set()
    while len(pieces) < SNIPPETS:
        core = _best_core(spans, seen, taken=pieces)
        if core is None:
            break
        pieces.append(_grow(body, core, begin=begin))
        seen |= {span.word for span in _within(spans, pieces[-1])}
    if not pieces and begin < len(body):
        pieces = [_grow(body, Span(begin, begin, ""), begin=begin)]
    pieces.sort(key=lambda piece: piece.start)
    return tuple(_piece(body, spans, piece) for piece in pieces)


def _best_core(
    spans: Sequence[Span], seen: set[str], *, taken: Sequence[Span]
) -> Span | None:
    """Return the run of marks with the most words not seen yet, then the most marks.

    It leaves room for a run-up, and keeps clear of the pieces taken.
    """
    best, best_worth = None, (0, 0)
    most_new = len({span.word for span in spans} - seen)
    stop = 0
    for number, first in enumerate(spans[:SPANS_LOOKED_AT]):
        room = first.start - RUN_UP_CHARACTERS + SNIPPET_CHARACTERS
        while stop < len(spans) and spans[stop].end <= room:
            stop += 1
        count = min(max(stop - number, 1), MARKS_AT_MOST)
        if (min(count, most_new), count) <= best_worth:
            continue
        run = spans[number : number + count]
        core = Span(first.start, max(span.end for span in run), "")
        if any(_is_close(core, piece) for piece in taken):
            continue
        worth = (len({span.word for span in run} - seen), count)
        if worth > best_worth:
            best, best_worth = core, worth
    return best


def _grow(text: str, core: Span, *, begin: int) -> Span:
    """Return a snippet's length of text around its marks, from word to word."""
    low = max(begin, core.start - RUN_UP_CHARACTERS)
    start = next(
        (at for at in range(low, core.start) if _is_edge(text, at)), core.start
    )
    high = min(len(text), max(core.end, start + SNIPPET_CHARACTERS))
    ends = range(high, core.end, -1)
    end = next((at for at in ends if _is_edge(text, at)), core.end)
    start, end = _to_edges(text, start, end, begin=begin)
    piece = text[start:end]
    blank_before = len(piece) - len(piece.lstrip())
    return Span(start + blank_before, start + len(piece.rstrip()), "")


def _to_edges(text: str, start: int, end: int, *, begin: int) -> tuple[int, int]:
    """Widen a piece whose ends lie inside a run of letters and signs."""
    back = range(start, max(begin, start - SLACK_CHARACTERS) - 1, -1)
    ahead = range(end, min(len(text), end + SLACK_CHARACTERS) + 1)
    return (
        next((at for at in back if at == begin or _is_edge(text, at)), start),
        next((at for at in ahead if _is_edge(text, at)), end),
    )


def _is_edge(text: str, at: int) -> bool:
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    if before.isascii() and after.isascii():
        return False
    return EDGE.match(text[at - 1 : at + 1]) is not None


def _within(spans: Sequence[Span], piece: Span) -> list[Span]:
    first = bisect_left(spans, piece.start, key=attrgetter("start"))
    last = bisect_left(spans, piece.end, lo=first, key=attrgetter("start"))
    return [span for span in spans[first:last] if span.end <= piece.end]


def _is_close(core: Span, piece: Span) -> bool:
    return (
        core.start - RUN_UP_CHARACTERS - SLACK_CHARACTERS < piece.end
        and piece.start < core.start + SNIPPET_CHARACTERS + SLACK_CHARACTERS
    )


def _end_of_headline(body: str, headline: str) -> int:
    """Return where the body goes on after the words that became its headline."""
    at = 0
    opening = body[:OPENING_CHARACTERS]
    for word in HEADLINE_WORDS.findall(headline):
        found = opening.find(word, at)
        if found < 0:
            return 0
        at = found + len(word)
    return at + len(body[at:]) - len(body[at:].lstrip(LEFT_BEHIND)) if at else 0


def _piece(text: str, spans: Sequence[Span], piece: Span) -> MarkedText:
    inside = [
        Span(span.start - piece.start, span.end - piece.start, span.word)
        for span in _within(spans, piece)
    ]
    return MarkedText(
        text[piece.start : piece.end],
        _ranges(inside),
        opens=not text[: piece.start].strip(),
        closes=not text[piece.end :].strip(),
    )


def _ranges(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Return the ranges that the spans cover, those that overlap joined."""
    ranges: list[tuple[int, int]] = []
    for span in spans:
        if ranges and span.start < ranges[-1][1]:
            start, end = ranges.pop()
            ranges.append((start, max(end, span.end)))
        else:
            ranges.append((span.start, span.end))
    return tuple(ranges)
