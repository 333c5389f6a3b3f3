"""Says what a document of the index consists of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from whoosh import fields
from whoosh.analysis import Analyzer, Token

from search.documents import Document
from search.text import cut

# Raise it with every change below, or of search/text.py: an index of another
# version asks to be rebuilt.
SCHEMA_VERSION = 1

TEXT_FIELDS = ("headline", "body", "byline")
# Undated articles stand outside every range of dates.
NO_DATE = 0


class Cutter(Analyzer):  # type: ignore[misc]  # Whoosh is untyped
    """Gives Whoosh the words that search/text.py cuts."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True, removestops=False)
        for term in cut(value):
            token.text, token.pos = term.text, term.position
            token.startchar, token.endchar = term.start, term.end
            token.boost, token.stopped = 1.0, False
            yield token


def make_schema() -> fields.Schema:
    """Return the schema; only the article's id is stored."""
    text = fields.TEXT(analyzer=Cutter(), phrase=True)
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        headline=text,
        derived=text,
        body=text,
        byline=text,
        source=fields.ID(sortable=True),
        credits=fields.KEYWORD(sortable=True),
        tags=fields.KEYWORD(sortable=True),
        section=fields.ID(sortable=True),
        language=fields.ID(sortable=True),
        imports=fields.KEYWORD(sortable=True),
        group=fields.ID(sortable=True),
        states=fields.KEYWORD,
        date=fields.NUMERIC(sortable=True, default=NO_DATE),
        added=fields.NUMERIC(sortable=True, default=NO_DATE),
        words=fields.NUMERIC(sortable=True, default=0),
        number=fields.NUMERIC(sortable=True, bits=64, default=0),
        digest=fields.ID(sortable=True),
    )


def whoosh_document(document: Document) -> dict[str, Any]:
    """Return a document as Whoosh's writer takes it; what is empty is left out."""
    values = {
        "id": str(document.article_id),
        "headline": document.headline,
        "derived": document.derived_headline,
        "body": document.body,
        "byline": document.byline,
        "source": _text(document.source),
        "credits": " ".join(map(str, document.credits)),
        "tags": " ".join(map(str, document.tags)),
        "section": document.section,
        "language": document.language,
        "imports": " ".join(map(str, document.imports)),
        "group": _text(document.copy_group),
        "states": " ".join(document.states),
        "date": day_number(document.published_on),
        "added": day_number(document.created_on),
        "words": document.word_count,
        "number": document.article_id,
        "digest": document.digest,
    }
    return {name: value for name, value in values.items() if value not in {"", None}}


def day_number(day: datetime.date | None) -> int:
    """Return a day as a number that Whoosh can sort and compare."""
    return day.toordinal() if day else NO_DATE


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
