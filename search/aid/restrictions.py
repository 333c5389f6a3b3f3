"""Takes the filters of a request apart, so that each can be lifted or seen alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.locally import either
from search.asking.address import Address
from search.asking.forms import SearchForm
from search.request import Filter, Period, SearchRequest, everything
from search.results.chips import Chip, name_period

DATE_PARAMETERS = {"from", "to", "undated"}


@dataclass(frozen=True)
class Restriction:
    """One filter in force; the values of a facet are one, those left out another.

    pairs: what an address says of it. alone: all articles it lets pass. lift: takes it
    from a request.
    """

    text: str
    pairs: frozenset[tuple[str, str]]
    alone: SearchRequest
    lift: Callable[[SearchRequest], SearchRequest]

    @property
    def is_period(self) -> bool:
        """Whether it is the dates asked for."""
        return not self.alone.period.is_open

    def lifted_from(self, address: Address) -> Address:
        """Return an address without it."""
        return Address(tuple(pair for pair in address.pairs if pair not in self.pairs))


def restrictions(form: SearchForm, chips: Sequence[Chip]) -> tuple[Restriction, ...]:
    """Return the filters in force, the dates first."""
    request = form.to_request()
    texts = {chip.address: chip.text for chip in chips}
    found = [_of_period(form, request.period)] if not request.period.is_open else []
    for chosen in request.filters:
        for side in (replace(chosen, excluded=()), replace(chosen, values=())):
            if side.values or side.excluded:
                found.append(_of_filter(form, chosen, side, texts))
    if request.newer_than:
        pairs = frozenset({("newer", str(request.newer_than))})
        text = texts.get(form.address.without("newer"), "")
        alone = replace(everything(), newer_than=request.newer_than)
        found.append(
            Restriction(text, pairs, alone, lambda asked: replace(asked, newer_than=0))
        )
    return tuple(found)


def _of_period(form: SearchForm, period: Period) -> Restriction:
    return Restriction(
        text=name_period(period),
        pairs=frozenset(p for p in form.address.pairs if p[0] in DATE_PARAMETERS),
        alone=replace(everything(), period=period),
        lift=lambda asked: replace(asked, period=Period()),
    )


def _of_filter(
    form: SearchForm, chosen: Filter, side: Filter, texts: dict[Address, str]
) -> Restriction:
    """Return one side of a filter: its values, or those that are left out."""
    pairs = [
        (choice.parameter, choice.label.key)
        for choice in form.choices
        if choice.label.facet is chosen.facet
        and choice.is_excluded == bool(side.excluded)
    ]
    rest = replace(chosen, values=()) if side.values else replace(chosen, excluded=())

    def lift(asked: SearchRequest) -> SearchRequest:
        kept = (rest if one == chosen else one for one in asked.filters)
        return replace(asked, filters=tuple(f for f in kept if f.values or f.excluded))

    names = [texts.get(form.address.without_value(*pair), pair[1]) for pair in pairs]
    return Restriction(
        text=either(names),
        pairs=frozenset(pairs),
        alone=replace(everything(), filters=(side,)),
        lift=lift,
    )
