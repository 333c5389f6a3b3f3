"""Unites the postings of segments that are merged, some of the words at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import DTypeLike

from search.whoosh_engine.building.fieldsource import FieldSource, word_ranges
from search.whoosh_engine.building.mergesource import MergeSource
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter, narrow, ranges

# Words with so many postings are copied one by one.
FREQUENT = 512


class Layout:
    """Where the things of each word go, when those of one source follow another's.

    at: (words + 1,) where each word's begin. words, sizes, starts: of each source, its
    words, how many things each has and where these begin.
    """

    def __init__(
        self, words: list[Array], sizes: list[Array], *, word_count: int
    ) -> None:
        self.words, self.sizes = words, sizes
        counts = np.zeros(word_count, np.int64)
        for of_source, more in zip(words, sizes, strict=True):
            counts[of_source] += more
        self.at = np.concatenate([[0], np.cumsum(counts)])
        self.starts = []
        following = self.at[:-1].copy()
        for of_source, more in zip(words, sizes, strict=True):
            self.starts.append(following[of_source])
            following[of_source] += more


def write_merged_postings(
    writer: ArrayWriter,
    sources: Sequence[MergeSource],
    *,
    field: str,
    word_count: int,
) -> None:
    """Write the live postings of a field; word_count: words of the merged segment."""
    fields = [source.fields[field] for source in sources]
    words = [
        source.word_numbers[of_field.words]
        for source, of_field in zip(sources, fields, strict=True)
    ]
    postings = Layout(words, [each.postings for each in fields], word_count=word_count)
    occurrences = Layout(
        words, [each.occurrences for each in fields], word_count=word_count
    )
    own = np.flatnonzero(np.diff(postings.at))
    writer.put(f"{field}.words", own.astype(np.uint32))
    ends = np.append(own, word_count)
    writer.put(f"{field}.postings_at", narrow(postings.at[ends]))
    writer.put(f"{field}.occurrences_at", narrow(occurrences.at[ends]))
    cuts = word_ranges(occurrences.at)
    for name, dtype, layout, read in (
        ("slots", np.uint16, postings, FieldSource.slots),
        ("counts", np.uint8, postings, FieldSource.counts),
        ("positions", np.uint16, occurrences, FieldSource.positions),
    ):
        pieces = _united(fields, layout, cuts, read, dtype)
        writer.put_pieces(f"{field}.{name}", dtype, pieces)
    many = [
        _many(of_field, starts)
        for of_field, starts in zip(fields, postings.starts, strict=True)
    ]
    many_at = np.concatenate([at for at, _ in many])
    order = np.argsort(many_at)
    writer.put(f"{field}.many_at", narrow(many_at[order]))
    counts = np.concatenate([counts for _, counts in many])
    writer.put(f"{field}.many", narrow(counts[order]))


def _united(
    fields: Sequence[FieldSource],
    layout: Layout,
    cuts: Sequence[tuple[int, int]],
    read: Callable[[FieldSource, int, int], Array],
    dtype: DTypeLike,
) -> Iterator[Array]:
    """Yield what all sources have, one range of words after another."""
    for begin, end in cuts:
        base = int(layout.at[begin])
        united = np.empty(int(layout.at[end]) - base, dtype)
        for field, words, sizes, starts in zip(
            fields, layout.words, layout.sizes, layout.starts, strict=True
        ):
            first, last = np.searchsorted(words, [begin, end]).tolist()
            if first < last:
                values = read(field, first, last)
                to = starts[first:last] - base
                _copy(values, united, to=to, sizes=sizes[first:last])
        yield united


def _copy(values: Array, united: Array, *, to: Array, sizes: Array) -> None:
    """Copy runs of values, of these sizes, to where each goes."""
    starts = np.cumsum(sizes) - sizes
    rare = sizes < FREQUENT
    for run in np.flatnonzero(~rare).tolist():
        start, stop, target = starts[run], starts[run] + sizes[run], to[run]
        united[target : target + sizes[run]] = values[start:stop]
    to, starts, sizes = to[rare], starts[rare], sizes[rare]
    united[ranges(to, to + sizes)] = values[ranges(starts, starts + sizes)]


def _many(field: FieldSource, starts: Array) -> tuple[Array, Array]:
    """Return where a source's postings that are counted MANY or more go, and counts."""
    own_starts = np.cumsum(field.postings) - field.postings
    word = np.searchsorted(own_starts, field.many_at, side="right") - 1
    return starts[word] + field.many_at - own_starts[word], field.many
