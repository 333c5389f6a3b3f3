"""The table of fields that a query can name; parser and help are fed from it."""

from __future__ import annotations

from dataclasses import dataclass

from search.language.tree import LabelField, RangeField, TextField


@dataclass(frozen=True)
class PublicField:
    """One field as people write it."""

    name: str
    means: TextField | LabelField | RangeField
    help: str
    aliases: tuple[str, ...] = ()


PUBLIC_FIELDS = (
    PublicField(
        "headline",
        TextField.HEADLINE,
        "words in the headline only",
        aliases=("title", "intitle"),
    ),
    PublicField(
        "source",
        LabelField.SOURCE,
        "taken from this publication, or based on its reports",
        aliases=("site",),
    ),
    PublicField("credit", LabelField.CREDIT, "based on this agency's reports"),
    PublicField("tag", LabelField.TAG, "carrying this tag"),
    PublicField(
        "date", RangeField.DATE, "published then: 2025, 2025-10, 2025-10-01..2025-10-30"
    ),
)

BY_NAME = {
    name: field for field in PUBLIC_FIELDS for name in (field.name, *field.aliases)
}
