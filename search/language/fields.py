"""The table of fields that a query can name; parser and help are fed from it."""

from __future__ import annotations

from dataclasses import dataclass

from search.language.tree import LabelField, RangeField, State, TextField

Meaning = TextField | LabelField | RangeField | type[State]


@dataclass(frozen=True)
class PublicField:
    """One field as people write it: `name:word`, `name=word` or `NAME(word)`.

    sign: what a range in it begins with, so that `before:2025` is `date:<2025`.
    """

    name: str
    means: Meaning
    help: str
    example: str
    aliases: tuple[str, ...] = ()
    sign: str = ""


PUBLIC_FIELDS = (
    PublicField(
        "headline",
        TextField.HEADLINE,
        "with these words in the headline",
        "headline:toll",
        aliases=("title", "intitle", "hd", "ti"),
    ),
    PublicField(
        "lead",
        TextField.LEAD,
        "with these words in the first paragraph",
        'lead:"harbour bridge"',
    ),
    PublicField(
        "hlead",
        TextField.HEADLINE_OR_LEAD,
        "with these words in the headline or the first paragraph",
        "hlead:(toll OR fare)",
        aliases=("hlp",),
    ),
    PublicField(
        "by",
        TextField.BYLINE,
        "with these words in the byline",
        'by:"Anna Berg"',
        aliases=("byline", "au", "author"),
    ),
    PublicField(
        "text",
        TextField.ANY,
        "with these words anywhere, even within another field's brackets",
        "text:toll",
        aliases=("intext",),
    ),
    PublicField(
        "source",
        LabelField.SOURCE,
        "taken from this publication, or based on its reports",
        'source:"Brovik Courier"',
        aliases=("site", "pub", "publication"),
    ),
    PublicField(
        "credit", LabelField.CREDIT, "based on this agency's reports", "credit:Reuters"
    ),
    PublicField(
        "section", LabelField.SECTION, "in this section of its source", "section:Sport"
    ),
    PublicField("tag", LabelField.TAG, "carrying this tag", "tag:ports"),
    PublicField(
        "lang",
        LabelField.LANGUAGE,
        "in this language: en, or English",
        "lang:en",
        aliases=("language", "la"),
    ),
    PublicField(
        "file", LabelField.FILE, "read from the file of this name", "file:harbour.txt"
    ),
    PublicField(
        "import", LabelField.IMPORT, "brought by the import of this number", "import:12"
    ),
    PublicField(
        "date",
        RangeField.DATE,
        "published then: a year, a month, a day, or two of them",
        "date:2025-01..2025-03",
    ),
    PublicField(
        "before", RangeField.DATE, "published before then", "before:2025", sign="<"
    ),
    PublicField(
        "after", RangeField.DATE, "published after then", "after:2025-10-30", sign=">"
    ),
    PublicField(
        "since", RangeField.DATE, "published then or later", "since:30d", sign=">="
    ),
    PublicField("added", RangeField.ADDED, "added to the archive then", "added:today"),
    PublicField("words", RangeField.WORDS, "of this length in words", "words:>500"),
    PublicField("is", State, f"in this state: {', '.join(State)}", "is:undated"),
)

BY_NAME = {
    name: field for field in PUBLIC_FIELDS for name in (field.name, *field.aliases)
}
