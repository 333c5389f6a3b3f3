"""Names the filters in force, each with the way to be rid of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from search.engine import Facet, Period
from search.forms import Choice, SearchForm
from search.results.address import Address

CLAIMS = {
    Facet.SOURCE: ("from {}", "not from {}"),
    Facet.CREDIT: ("based on {}", "not based on {}"),
    Facet.TAG: ("tagged {}", "not tagged {}"),
    Facet.SECTION: ("in {}", "not in {}"),
    Facet.LANGUAGE: ("in {}", "not in {}"),
    Facet.IMPORT: ("of {}", "not of {}"),
}


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the address of the request without it."""

    text: str
    address: Address

    @property
    def without(self) -> str:
        """What leaving it out is called."""
        return f"without “{self.text}”"


def make_chips(form: SearchForm) -> tuple[Chip, ...]:
    """Return the filters in force, the dates first."""
    chips = [_chip_of(choice, form.address) for choice in form.choices]
    if not form.period.is_open:
        everything = form.address.without("from", "to", "undated")
        chips.insert(0, Chip(name_period(form.period), everything))
    return tuple(chips)


def name_period(period: Period) -> str:
    """Return a period in words."""
    if period.only_undated:
        return "undated"
    first, last = map(_name_day, (period.first, period.last))
    if period.first == period.last:
        days = first
    elif first and last:
        days = f"{first} – {last}"
    else:
        days = f"since {first}" if first else f"until {last}"
    return f"{days} or undated" if period.with_undated else days


def _name_day(day: datetime.date | None) -> str:
    return f"{day.day} {day:%b} {day.year}" if day else ""


def _chip_of(choice: Choice, address: Address) -> Chip:
    claim = CLAIMS[choice.label.facet][choice.is_excluded]
    rest = address.without_value(choice.parameter, choice.label.key)
    return Chip(claim.format(choice.label.name), rest)
