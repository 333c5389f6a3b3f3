"""Puts amounts in time into words: by month, at most 12 a day, most in 2024."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.locally import grouped

NAMES = {
    "day": _("Day"),
    "week": _("Week"),
    "month": _("Month"),
    "quarter": _("Quarter"),
    "year": _("Year"),
    "decade": _("Decade"),
    "century": _("Century"),
}
BY = {
    "day": _("By day"),
    "week": _("By week"),
    "month": _("By month"),
    "quarter": _("By quarter"),
    "year": _("By year"),
    "decade": _("By decade"),
    "century": _("By century"),
}
AT_MOST = {
    "day": _("At most {amount} a day."),
    "week": _("At most {amount} a week."),
    "month": _("At most {amount} a month."),
    "quarter": _("At most {amount} a quarter."),
    "year": _("At most {amount} a year."),
    "decade": _("At most {amount} a decade."),
    "century": _("At most {amount} a century."),
}
WHERE = {
    # Translators: these stand for {where} in "Most {where}: {amount}."; names are like
    # "5 Mar 2024", "week of 5 Mar 2024", "Mar 2024", "Jan to Mar 2024", "2024",
    # "2020s", "1900–1999".
    "day": pgettext_lazy("a day", "on {name}"),
    "week": pgettext_lazy("a week", "in the {name}"),
    "month": pgettext_lazy("a month", "in {name}"),
    "quarter": pgettext_lazy("a quarter", "in {name}"),
    "year": pgettext_lazy("a year", "in {name}"),
    "decade": pgettext_lazy("a decade", "in {name}"),
    "century": pgettext_lazy("a century", "in {name}"),
}


def most(unit: str, name: str, amount: str) -> str:
    """Say where there is most: "Most in Mar 2024: 12."."""
    where = WHERE[unit].format(name=name)
    return gettext("Most {where}: {amount}.").format(where=where, amount=amount)


def amount_of(count: int, total: int) -> str:
    """Return a number, out of a total if there is one: "12", "12 of 1,968"."""
    if not total:
        return grouped(count)
    counts = {"count": grouped(count), "total": grouped(total)}
    return gettext("{count} of {total}").format(**counts)


def told(when: str, amount: str) -> str:
    """Return an amount with its day, month or other time: "5 March: 12 articles"."""
    return gettext("{when}: {amount}").format(when=when, amount=amount)
