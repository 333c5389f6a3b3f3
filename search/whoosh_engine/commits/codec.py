"""Lets Whoosh keep our segments of arrays: its extension point for that is a codec.

Whoosh's table of contents holds a pickle of each ArraySegment, which names the class
by its module: moving it, or changing its state, makes every index unreadable.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base as whoosh_codec

from search.whoosh_engine.commits.perdocument import ArrayDocuments
from search.whoosh_engine.commits.terms import ArrayTerms
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.opened import open_segment
from search.whoosh_engine.segments.segment import Segment

EXTENSION = ".seg"


class ArraySegment(whoosh_codec.Segment):  # type: ignore[misc]  # Whoosh is untyped
    """What the table of contents says of one segment: its name, size and deletions."""

    def __init__(self, indexname: str, *, doc_count: int = 0) -> None:
        super().__init__(indexname)
        self._doc_count = doc_count
        # A bit a document, the first in the lowest bit; empty while none is deleted.
        self._deleted = b""

    @classmethod
    def _random_id(cls, size: int = 16) -> str:
        # Python's random numbers repeat where a program seeds them, or forks.
        return secrets.token_hex(size // 2)

    def __getstate__(self) -> tuple[str, str, int, bytes]:
        return self.indexname, self.segid, self._doc_count, self._deleted

    def __setstate__(self, state: tuple[str, str, int, bytes]) -> None:
        self.indexname, self.segid, self._doc_count, self._deleted = state
        self.compound = False

    @property
    def file_name(self) -> str:
        """The name of the segment's one file."""
        return str(self.make_filename(EXTENSION))

    def open(self, folder: Path) -> Segment:
        """Return the segment itself, opened once a process; raises DamagedFile."""
        return open_segment(folder / self.file_name, documents=self._doc_count)

    def live(self) -> Array | None:
        """Return which documents are live, (documents,) bool; None when all are."""
        if not self._deleted:
            return None
        packed = np.frombuffer(self._deleted, np.uint8)
        bits = np.unpackbits(packed, count=self._doc_count, bitorder="little")
        live: Array = bits == 0
        return live

    def delete(self, documents: Array) -> None:
        """Delete documents by number; those deleted before stay so."""
        live = self.live()
        if live is None:
            live = np.ones(self._doc_count, bool)
        live[documents] = False
        if not live.all():
            self._deleted = np.packbits(~live, bitorder="little").tobytes()

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._doc_count = doccount

    def doc_count_all(self) -> int:
        return self._doc_count

    def deleted_count(self) -> int:
        return int.from_bytes(self._deleted, "little").bit_count()

    def deleted_docs(self) -> list[int]:
        live = self.live()
        return [] if live is None else [int(n) for n in np.flatnonzero(~live)]

    def is_deleted(self, docnum: int) -> bool:
        if not self._deleted:
            return False
        return bool(self._deleted[docnum >> 3] >> (docnum & 7) & 1)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if not delete:
            raise NotImplementedError("a deletion is for good")
        self.delete(np.array([docnum]))


class NoWriter:
    """Stands where Whoosh opens a writer for every commit; segments come finished."""

    is_closed = False

    def close(self) -> None:
        """Do nothing: nothing was opened."""
        self.is_closed = True


class ArrayCodec(whoosh_codec.Codec):  # type: ignore[misc]  # Whoosh is untyped
    """Reads our segments for Whoosh; writes none, see building/."""

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> NoWriter:
        return NoWriter()

    def field_writer(self, storage: Any, segment: ArraySegment) -> NoWriter:
        return NoWriter()

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(indexname)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTerms:
        return ArrayTerms(segment.open(Path(storage.folder)))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> Any:
        return ArrayDocuments(segment.open(Path(storage.folder)), segment.live())
