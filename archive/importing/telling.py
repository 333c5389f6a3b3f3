"""Puts the counts of a report into words."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.locally import counted, grouped
from archive.models import ImportedFile

Outcome = ImportedFile.Outcome
OUTCOMES: dict[str, Callable[[int], str]] = {
    Outcome.UPDATED: lambda n: ngettext("{n} updated", "{n} updated", n),
    Outcome.UNCHANGED: lambda n: ngettext("{n} unchanged", "{n} unchanged", n),
    Outcome.DUPLICATE: lambda n: ngettext("{n} duplicate", "{n} duplicates", n),
    Outcome.KEPT_BOTH: lambda n: ngettext(
        "{n} edited by hand, both kept", "{n} edited by hand, both kept", n
    ),
    Outcome.FAILED: lambda n: ngettext("{n} failed", "{n} failed", n),
    Outcome.IGNORED: lambda n: ngettext("{n} ignored", "{n} ignored", n),
}


def new_articles(count: int, *, copies: int) -> str:
    """Say how many articles are new; copies: how many of them are copies of others."""
    articles = counted(count, "new article")
    if not copies:
        return articles
    told = ngettext(
        "{articles} ({n} of them a copy)", "{articles} ({n} of them copies)", copies
    )
    return told.format(articles=articles, n=grouped(copies))


def speed(count: int, *, seconds: float) -> str:
    """Say how long it took, and how many articles that is a second."""
    rate = round(count / seconds)
    told = ngettext(
        "{seconds} seconds, {n} articles a second",
        "{seconds} seconds, {n} articles a second",
        rate,
    )
    took = number_format(round(seconds, 1), 1, use_l10n=True, force_grouping=True)
    return told.format(seconds=took, n=grouped(rate))


def undated(count: int) -> str:
    """Say how many articles have no date."""
    told = ngettext("{n} article without a date", "{n} articles without a date", count)
    return told.format(n=grouped(count))


def trailers_left(count: int) -> str:
    """Say how many texts still end with what looks like a trailer."""
    told = ngettext(
        "{n} trailer that no rule took, left in the text: see --suggest-rules",
        "{n} trailers that no rule took, left in the text: see --suggest-rules",
        count,
    )
    return told.format(n=grouped(count))


def and_more(count: int, *, see: str) -> str:
    """Say how many are not named; see: where all of them are."""
    told = _("and {n} more: see {place}") if see else _("and {n} more")
    return told.format(n=grouped(count), place=see)
