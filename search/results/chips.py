"""Names the filters in force, each with the way to be rid of it."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from django.utils import timezone

from archive.models import Article
from search.asking.address import Address
from search.asking.forms import Choice, SearchForm
from search.language.dates import Days, day_in_words
from search.request import Facet, Period

CLAIMS = {
    Facet.DATE: ("{}", "not {}"),
    Facet.SOURCE: ("from {}", "not from {}"),
    Facet.CREDIT: ("based on {}", "not based on {}"),
    Facet.TAG: ("tagged {}", "not tagged {}"),
    Facet.SECTION: ("in {}", "not in {}"),
    Facet.LANGUAGE: ("in {}", "not in {}"),
    Facet.LENGTH: ("{}", "not {}"),
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
    if newer := form.cleaned_data.get("newer"):
        chips.append(Chip(_name_addition(newer), form.address.without("newer")))
    return tuple(chips)


def name_period(period: Period) -> str:
    """Return a period in words."""
    if period.only_undated:
        return "undated"
    first, last = period.first, period.last
    if first and last:
        days = name_days(first, last)
    else:
        days = f"since {day_in_words(first)}" if first else ""
        days = f"until {day_in_words(last)}" if last else days
    return f"{days} or undated" if period.with_undated else days


def name_days(first: datetime.date, last: datetime.date) -> str:
    """Return days in words: a year or a month where they are one."""
    if first == last:
        return day_in_words(first)
    if (first, last) == year_of(first):
        return str(first.year)
    if (first, last) == month_of(first):
        return f"{first:%b} {first.year:04}"
    if year_of(first)[0] == first and year_of(last)[1] == last:
        return f"{first.year:04}–{last.year:04}"
    return f"{day_in_words(first)} – {day_in_words(last)}"


def year_of(day: datetime.date) -> Days:
    """Return the first and last day of a day's year."""
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def month_of(day: datetime.date) -> Days:
    """Return the first and last day of a day's month."""
    length = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=length)


def _name_addition(newer: int) -> str:
    """Return in words what is newer than an article of this number."""
    before = Article.objects.filter(pk__lte=newer).order_by("-pk")
    added_at = before.values_list("created_at", flat=True).first()
    if added_at is None:
        return "added since the beginning"
    moment = timezone.localtime(added_at)
    return f"added after {day_in_words(moment.date())}, {moment:%H:%M}"


def _chip_of(choice: Choice, address: Address) -> Chip:
    claim = CLAIMS[choice.label.facet][choice.is_excluded]
    rest = address.without_value(choice.parameter, choice.label.key)
    return Chip(claim.format(choice.label.name), rest)
