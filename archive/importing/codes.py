"""Says in words what the database keeps in codes of how a text was read."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.importing.dates import Problem

# Formats whose names are words; others are names in all languages.
FORMATS = {
    "feed": pgettext_lazy("format", "feed"),
    "headed": pgettext_lazy("format", "headed"),
    "house": pgettext_lazy("format", "house"),
    "joined": pgettext_lazy("format", "joined"),
    "mail": pgettext_lazy("format", "mail"),
    "own": pgettext_lazy("format", "own"),
    "page": pgettext_lazy("format", "page"),
    "table": pgettext_lazy("format", "table"),
}
# The rules that come with the archive, and what in a page or message gave a date.
RULES = {
    "labelled date": _("labelled date"),
    "date alone": _("date alone"),
    # Translators: NAMES stays: it is a word of the patterns of rules.
    "based on reports from NAMES": _("based on reports from NAMES"),
    "based on NAMES report": _("based on NAMES report"),
    "with inputs from NAMES": _("with inputs from NAMES"),
    "NAMES reports": _("NAMES reports"),
    "source: NAMES": _("source: NAMES"),
    "NAMES alone": _("NAMES alone"),
    "the message's Date": _("the message's Date"),
    "the only time in the article": _("the only time in the article"),
    "the page's address": _("the page's address"),
}


def format_in_words(name: str) -> str:
    """Return what a format is called on pages."""
    return str(FORMATS.get(name, name))


def rule_in_words(name: str) -> str:
    """Return what a rule is called on pages: people's own as they named it."""
    return str(RULES.get(name, name))


def given_in_words(given: str) -> str:
    """Return what a line gave; why it is no day is kept in a code, as the last part."""
    others, mark, last = given.rpartition("; ")
    return f"{others}{mark}{Problem(last).label if last in Problem else last}"
