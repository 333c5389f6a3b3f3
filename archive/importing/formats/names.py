"""The names that articles' data goes by in exports, feeds and standards."""

import re
from functools import lru_cache

# The most certain first; compared without capitals and marks, so that "datePublished"
# is "date_published".
NAMES = {
    "id": "id guid uri identifier uuid",
    "headline": "headline title headlines headlinemain",
    "body": "body text content articlebody bodytext fulltext contenttext bodies"
    " bodyhtml bodyxhtml contenthtml html abstract abstractnote",
    "date": "date publishedon published datepublished pubdate publicationdate"
    " publishdate dateofpublication issued versioncreated firstcreated datecreated",
    "moment": "datetime publishedat",
    "source": "source publication publisher newspaper publicationname sitename"
    " publicationtitle infosource outlet containertitle",
    "credits": "credits credit agency agencies creditline",
    "byline": "byline author authors creator creators bylines writer reporter",
    "dateline": "dateline located",
    "section": "section articlesection desk category",
    "language": "language lang inlanguage locale",
    "url": "url link permalink canonicalurl mainentityofpage",
    "tags": "tags tag keywords keyword categories subjects subject topics labels"
    " manualtags",
}
NAMES_OF = {field: tuple(names.split()) for field, names in NAMES.items()}
FIELD_OF = {name: field for field, names in NAMES_OF.items() for name in names}
KNOWN = frozenset(FIELD_OF)
TEXTS = frozenset(NAMES_OF["body"] + NAMES_OF["headline"])
MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4_000)
def simple(name: str) -> str:
    """Return a field's name without capitals and marks."""
    return MARKS.sub("", name).lower()
