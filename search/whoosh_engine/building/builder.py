"""Builds a segment from documents, by sorting arrays of all their words at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from search.documents import Document
from search.whoosh_engine.building.chunks import Chunks
from search.whoosh_engine.building.columns import write_columns, write_values
from search.whoosh_engine.building.inverting import (
    FieldTexts,
    invert,
    locate,
    write_postings,
)
from search.whoosh_engine.building.starts import write_starts
from search.whoosh_engine.building.vocabulary import Vocabulary
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter, narrow
from search.whoosh_engine.segments.segment import (
    MAX_SLOTS,
    SLOT_MARGIN,
    SLOT_WORDS,
    TEXT_FIELDS,
)

# What is built at once takes some ten times as much memory.
MAX_BATCH_BYTES = 20_000_000


class TooManyDocuments(ValueError):
    """Documents need more slots than a segment has."""


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Part documents into lists that can each be built into one segment."""
    batch: list[Document] = []
    size = slots = 0
    for document in documents:
        texts = _texts(document)
        more = sum(map(_weight, texts))
        # No text has more words than characters.
        most_slots = _slots_for(max(map(len, texts)))
        if batch and (size + more > MAX_BATCH_BYTES or slots + most_slots > MAX_SLOTS):
            yield batch
            batch, size, slots = [], 0, 0
        batch.append(document)
        size += more
        slots += most_slots
    if batch:
        yield batch


class SegmentBuilder:
    """Builds segments one after another, keeping the words it has met."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._vocabulary = Vocabulary(languages)
        self._chunks = Chunks(self._vocabulary)

    def build(self, documents: Sequence[Document], path: Path, *, name: str) -> None:
        """Write a new segment's file; raises TooManyDocuments."""
        writer = ArrayWriter(path)
        finished = False
        try:
            self._write(writer, documents)
            languages = list(self._vocabulary.languages)
            writer.close(name=name, documents=len(documents), languages=languages)
            finished = True
        finally:
            # Cut off in the middle, a chunk may be half noted.
            if not finished or self._chunks.are_many:
                self._chunks.forget()
            writer.abandon()

    def _write(self, writer: ArrayWriter, documents: Sequence[Document]) -> None:
        texts = [_texts(document) for document in documents]
        chunked = [
            self._chunks.number([of_document[field] for of_document in texts])
            for field in range(len(TEXT_FIELDS))
        ]
        chunked, contents = self._chunks.contents(chunked)
        fields = [locate(each, contents) for each in chunked]
        slots_at = _slots_at(fields)
        first_slots, slot_count = slots_at[:-1], int(slots_at[-1])
        if slot_count > len(documents):
            slots = np.repeat(np.arange(len(documents)), np.diff(slots_at))
            writer.put("slots", narrow(slots))
        contents = contents.renumbered(self._vocabulary.write(writer, contents.words))
        for field_name, field in zip(TEXT_FIELDS, fields, strict=True):
            writer.put(f"{field_name}.lengths", narrow(field.lengths))
            places = field.places(first_slots)
            occurrences = invert(field, places, contents)
            write_postings(writer, field_name, occurrences)
        lead = write_starts(
            writer,
            fields[TEXT_FIELDS.index("body")],
            contents,
            first_slots=first_slots,
            slot_count=slot_count,
        )
        write_columns(writer, documents, lead=lead)
        write_values(writer, documents)


def _texts(document: Document) -> tuple[str, str, str, str]:
    """Return the texts of a document in the order of TEXT_FIELDS."""
    return (
        document.headline,
        document.derived_headline,
        document.body,
        document.byline,
    )


def _weight(text: str) -> int:
    """Return a text's bytes; those of other letters than a to z count nearly double.

    Writing without blanks has more words to the byte, and more different ones.
    """
    return len(text) if text.isascii() else 2 * len(text.encode()) - len(text)


def _slots_for(words: int) -> int:
    return max(1, -(-(words + SLOT_MARGIN) // SLOT_WORDS))


def _slots_at(fields: Sequence[FieldTexts]) -> Array:
    """Return the first slot of each document, and the end; raises TooManyDocuments."""
    longest = np.max([field.lengths for field in fields], axis=0).astype(np.int64)
    counts = -(-(longest + SLOT_MARGIN) // SLOT_WORDS)
    slots_at = np.concatenate([[0], np.cumsum(counts)])
    if slots_at[-1] > MAX_SLOTS:
        raise TooManyDocuments(f"{slots_at[-1]} slots are more than {MAX_SLOTS}")
    return slots_at
