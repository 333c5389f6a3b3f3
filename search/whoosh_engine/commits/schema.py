"""Says which fields of a document Whoosh can search."""

from __future__ import annotations

import numpy as np
from whoosh import fields
from whoosh.formats import Format

# Raise it with every change of the segments' files, of this schema or of
# search/text.py: an index of another version asks to be rebuilt.
SCHEMA_VERSION = 2

# Undated articles stand outside every range of dates.
NO_DATE = 0


class Places(Format):  # type: ignore[misc]  # Whoosh is untyped
    """Reads where a word stands in a document: uint32, one after another."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions."""
        return [int(place) for place in np.frombuffer(value, np.uint32)]

    def decode_frequency(self, value: bytes) -> int:
        """Return how many there are."""
        return len(value) // np.dtype(np.uint32).itemsize

    decode_weight = decode_frequency


def make_schema() -> fields.Schema:
    """Return the schema; only the article's id is stored.

    Whoosh cuts no text: words come to the index, and to queries, as search/text.py
    cuts them.
    """
    text = fields.FieldType(Places(), None, scorable=True)
    # Without terms of numbers cut short: a range is a run of terms.
    number = fields.NUMERIC(signed=False, shift_step=0, sortable=True, default=NO_DATE)
    article_id = fields.NUMERIC(bits=64, signed=False, sortable=True, default=0)
    article_id.indexed = False
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
        states=fields.KEYWORD(),
        date=number,
        added=number,
        words=number,
        number=article_id,
        digest=fields.ID(sortable=True),
    )
