"""Writes arrays from plain lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import DTypeLike

from search.whoosh_engine.segments.arrayfile import ArrayWriter, narrow


def write_texts(writer: ArrayWriter, name: str, texts: Sequence[str]) -> None:
    """Write texts as one array of bytes and their offsets."""
    encoded = [list(text.encode()) for text in texts]
    put(writer, f"{name}.text", chained(encoded), np.uint8)
    put(writer, f"{name}.at", offsets(encoded))


def write_lists(
    writer: ArrayWriter, name: str, lists: Sequence[Sequence[int]], dtype: DTypeLike
) -> None:
    """Write lists as one array and their offsets."""
    put(writer, f"{name}_at", offsets(lists))
    put(writer, name, chained(lists), dtype)


def offsets(lists: Iterable[Sequence[int]]) -> list[int]:
    """Return where each list begins when they are chained, and the end."""
    offsets = [0]
    for each in lists:
        offsets.append(offsets[-1] + len(each))
    return offsets


def chained(lists: Iterable[Sequence[int]]) -> list[int]:
    """Return the lists as one."""
    return [number for each in lists for number in each]


def put(
    writer: ArrayWriter,
    name: str,
    numbers: Sequence[int],
    dtype: DTypeLike | None = None,
) -> None:
    """Write one array, as narrow as can be unless its type is told."""
    array = np.array(numbers, np.uint64 if dtype is None else dtype)
    writer.put(name, narrow(array) if dtype is None else array)
