"""Merges segments into one, by their arrays: no text is read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.whoosh_engine.building.builder import TooManyDocuments
from search.whoosh_engine.building.mergedpostings import write_merged_postings
from search.whoosh_engine.building.mergedwords import write_merged_words
from search.whoosh_engine.building.mergesource import MergeSource, Source, read_texts
from search.whoosh_engine.building.vocabulary import offsets, write_texts
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter, narrow
from search.whoosh_engine.segments.segment import (
    COLUMNS,
    MAX_SLOTS,
    NUMBER_VALUES,
    TEXT_FIELDS,
    TEXT_VALUES,
)


class OtherLanguages(ValueError):
    """Segments have keys of different languages."""


def merge(
    sources: Sequence[Source], path: Path, *, name: str
) -> list[NDArray[np.int32]]:
    """Write a new segment's file of the live documents of at least one segment.

    Returns for each source the new number of each old document, -1 for the dead ones.
    Raises TooManyDocuments, OtherLanguages.
    """
    languages = {source.segment.languages for source in sources}
    if len(languages) > 1:
        raise OtherLanguages(f"cannot merge segments of languages {languages}")
    parts = _parts(sources)
    writer = ArrayWriter(path)
    try:
        _write(writer, parts)
        documents = sum(part.document_count for part in parts)
        writer.close(name=name, documents=documents, languages=[*languages.pop()])
    finally:
        writer.abandon()
    return [part.document_numbers for part in parts]


def _parts(sources: Sequence[Source]) -> list[MergeSource]:
    parts: list[MergeSource] = []
    documents = slots = 0
    for source in sources:
        part = MergeSource(source, first_document=documents, first_slot=slots)
        documents += part.document_count
        slots += part.slot_count
        parts.append(part)
    if slots > MAX_SLOTS:
        raise TooManyDocuments(f"{slots} slots are more than {MAX_SLOTS}")
    return parts


def _write(writer: ArrayWriter, parts: Sequence[MergeSource]) -> None:
    slot_docs = np.concatenate([part.slot_docs for part in parts])
    if len(slot_docs) > sum(part.document_count for part in parts):
        writer.put("slots", narrow(slot_docs))
    word_count = write_merged_words(writer, parts)
    for field in TEXT_FIELDS:
        write_merged_postings(writer, parts, field=field, word_count=word_count)
    for kind in ("sentences", "paragraphs"):
        _write_starts(writer, f"body.{kind}", parts)
    for column in (*COLUMNS, *(f"{field}.lengths" for field in TEXT_FIELDS)):
        arrays = [part.of_documents(part.segment.file[column]) for part in parts]
        merged = np.concatenate(arrays)
        writer.put(column, merged if column == "digest" else narrow(merged))
    for field in NUMBER_VALUES + TEXT_VALUES:
        _write_values(writer, field, parts)


def _write_starts(writer: ArrayWriter, name: str, parts: Sequence[MergeSource]) -> None:
    lists = [part.lists(f"{name}_at", name, by_slot=True) for part in parts]
    writer.put(f"{name}_at", offsets(np.concatenate([sizes for sizes, _ in lists])))
    writer.put(name, np.concatenate([starts for _, starts in lists]))


def _write_values(
    writer: ArrayWriter, field: str, parts: Sequence[MergeSource]
) -> None:
    lists = [part.lists(f"{field}.at", f"{field}.ordinals") for part in parts]
    used = [np.unique(ordinals) for _, ordinals in lists]
    if field in TEXT_VALUES:
        ranks = _write_texts(writer, field, parts, used)
    else:
        ranks = _write_numbers(writer, field, parts, used)
    ordinals = [
        of_part[np.searchsorted(of_used, old)]
        for of_part, of_used, (_, old) in zip(ranks, used, lists, strict=True)
    ]
    writer.put(f"{field}.at", offsets(np.concatenate([sizes for sizes, _ in lists])))
    writer.put(f"{field}.ordinals", narrow(np.concatenate(ordinals)))


def _write_numbers(
    writer: ArrayWriter, field: str, parts: Sequence[MergeSource], used: list[Array]
) -> list[Array]:
    """Write the values in use; return for each part the ranks of those it uses."""
    values = [
        part.segment.file[f"{field}.values"][of_part]
        for part, of_part in zip(parts, used, strict=True)
    ]
    distinct = np.unique(np.concatenate(values))
    writer.put(f"{field}.values", distinct)
    return [np.searchsorted(distinct, of_part) for of_part in values]


def _write_texts(
    writer: ArrayWriter, field: str, parts: Sequence[MergeSource], used: list[Array]
) -> list[Array]:
    """Write the values in use; return for each part the ranks of those it uses."""
    values = []
    for part, of_part in zip(parts, used, strict=True):
        held = read_texts(part.segment, f"{field}.values")
        values.append([held[ordinal] for ordinal in of_part.tolist()])
    distinct = sorted(set().union(*values))
    write_texts(writer, f"{field}.values", distinct)
    ranks = {value: rank for rank, value in enumerate(distinct)}
    return [np.array([ranks[v] for v in each], np.int64) for each in values]
