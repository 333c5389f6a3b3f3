"""Shows Whoosh what a segment holds of each document: lengths, columns, the id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader
from whoosh.columns import ColumnReader

from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import TEXT_FIELDS, VALUE_FIELDS, Segment

NUMBER_COLUMNS = ("number", "date", "added", "words")


class ArrayDocuments(PerDocumentReader):  # type: ignore[misc]  # Whoosh is untyped
    """Reads by document number.

    live: which documents are not deleted, (documents,) bool; None when all are not.
    """

    def __init__(self, segment: Segment, live: Array | None) -> None:
        self._segment = segment
        self._live = live

    def doc_count(self) -> int:
        return self.doc_count_all() - len(self.deleted_docs())

    def doc_count_all(self) -> int:
        return self._segment.doc_count

    def has_deletions(self) -> bool:
        return self._live is not None

    def is_deleted(self, docnum: int) -> bool:
        return self._live is not None and not self._live[docnum]

    def deleted_docs(self) -> list[int]:
        return [] if self._live is None else np.flatnonzero(~self._live).tolist()

    def all_doc_ids(self) -> Iterable[int]:
        if self._live is None:
            return range(self._segment.doc_count)
        return iter(np.flatnonzero(self._live).tolist())

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in (*NUMBER_COLUMNS, *VALUE_FIELDS, "group", "digest")

    def column_reader(self, fieldname: str, column: Any) -> Column:
        return Column(_reading(self._segment, fieldname), self._segment.doc_count)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname not in TEXT_FIELDS:
            return default
        return int(self._segment.lengths(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min(initial=1 << 32))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {"id": str(self._segment.column("number")[docnum])}

    def _lengths(self, field: str) -> Any:
        if field in TEXT_FIELDS:
            return self._segment.lengths(field)
        return np.zeros(self._segment.doc_count, np.uint32)


class Column(ColumnReader):  # type: ignore[misc]  # Whoosh is untyped
    """Reads a column item by item, as Whoosh does."""

    def __init__(self, read: Callable[[int], int | bytes], length: int) -> None:
        self._read = read
        self._doccount = length

    def __getitem__(self, docnum: int) -> int | bytes:
        return self._read(docnum)

    def __iter__(self) -> Iterator[int | bytes]:
        return map(self._read, range(self._doccount))


def _reading(segment: Segment, field: str) -> Callable[[int], int | bytes]:
    """Return what reads a field of a document: a number, or words between blanks."""
    if field in VALUE_FIELDS:
        values = [str(value).encode() for value in segment.values(field)]
        at = segment.file[f"{field}.at"].data
        ordinals = segment.file[f"{field}.ordinals"].data
        return lambda doc: b" ".join(
            values[place] for place in ordinals[at[doc] : at[doc + 1]]
        )
    column = segment.column(field).data
    if field == "group":
        return lambda doc: str(column[doc]).encode() if column[doc] else b""
    if field == "digest":
        return lambda doc: f"{column[doc]:016x}".encode()
    return lambda doc: int(column[doc])
