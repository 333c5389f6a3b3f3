"""Marks the words of a query in texts, and cuts snippets around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import regex
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.locally import counted, grouped, pages_language
from archive.text import SIGNS
from search.answers import Marks
from search.marking import Range, Span, find_mentions, find_spans, join

SNIPPET_CHARACTERS = 240
SNIPPETS = 2
# How much stands before the first mark of a snippet.
RUN_UP_CHARACTERS = 60
# How far a snippet may grow or shrink to end between two words.
SLACK_CHARACTERS = 80

# Where snippets may begin: at one of the first so many marks.
SPANS_LOOKED_AT = 500
MARKS_AT_MOST = 60
OPENING_CHARACTERS = 2_000
# With more steps than these, a page is slow to load.
MOST_STEPS = 500
BACK = ' <a href="#m{{before}}" aria-label="{label}">‹</a> '
ON = ' <a href="#m{{after}}" aria-label="{label}">›</a> '

# Two characters between which no word is cut.
EDGE = regex.compile(rf"\s.|.\s|[{SIGNS}].|.[{SIGNS}]", regex.DOTALL)
HEADLINE_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# What a headline leaves behind it in the sentence it was made from.
LEFT_BEHIND = " \n,.;:!?…–—)]\"'”’"


@dataclass(frozen=True)
class MarkedText:
    """A piece of text with the ranges to mark, in characters of the piece.

    opens, closes: whether the piece begins and ends where the whole text does.
    numbers: those of the marks among all mentions of an article, from 1; 0 where a mark
    only goes on. total: the number of those mentions.
    """

    text: str
    marks: tuple[Range, ...] = ()
    opens: bool = True
    closes: bool = True
    numbers: tuple[int, ...] = ()
    total: int = 0

    @property
    def html(self) -> SafeString:
        """The piece escaped, each mark in a mark element."""
        parts: list[str] = []
        at = 0
        # Made once: a long article has hundreds.
        steps = _steps(self.total) if any(self.numbers) else ""
        numbers = self.numbers or (0,) * len(self.marks)
        for (start, end), number in zip(self.marks, numbers, strict=True):
            parts.append(escape(self.text[at:start]))
            anchor = f' id="m{number}"' if number else ""
            parts.append(f"<mark{anchor}>{escape(self.text[start:end])}</mark>")
            if 0 < number <= MOST_STEPS:
                parts.append(_step(steps, number, self.total))
            at = end
        parts.append(escape(self.text[at:]))
        return mark_safe("".join(parts))


@dataclass(frozen=True)
class Extract:
    """What is shown of a body.

    mentions: all that it holds. unshown: their places among all, from 0, where neither
    snippets nor a derived headline show them.
    """

    snippets: tuple[MarkedText, ...]
    mentions: tuple[Range, ...]
    unshown: tuple[int, ...]


def _steps(total: int) -> str:
    """Return the way to the mentions around one, seen while it is shown, to fill in."""
    # Translators: which of all mentions this one is: "3 of 12 mentions".
    told = _("{place} of {mentions}")
    way = escape(told.format(place="{place}", mentions=counted(total, "mention")))
    if total > 1:
        back = BACK.format(label=escape(_("Previous mention")))
        way = back + way + ON.format(label=escape(_("Next mention")))
    return f'<span class="mention" lang="{pages_language()}">{way}</span>'


def _step(steps: str, number: int, total: int) -> str:
    last = min(total, MOST_STEPS)
    return steps.format(
        place=grouped(number), before=(number - 2) % last + 1, after=number % last + 1
    )


def mark(text: str, marks: Marks) -> MarkedText:
    """Return the whole text with its marks."""
    return MarkedText(text, find_mentions(text, marks))


def make_snippets(body: str, marks: Marks, *, derived_headline: str = "") -> Extract:
    """Cut at most two pieces out of a body, where the most different marks stand.

    Without marks the piece is the beginning. What a derived headline repeats is left
    out.
    """
    begin = _end_of_headline(body, derived_headline)
    found = find_spans(body, marks)
    spans = [span for span in found if span.start >= begin]
    pieces: list[Span] = []
    seen: set[str] = set()
    while len(pieces) < SNIPPETS:
        core = _best_core(spans, seen, taken=pieces)
        if core is None:
            break
        pieces.append(_grow(body, core, begin=begin))
        seen |= {span.word for span in spans if _meet(span, pieces[-1])}
    if not pieces and begin < len(body):
        pieces = [_grow(body, Span(begin, begin, ""), begin=begin)]
    pieces.sort(key=lambda piece: piece.start)
    mentions = join(found)
    unshown = tuple(
        number
        for number, mention in enumerate(mentions)
        if mention[0] >= begin and not any(_meet(mention, piece) for piece in pieces)
    )
    snippets = tuple(_piece(body, mentions, piece) for piece in pieces)
    return Extract(snippets, mentions, unshown)


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
        # A phrase may be longer than the snippet, which then shows its beginning.
        core = Span(first.start, min(room, max(span.end for span in run)), "")
        if any(_is_close(core, piece) for piece in taken):
            continue
        worth = (len({span.word for span in run} - seen), count)
        if worth > best_worth:
            best, best_worth = core, worth
    return best


def _grow(text: str, core: Span, *, begin: int) -> Span:
    """Return a snippet's length of text around its marks, from word to word."""
    low = max(begin, core.start - RUN_UP_CHARACTERS)
    start = next((at for at in range(low, core.start) if is_edge(text, at)), core.start)
    high = min(len(text), max(core.end, start + SNIPPET_CHARACTERS))
    ends = range(high, core.end, -1)
    end = next((at for at in ends if is_edge(text, at)), core.end)
    start, end = _to_edges(text, start, end, begin=begin)
    piece = text[start:end]
    blank_before = len(piece) - len(piece.lstrip())
    return Span(start + blank_before, start + len(piece.rstrip()), "")


def _to_edges(text: str, start: int, end: int, *, begin: int) -> tuple[int, int]:
    """Widen a piece whose ends lie inside a run of letters and signs."""
    back = range(start, max(begin, start - SLACK_CHARACTERS) - 1, -1)
    ahead = range(end, min(len(text), end + SLACK_CHARACTERS) + 1)
    return (
        next((at for at in back if at == begin or is_edge(text, at)), start),
        next((at for at in ahead if is_edge(text, at)), end),
    )


def is_edge(text: str, at: int) -> bool:
    """Say whether a text can be cut at a character without cutting a word."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    if before.isascii() and after.isascii():
        return False
    return EDGE.match(text[at - 1 : at + 1]) is not None


def _meet(mention: Range | Span, piece: Span) -> bool:
    return mention[0] < piece.end and piece.start < mention[1]


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


def _piece(text: str, mentions: Sequence[Range], piece: Span) -> MarkedText:
    start, end, __ = piece
    return MarkedText(
        text[start:end],
        tuple(
            (max(first, start) - start, min(last, end) - start)
            for first, last in mentions
            if _meet((first, last), piece)
        ),
        opens=not text[:start].strip(),
        closes=not text[end:].strip(),
    )
