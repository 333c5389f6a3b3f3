"""Puts facts about articles into words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from archive.locally import listed
from archive.models import Article

# Letters whose names begin with a vowel: an AFP report, but a PTI report.
LETTERS_TAKING_AN = set("AEFHILMNORSX")
LONGEST_INITIALISM = 5


def based_on(names: Sequence[str]) -> str:
    """Return what a text rests on: "Based on PTI, ANI and Reuters reports"."""
    if not names:
        return _("Based on agency reports")
    if len(names) > 1:
        return _("Based on {names} reports").format(names=listed(names))
    if article_of(names[0]) == "an":
        return _("Based on an {name} report").format(name=names[0])
    return _("Based on a {name} report").format(name=names[0])


def article_of(name: str) -> str:
    """Return "a" or "an", as the name is spoken."""
    first = name[:1].upper()
    is_spelt_out = name.isupper() and len(name) <= LONGEST_INITIALISM
    takes_an = first in LETTERS_TAKING_AN if is_spelt_out else first in "AEIO"
    return "an" if takes_an else "a"


def opening(article: Article) -> str:
    """Return the text to show under a headline in a list.

    A derived headline is the first sentence, so the second paragraph stands there.
    """
    skipped = 1 if article.headline_is_derived else 0
    return next(iter(article.paragraphs[skipped:]), "")
