"""Changes a request in small steps that may let it find more."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from functools import reduce

from django.utils.translation import gettext as _

from archive.locally import dated, listed
from search.aid.nearest import widened_periods, widened_ranges
from search.aid.restrictions import Restriction
from search.aid.rewriting import loosened, parts_of, swapped
from search.aid.spelling import corrections, count_in_archive
from search.asking.address import Address
from search.engine import Engine
from search.language.query import Query
from search.language.readback import say
from search.language.tree import And, In, Is, Label, Near, Node, Not, Phrase, Range
from search.language.writing import write
from search.request import Period, SearchRequest

MOST_PARTS = 12


class Rank(IntEnum):
    """What kind of step comes before what other."""

    NONE = 0
    SPELLING = auto()
    LOOSER = auto()
    NEARER = auto()
    WITHOUT_CULPRIT = auto()
    WIDER = auto()
    WITHOUT_PART = auto()


@dataclass(frozen=True)
class Way:
    """A request, and the steps that led there from the one asked."""

    request: SearchRequest
    address: Address
    filters: tuple[Restriction, ...]
    rank: Rank = Rank.NONE
    name: str = ""

    @property
    def tree(self) -> Node:
        """What its query was parsed into."""
        return self.request.query.tree

    def reworded(self, rank: Rank, name: str, tree: Node) -> Way:
        """Return it with another query."""
        text = write(tree)
        request = replace(self.request, query=Query(text, tree))
        # A tree is written in our own language, whatever it was read from.
        address = self.address.setting(q=text, dialect="")
        return self._step(rank, name, request, address)

    def lifting(self, rank: Rank, one: Restriction) -> Way:
        """Return it without one of its filters."""
        request, address = one.lift(self.request), one.lifted_from(self.address)
        name = _("without “{filter}”").format(filter=one.text)
        step = self._step(rank, name, request, address)
        return replace(step, filters=tuple(f for f in self.filters if f is not one))

    def within(self, rank: Rank, name: str, period: Period) -> Way:
        """Return it with other dates."""
        ends = {"from": period.first, "to": period.last}
        days = {key: day.isoformat() for key, day in ends.items() if day}
        undated = "1" if period.with_undated else ""
        address = self.address.setting(**days, undated=undated)
        return self._step(rank, name, replace(self.request, period=period), address)

    def _step(
        self, rank: Rank, name: str, request: SearchRequest, address: Address
    ) -> Way:
        names = ", ".join(filter(None, (self.name, name)))
        return replace(
            self, rank=self.rank or rank, name=names, request=request, address=address
        )


def ways(asked: Way, engine: Engine) -> Iterator[Way]:
    """Yield what may be changed; where parts find nothing by themselves, only these."""
    parts = parts_of(asked.tree)[:MOST_PARTS]
    lost = [part for part in parts if not count_in_archive(part, engine)]
    barring = [one for one in asked.filters if not engine.count(one.alone)]
    for correction in corrections(asked.tree, engine, is_found=False):
        spelt = asked.reworded(Rank.SPELLING, correction.name, correction.tree)
        yield spelt
        left = {id(part) for part in parts_of(spelt.tree)}
        if hopeless := [part for part in lost if id(part) in left]:
            yield from _without(spelt, Rank.SPELLING, hopeless)
    if lost or not barring:
        yield from _looser(asked, lost or parts)
        yield from _nearer_ranges(asked, lost or parts, engine)
    if lost:
        yield from _without(asked, Rank.WITHOUT_CULPRIT, lost)
    if barring or not lost:
        rank = Rank.WITHOUT_CULPRIT if barring else Rank.WIDER
        for one in barring or asked.filters:
            if one.is_period:
                yield from _nearer_periods(asked, engine)
            yield asked.lifting(rank, one)
    if not lost and not barring:
        yield from _without_one(asked, parts)


def _looser(asked: Way, parts: Sequence[Node]) -> Iterator[Way]:
    for part in parts:
        for looser in loosened(part):
            tree = swapped(asked.tree, part, looser)
            if tree is not None:
                yield asked.reworded(Rank.LOOSER, name_looser(part, looser), tree)


def name_looser(part: Node, looser: Node) -> str:
    """Say what a part was loosened to."""
    if isinstance(part, In) and looser is part.node:
        return _("{part} anywhere").format(part=say(looser))
    if not (isinstance(part, Phrase) and isinstance(looser, Near | And)):
        return say(looser)
    words = ", ".join(map(say, part.parts))
    if isinstance(looser, Near):
        return _("{words} near each other").format(words=words)
    return _("{part} anywhere").format(part=words)


def _without(asked: Way, rank: Rank, parts: Sequence[Node]) -> Iterator[Way]:
    """Yield the request without some parts, where other words are left."""
    tree: Node | None = asked.tree
    for part in parts:
        tree = tree and swapped(tree, part, None)
    if tree is not None and any(map(_is_of_words, parts_of(tree))):
        all_of_them = reduce(_both, map(say, parts))
        name = _("without {part}").format(part=all_of_them)
        yield asked.reworded(rank, name, tree)


def _both(one: str, other: str) -> str:
    return listed((one, other))


def _without_one(asked: Way, parts: Sequence[Node]) -> Iterator[Way]:
    for part in parts:
        if isinstance(part, Not):
            tree = swapped(asked.tree, part, None)
            if tree is not None:
                name = _("also with {part}").format(part=say(part.node))
                yield asked.reworded(Rank.WIDER, name, tree)
        else:
            rank = Rank.WITHOUT_PART if _is_of_words(part) else Rank.WIDER
            yield from _without(asked, rank, [part])


def _is_of_words(part: Node) -> bool:
    return not isinstance(part, Not | Label | Range | Is)


def _nearer_periods(asked: Way, engine: Engine) -> Iterator[Way]:
    period = asked.request.period
    for side, day, wider in widened_periods(asked.request, engine):
        yield asked.within(Rank.NEARER, _name_nearest(side, day), wider)
    if (period.first or period.last) and not period.with_undated:
        wider = replace(period, with_undated=True)
        yield asked.within(Rank.WIDER, _("with undated articles"), wider)


def _nearer_ranges(asked: Way, parts: Sequence[Node], engine: Engine) -> Iterator[Way]:
    for part in parts:
        rest = swapped(asked.tree, part, None) if isinstance(part, Range) else None
        if not isinstance(part, Range) or rest is None:
            continue
        for side, day, wider in widened_ranges(asked.request, part, rest, engine):
            tree = swapped(asked.tree, part, wider)
            if tree is not None:
                yield asked.reworded(Rank.NEARER, _name_nearest(side, day), tree)


def _name_nearest(side: str, day: datetime.date) -> str:
    if side == "before":
        return _("nearest article before: {day}").format(day=dated(day))
    return _("nearest article after: {day}").format(day=dated(day))
