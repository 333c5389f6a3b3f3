"""Writes amounts, dates and lists in the language of the archive's pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

# The forms in which dates stand, as a translation may order them otherwise.
DATE_FORMS: dict[str, Callable[[], str]] = {
    "j M": lambda: pgettext("date", "j M"),
    "j F": lambda: pgettext("date", "j F"),
    "M Y": lambda: pgettext("date", "M Y"),
    "F Y": lambda: pgettext("date", "F Y"),
    "j M Y": lambda: pgettext("date", "j M Y"),
    "j F Y": lambda: pgettext("date", "j F Y"),
    "l j F Y": lambda: pgettext("date", "l j F Y"),
    "j M Y, H:i": lambda: pgettext("date", "j M Y, H:i"),
    "j M Y, H:i T": lambda: pgettext("date", "j M Y, H:i T"),
    "j F Y H:i": lambda: pgettext("date", "j F Y H:i"),
    "H:i": lambda: pgettext("date", "H:i"),
}

NOUNS: dict[str, Callable[[int], str]] = {
    "article": lambda n: ngettext("{n} article", "{n} articles", n),
    "byte": lambda n: ngettext("{n} byte", "{n} bytes", n),
    "copy": lambda n: ngettext("{n} copy", "{n} copies", n),
    "day": lambda n: ngettext("{n} day", "{n} days", n),
    "feed": lambda n: ngettext("{n} feed", "{n} feeds", n),
    "file": lambda n: ngettext("{n} file", "{n} files", n),
    "headline": lambda n: ngettext("{n} headline", "{n} headlines", n),
    "line": lambda n: ngettext("{n} line", "{n} lines", n),
    "mention": lambda n: ngettext("{n} mention", "{n} mentions", n),
    "more article": lambda n: ngettext("{n} more article", "{n} more articles", n),
    "more mention": lambda n: ngettext("{n} more mention", "{n} more mentions", n),
    "new article": lambda n: ngettext("{n} new article", "{n} new articles", n),
    "original": lambda n: ngettext("{n} original", "{n} originals", n),
    "other file": lambda n: ngettext("{n} other file", "{n} other files", n),
    "person": lambda n: ngettext("{n} person", "{n} people", n),
    "record": lambda n: ngettext("{n} record", "{n} records", n),
    "sample article": lambda n: ngettext(
        "{n} sample article", "{n} sample articles", n
    ),
    "source": lambda n: ngettext("{n} source", "{n} sources", n),
    "story": lambda n: ngettext("{n} story", "{n} stories", n),
    "text": lambda n: ngettext("{n} text", "{n} texts", n),
    "undated article": lambda n: ngettext(
        "{n} undated article", "{n} undated articles", n
    ),
    "upload": lambda n: ngettext("{n} upload", "{n} uploads", n),
    "value": lambda n: ngettext("{n} value", "{n} values", n),
    "word": lambda n: ngettext("{n} word", "{n} words", n),
}


def pages_language() -> str:
    """Return the language of the pages as HTML names it: "en", "de", "pt-br"."""
    code = get_language() or "en"
    return "en" if code.startswith("en-") else code


def grouped(number: int) -> str:
    """Return a number with its thousands parted: "1,968"."""
    if -1000 < number < 1000:
        return str(number)
    return number_format(number, use_l10n=True, force_grouping=True)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 article", "1,968 articles".

    noun: one of NOUNS. Raises KeyError for any other.
    """
    return NOUNS[noun](number).format(n=grouped(number))


def dated(day: datetime.date, form: str = "j M Y") -> str:
    """Return a day in one of DATE_FORMS: "30 Oct 2025". Raises KeyError."""
    return date_format(day, DATE_FORMS[form]())


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return _("“{text}”").format(text=text)


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "PTI, ANI and Reuters"."""
    if len(names) < 2:
        return "".join(names)
    *others, last = names
    return _("{names} and {last}").format(names=", ".join(others), last=last)


def either(names: Iterable[str]) -> str:
    """Return names to choose from, one or more: "20 or 50 or 100"."""
    return reduce(_one_or_other, names)


def _one_or_other(one: str, other: str) -> str:
    return _("{one} or {other}").format(one=one, other=other)
