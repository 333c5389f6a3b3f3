"""Shows Whoosh the terms of a segment: words, and values out of the columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.reading import TermInfo, TermNotFound

from search.whoosh_engine.commits.postinglist import PostingList, PostingMatcher
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import (
    STATE_BITS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    Segment,
)

# A column of days or counts is searched as terms of so many bytes, in order.
NUMBER_BYTES = 4
NUMBER_TERMS = ("date", "added", "words")
FIELDS = sorted((*TEXT_FIELDS, *VALUE_FIELDS, *NUMBER_TERMS, "id", "group", "states"))


class FieldTerms(Protocol):
    """The terms of one field, ascending, and their postings."""

    @property
    def names(self) -> Sequence[bytes]:
        """The terms."""

    def postings(self, number: int) -> PostingList:
        """Return the postings of a term."""


class TextTerms:
    """The terms of a text field."""

    def __init__(self, segment: Segment, field: str) -> None:
        self._segment = segment
        self._field = field
        self.names = FieldWords(segment, field)

    def postings(self, number: int) -> PostingList:
        """Return the postings of a word, which has positions."""
        return PostingList.of_word(self._segment, self._field, number)


class FieldWords(Sequence[bytes]):
    """The words that stand in one field."""

    def __init__(self, segment: Segment, field: str) -> None:
        self._words = segment.words
        self._own = segment.file[f"{field}.words"].data

    def __len__(self) -> int:
        return len(self._own)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self._words[self._own[number]]


class ValueTerms:
    """The terms of a field that holds values: made from the columns when asked for."""

    def __init__(self, segment: Segment, field: str) -> None:
        values, documents, numbers = _values(segment, field)
        order = np.argsort(np.array(values, object), kind="stable")
        self.names = [values[place] for place in order]
        rank = np.empty(len(values), np.intp)
        rank[order] = np.arange(len(values))
        by_term = np.argsort(rank[numbers], kind="stable")
        self._documents = documents[by_term]
        self._at = np.searchsorted(
            rank[numbers][by_term], np.arange(len(values) + 1)
        ).tolist()

    def postings(self, number: int) -> PostingList:
        """Return the documents that have a value."""
        documents = self._documents[self._at[number] : self._at[number + 1]]
        return PostingList(documents, np.ones(len(documents), np.uint8))


def _values(segment: Segment, field: str) -> tuple[list[bytes], Array, Array]:
    """Return a field's values, then document and value number of each that it has."""
    everything = np.arange(segment.doc_count)
    if field in VALUE_FIELDS:
        at = segment.file[f"{field}.at"].astype(np.int64)
        ordinals = segment.file[f"{field}.ordinals"]
        values = [str(value).encode() for value in segment.values(field)]
        return values, np.repeat(everything, at[1:] - at[:-1]), ordinals.astype(np.intp)
    if field == "states":
        bits = np.array(list(STATE_BITS.values()))
        documents, numbers = np.nonzero(segment.column("states")[:, None] & bits)
        used, numbers = np.unique(numbers, return_inverse=True)
        names = [str(state).encode() for state in STATE_BITS]
        return [names[place] for place in used], documents, numbers
    column = segment.column("number" if field == "id" else field)
    found, numbers = np.unique(column, return_inverse=True)
    if field in NUMBER_TERMS:
        # Whoosh puts a byte in front that tells terms of numbers cut short.
        terms = [b"\0" + int(n).to_bytes(NUMBER_BYTES, "big") for n in found]
        return terms, everything, numbers
    has = column > 0
    return [str(value).encode() for value in found], everything[has], numbers[has]


class ArrayTerms(TermsReader):  # type: ignore[misc]  # Whoosh is untyped
    """Reads all terms of a segment, sorted by field and bytes."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._fields: dict[str, FieldTerms] = {}

    def field(self, name: str) -> FieldTerms:
        """Return the terms of a field."""
        if name not in self._fields:
            kind = TextTerms if name in TEXT_FIELDS else ValueTerms
            self._fields[name] = kind(self._segment, name)
        return self._fields[name]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def indexed_field_names(self) -> list[str]:
        return FIELDS

    def cursor(self, fieldname: str, fieldobj: Any) -> Cursor:
        return Cursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for name in FIELDS[bisect_left(FIELDS, fieldname) :]:
            names = self.field(name).names
            first = bisect_left(names, prefix) if name == fieldname else 0
            for number in range(first, len(names)):
                yield name, names[number]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return self.items_from("", b"")

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        postings = self._postings(fieldname, text)
        lengths: Array = np.ones(1)
        if fieldname in TEXT_FIELDS:
            lengths = self._segment.lengths(fieldname)[postings.documents]
        return TermInfo(
            float(postings.counts.sum(dtype=np.int64)),
            len(postings.documents),
            int(lengths.min()),
            int(lengths.max()),
            float(postings.counts.max()),
            int(postings.documents[0]),
            int(postings.documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self._postings(fieldname, text).counts.sum(dtype=np.int64))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        if (fieldname, text) not in self:
            return 0
        return len(self._postings(fieldname, text).documents)

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> PostingMatcher:
        lengths = None
        if fieldname in TEXT_FIELDS:
            lengths = self._segment.lengths(fieldname)
        postings = self._postings(fieldname, text)
        return PostingMatcher(postings, (fieldname, text), format_, scorer, lengths)

    def _number(self, field: str, text: bytes) -> int | None:
        if field not in FIELDS:
            return None
        names = self.field(field).names
        number = bisect_left(names, text)
        return number if number < len(names) and names[number] == text else None

    def _postings(self, field: str, text: bytes) -> PostingList:
        number = self._number(field, text)
        if number is None:
            raise TermNotFound(f"{field}:{text!r}")
        return self.field(field).postings(number)


class Cursor(FieldCursor):  # type: ignore[misc]  # Whoosh is untyped
    """Walks the terms of one field; it gives them as text."""

    def __init__(self, reader: ArrayTerms, field: str, fieldobj: Any) -> None:
        self._reader = reader
        self._field = field
        self._fieldobj = fieldobj
        self._number = 0

    @cached_property
    def _names(self) -> Sequence[bytes]:
        return self._reader.field(self._field).names

    def first(self) -> Any:
        self._number = 0
        return self.text()

    def find(self, term: Any) -> Any:
        self._number = bisect_left(self._names, self._fieldobj.to_bytes(term))
        return self.text()

    def next(self) -> Any:
        self._number += 1
        return self.text()

    def is_valid(self) -> bool:
        return self._number < len(self._names)

    def text(self) -> Any:
        if not self.is_valid():
            return None
        return self._fieldobj.from_bytes(self._names[self._number])

    # The base says term, most callers text.
    term = text

    def term_info(self) -> TermInfo | None:
        if not self.is_valid():
            return None
        return self._reader.term_info(self._field, self._names[self._number])
