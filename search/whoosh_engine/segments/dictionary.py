"""Looks words up in a segment: one by one, many at once, by their letters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from search.text import SPAN_MARK
from search.whoosh_engine.segments.arrayfile import Array, ArrayFile, ranges

MARK = SPAN_MARK.encode()
# So many bytes of a word are compared as one number.
HEAD = 8


class Words(Sequence[bytes]):
    """Byte strings in ascending order, kept as one blob with offsets."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._text = file[f"{name}.text"].data
        # A memoryview gives Python numbers, which are quicker one by one.
        self._at = file[f"{name}.at"].data

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return bytes(self._text[self._at[number] : self._at[number + 1]])

    def find(self, word: bytes) -> int:
        """Return a word's number, or -1."""
        number = bisect_left(self, word)
        return number if number < len(self) and self[number] == word else -1

    def beginning_with(self, prefix: bytes) -> range:
        """Return the numbers of the words that begin so."""
        first = bisect_left(self, prefix)
        # No UTF-8 text holds the byte 255.
        return range(first, bisect_left(self, prefix + b"\xff", lo=first))


class Dictionary(Words):
    """All words of a segment, in the order of their bytes.

    A joined form of a compound ends in a mark and the number of its places, the form
    of a possessive in an apostrophe after these.
    """

    def __init__(self, file: ArrayFile) -> None:
        super().__init__(file, "words")
        self._file = file
        self._joined = file["words.joined"]
        self._spans = file["words.spans"]

    def plain(self, number: int) -> str:
        """Return a word without its mark."""
        return self[number].partition(MARK)[0].decode()

    def plain_many(self, numbers: Array) -> list[str]:
        """Return many words without their marks."""
        at = self._file["words.at"].astype(np.int64)
        starts, sizes = at[numbers], self._plain_ends[numbers] - at[numbers]
        # Each word is followed by a line's end.
        lines = np.full(int(sizes.sum()) + len(numbers), ord("\n"), np.uint8)
        shifts = np.repeat(np.arange(len(numbers)), sizes)
        letters = self._file["words.text"][ranges(starts, starts + sizes)]
        lines[np.arange(len(letters)) + shifts] = letters
        return lines.tobytes().decode().split("\n")[:-1]

    def find_many(self, words: Sequence[bytes]) -> Array:
        """Return the numbers of many words at once, -1 for those not there, int64."""
        if not len(self):
            return np.full(len(words), -1, np.int64)
        sizes = np.fromiter(map(len, words), np.int64, len(words))
        heads = _heads(b"".join(words), np.append(0, np.cumsum(sizes)))
        all_heads, all_sizes = self._heads_and_sizes
        low = np.searchsorted(all_heads, heads, "left")
        high = np.searchsorted(all_heads, heads, "right")
        # Of the words with the same head the shortest comes first.
        first = np.minimum(low, len(self) - 1)
        found = np.where((low < high) & (all_sizes[first] == sizes), low, -1)
        for place in np.flatnonzero((sizes > HEAD) & (low < high)).tolist():
            stop = int(high[place])
            number = bisect_left(self, words[place], int(low[place]), stop)
            same = number < stop and self[number] == words[place]
            found[place] = number if same else -1
        return found

    def widths(self, words: Array) -> Array:
        """Return how many places each of some words takes, uint8."""
        widths = np.ones(len(words), np.uint8)
        if len(self._joined) and len(words):
            at = np.searchsorted(self._joined, words)
            at[at == len(self._joined)] = 0
            found = self._joined[at] == words
            widths[found] = self._spans[at[found]]
        return widths

    def without_possessives(self, words: Array) -> Array:
        """Leave out the forms that only quotes ask for, such as India's."""
        kept: Array = words[self._is_no_possessive[words]]
        return kept

    @cached_property
    def letters(self) -> tuple[Array, Array, Array]:
        """All letters one after another, and where each word begins and ends in them.

        A word's mark is not among its letters.
        """
        text, ends = self._file["words.text"], self._plain_ends
        at = self._file["words.at"].astype(np.int64)
        if not len(text) or int(text.max()) < 0x80:
            return text, at[:-1], ends
        # In UTF-8 a letter's first byte is no continuation byte.
        letters_before = np.zeros(len(text) + 1, np.int64)
        np.cumsum((text & 0xC0) != 0x80, out=letters_before[1:])
        points = np.frombuffer(text.tobytes().decode().encode("utf-32-le"), np.uint32)
        return points, letters_before[at[:-1]], letters_before[ends]

    @cached_property
    def by_length(self) -> tuple[Array, Array, Array]:
        """Words in order of length, their letters' bits, where each length begins."""
        _, starts, ends = self.letters
        sizes = ends - starts
        order = np.argsort(sizes, kind="stable").astype(np.uint32)
        longest = int(sizes.max()) if len(sizes) else 0
        at = np.searchsorted(sizes[order], np.arange(longest + 2))
        return order, self._file["words.letters"][order], at

    @cached_property
    def _heads_and_sizes(self) -> tuple[Array, Array]:
        """The first bytes of all words as numbers, and how many bytes each has."""
        at = self._file["words.at"].astype(np.int64)
        return _heads(bytes(self._file["words.text"]), at), np.diff(at)

    @cached_property
    def _plain_ends(self) -> Array:
        """Where each word ends in the text of all, its mark left off, int64."""
        ends = self._file["words.at"].astype(np.int64)[1:]
        ends[self._joined] -= 2
        ends[self._possessives] -= 1
        return ends

    @cached_property
    def _is_no_possessive(self) -> Array:
        """Whether each word is something else than the form of a possessive, bool."""
        others = np.ones(len(self), bool)
        others[self._possessives] = False
        return others

    @cached_property
    def _possessives(self) -> Array:
        """The numbers of the forms of possessives, ascending."""
        ends = self._file["words.at"].astype(np.int64)[1:][self._joined]
        # Only these have two bytes behind the mark.
        marks = self._file["words.text"][ends - 3]
        possessives: Array = self._joined[marks == MARK[0]]
        return possessives


def _heads(text: bytes, at: Array) -> Array:
    """Return the first eight bytes of words as numbers in the order of the words."""
    starts, sizes = at[:-1], np.diff(at)
    padded = np.frombuffer(text + bytes(HEAD), np.uint8)
    heads = np.zeros(len(starts), np.uint64)
    for place in range(HEAD):
        letters = np.where(sizes > place, padded[starts + place], 0)
        heads = (heads << np.uint64(8)) | letters.astype(np.uint64)
    return heads
