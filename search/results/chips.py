"""Names the filters in force, each with the way to be rid of it."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.locally import dated
from archive.models import Article
from search.asking.address import Address
from search.asking.forms import Choice, SearchForm
from search.language.dates import Days
from search.request import Facet, Period

CLAIMS = {
    Facet.DATE: ("{name}", _("not {name}")),
    Facet.SOURCE: (_("from {name}"), _("not from {name}")),
    Facet.CREDIT: (_("based on {name}"), _("not based on {name}")),
    Facet.TAG: (_("tagged {name}"), _("not tagged {name}")),
    Facet.SECTION: (
        pgettext_lazy("section", "in {name}"),
        pgettext_lazy("section", "not in {name}"),
    ),
    Facet.LANGUAGE: (
        pgettext_lazy("language", "in {name}"),
        pgettext_lazy("language", "not in {name}"),
    ),
    Facet.LENGTH: ("{name}", _("not {name}")),
    Facet.IMPORT: (
        pgettext_lazy("import", "of {name}"),
        pgettext_lazy("import", "not of {name}"),
    ),
}


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the address of the request without it."""

    text: str
    address: Address

    @property
    def without(self) -> str:
        """What leaving it out is called."""
        return gettext("without “{filter}”").format(filter=self.text)


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
        return gettext("undated")
    first, last = period.first, period.last
    days = ""
    if first and last:
        days = name_days(first, last)
    elif first:
        days = gettext("since {day}").format(day=dated(first))
    elif last:
        days = gettext("until {day}").format(day=dated(last))
    if period.with_undated:
        return gettext("{days} or undated").format(days=days)
    return days


def name_days(first: datetime.date, last: datetime.date) -> str:
    """Return days in words: a year or a month where they are one."""
    if first == last:
        return dated(first)
    if (first, last) == year_of(first):
        return str(first.year)
    if (first, last) == month_of(first):
        return dated(first, "M Y")
    if year_of(first)[0] == first and year_of(last)[1] == last:
        return f"{first.year:04}–{last.year:04}"
    return f"{dated(first)} – {dated(last)}"


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
        return gettext("added since the beginning")
    moment = dated(timezone.localtime(added_at), "j M Y, H:i")
    return gettext("added after {moment}").format(moment=moment)


def _chip_of(choice: Choice, address: Address) -> Chip:
    claim = CLAIMS[choice.label.facet][choice.is_excluded]
    rest = address.without_value(choice.parameter, choice.label.key)
    return Chip(str(claim).format(name=choice.label.name), rest)
