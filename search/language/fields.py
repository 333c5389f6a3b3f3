"""The table of fields that a query can name; parser and help are fed from it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from search.language.tree import LabelField, RangeField, State, TextField

Meaning = TextField | LabelField | RangeField | type[State]


@dataclass(frozen=True)
class PublicField:
    """One field as people write it: `name:word`, `name=word` or `NAME(word)`.

    sign: what a range in it begins with, so that `before:2025` is `date:<2025`.
    """

    name: str
    means: Meaning
    help: Promise
    example: str
    aliases: tuple[str, ...] = ()
    sign: str = ""


PUBLIC_FIELDS = (
    PublicField(
        "headline",
        TextField.HEADLINE,
        _("with these words in the headline"),
        "headline:toll",
        aliases=("title", "intitle", "hd", "ti"),
    ),
    PublicField(
        "lead",
        TextField.LEAD,
        _("with these words in the first paragraph"),
        'lead:"harbour bridge"',
    ),
    PublicField(
        "hlead",
        TextField.HEADLINE_OR_LEAD,
        _("with these words in the headline or the first paragraph"),
        "hlead:(toll OR fare)",
        aliases=("hlp",),
    ),
    PublicField(
        "by",
        TextField.BYLINE,
        _("with these words in the byline"),
        'by:"Anna Berg"',
        aliases=("byline", "au", "author"),
    ),
    PublicField(
        "text",
        TextField.ANY,
        _("with these words anywhere, even within another field's brackets"),
        "text:toll",
        aliases=("intext",),
    ),
    PublicField(
        "source",
        LabelField.SOURCE,
        _("taken from this publication, or based on its reports"),
        'source:"Brovik Courier"',
        aliases=("site", "pub", "publication"),
    ),
    PublicField(
        "credit",
        LabelField.CREDIT,
        _("based on this agency's reports"),
        "credit:Reuters",
    ),
    PublicField(
        "section",
        LabelField.SECTION,
        _("in this section of its source"),
        "section:Sport",
    ),
    PublicField("tag", LabelField.TAG, _("carrying this tag"), "tag:ports"),
    PublicField(
        "lang",
        LabelField.LANGUAGE,
        _("in this language: en, or English"),
        "lang:en",
        aliases=("language", "la"),
    ),
    PublicField(
        "file",
        LabelField.FILE,
        _("read from the file of this name"),
        "file:harbour.txt",
    ),
    PublicField(
        "import",
        LabelField.IMPORT,
        _("brought by the import of this number"),
        "import:12",
    ),
    PublicField(
        "date",
        RangeField.DATE,
        _("published then: a year, a month, a day, or two of them"),
        "date:2025-01..2025-03",
    ),
    PublicField(
        "before", RangeField.DATE, _("published before then"), "before:2025", sign="<"
    ),
    PublicField(
        "after",
        RangeField.DATE,
        _("published after then"),
        "after:2025-10-30",
        sign=">",
    ),
    PublicField(
        "since", RangeField.DATE, _("published then or later"), "since:30d", sign=">="
    ),
    PublicField(
        "added", RangeField.ADDED, _("added to the archive then"), "added:today"
    ),
    PublicField("words", RangeField.WORDS, _("of this length in words"), "words:>500"),
    PublicField(
        "is",
        State,
        format_lazy(_("in this state: {states}"), states=", ".join(State)),
        "is:undated",
    ),
)

BY_NAME = {
    name: field for field in PUBLIC_FIELDS for name in (field.name, *field.aliases)
}
