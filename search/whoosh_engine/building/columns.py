"""Writes what is known of documents besides their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from search.documents import Document
from search.whoosh_engine.building.vocabulary import offsets, write_texts
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter, narrow
from search.whoosh_engine.segments.segment import STATE_BITS


def write_columns(
    writer: ArrayWriter, documents: Sequence[Document], *, lead: Array
) -> None:
    """Write a number for each document; lead: the words of its first paragraph."""
    columns = {
        "number": [each.article_id for each in documents],
        "date": [
            each.published_on.toordinal() if each.published_on else 0
            for each in documents
        ],
        "added": [each.created_on.toordinal() for each in documents],
        "words": [each.word_count for each in documents],
        "group": [each.copy_group or 0 for each in documents],
        "states": [sum(map(STATE_BITS.__getitem__, each.states)) for each in documents],
    }
    for name, numbers in columns.items():
        writer.put(name, narrow(np.array(numbers, np.uint64)))
    digests = [int(each.digest, 16) for each in documents]
    writer.put("digest", np.array(digests, np.uint64))
    writer.put("lead", narrow(lead))


def write_values(writer: ArrayWriter, documents: Sequence[Document]) -> None:
    """Write the values that each document has of each field."""
    _write_numbers(writer, "source", [_single(each.source) for each in documents])
    _write_numbers(writer, "credits", [each.credits for each in documents])
    _write_numbers(writer, "tags", [each.tags for each in documents])
    _write_numbers(writer, "imports", [each.imports for each in documents])
    _write_texts(writer, "section", [each.section for each in documents])
    _write_texts(writer, "language", [each.language for each in documents])


def _single(value: int | None) -> tuple[int, ...]:
    return () if value is None else (value,)


def _write_numbers(
    writer: ArrayWriter, field: str, values: list[tuple[int, ...]]
) -> None:
    of_documents = [
        each if len(each) < 2 else tuple(sorted(set(each))) for each in values
    ]
    flat = np.array(list(chain.from_iterable(of_documents)), np.int64)
    distinct, ordinals = np.unique(flat, return_inverse=True)
    writer.put(f"{field}.values", distinct)
    _write_ordinals(writer, field, map(len, of_documents), ordinals)


def _write_texts(writer: ArrayWriter, field: str, values: list[str]) -> None:
    distinct = sorted({*values} - {""})
    ranks = {value: rank for rank, value in enumerate(distinct)}
    write_texts(writer, f"{field}.values", [value.encode() for value in distinct])
    ordinals = np.array([ranks[value] for value in values if value], np.int64)
    _write_ordinals(writer, field, map(bool, values), ordinals)


def _write_ordinals(
    writer: ArrayWriter, field: str, counts: Iterable[int], ordinals: Array
) -> None:
    writer.put(f"{field}.at", offsets(np.fromiter(counts, np.int64)))
    writer.put(f"{field}.ordinals", narrow(ordinals))
