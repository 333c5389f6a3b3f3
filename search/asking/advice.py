"""Says what of an address was left out, and what may stand there."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.locally import either
from search.asking.options import COPIES, PAGE_SIZES, UNDATED
from search.language.dialects import DIALECTS
from search.request import Facet, Order

ADVICE = {
    "first": _("write a date like 2025-10-30"),
    "last": _("write a date like 2025-10-30"),
    "page": _("pages are counted from 1"),
    "newer": _("it is the number of an article"),
}
WORDS: dict[str, Iterable[object]] = {
    "undated": UNDATED,
    "sort": Order,
    "per": PAGE_SIZES,
    "bars": ("share",),
    "facet": Facet,
    "by": ("count", "name"),
    "copies": COPIES,
    "view": ("list", "lines"),
    "lines": ("left", "right"),
    "select": ("1",),
    "dialect": [dialect.name for dialect in DIALECTS],
}
NO_SUCH = {
    Facet.DATE: _("there is no such date"),
    Facet.SOURCE: _("there is no such source"),
    Facet.CREDIT: _("there is no such credit"),
    Facet.SECTION: _("there is no such section"),
    Facet.TAG: _("there is no such tag"),
    Facet.LANGUAGE: _("there is no such language"),
    Facet.LENGTH: _("there is no such length"),
    Facet.IMPORT: _("there is no such import"),
}
# How much of a wrong value a note quotes.
QUOTED_CHARACTERS = 40


def no_such(facet: Facet, parameter: str, value: str) -> str:
    """Say that a facet has no such value."""
    return _left_out(parameter, value, str(NO_SUCH[facet]))


def wrong(field: str, parameter: str, value: str) -> str:
    """Say that a field can have no such value, and what it can have."""
    if field in ADVICE:
        return _left_out(parameter, value, str(ADVICE[field]))
    words = either(map(str, WORDS[field]))
    return _left_out(parameter, value, gettext("it is {words}").format(words=words))


def _left_out(parameter: str, value: str, advice: str) -> str:
    cut = value[:QUOTED_CHARACTERS] + ("…" if len(value) > QUOTED_CHARACTERS else "")
    written = f"{parameter}={cut}"
    # Translators: {advice} is another message, such as "it is list or lines".
    told = gettext("“{written}” was left out: {advice}.")
    return told.format(written=written, advice=advice)
