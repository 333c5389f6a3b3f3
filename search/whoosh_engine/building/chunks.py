"""Keeps what each chunk of text, from blank to blank, holds: it is cut only once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.sentences import breaks_of
from search.text import MAX_WORD_CHARACTERS, cut
from search.whoosh_engine.building.hashtable import ABSENT, HashTable
from search.whoosh_engine.building.splitting import (
    MAX_KEPT_BYTES,
    Piece,
    hashes,
    split,
)
from search.whoosh_engine.building.vocabulary import Vocabulary
from search.whoosh_engine.segments.arrayfile import Array, ranges

# So many chunks, or further words in them, are kept from batch to batch.
MAX_KEPT = 600_000
NO_WORD = 0xFFFFFFFF
ENDS, BEGINS, BREAKS = 1, 2, 4
# A word with nothing about it that could be a part of it.
SIMPLE = re.compile(r"[(\"']*([A-Za-z0-9]+)([,;:)\"'.!?]*)")


class Chunked(NamedTuple):
    """The chunks of some texts by number, uint32.

    counts: chunks of each text. after_blank_line: the places of the chunks that have
    a blank line before them, ascending.
    """

    numbers: Array
    counts: Array
    after_blank_line: Array


class Contents(NamedTuple):
    """What each chunk holds, by the chunk's number.

    places: how many places it takes. first: its first word, which stands in its first
    place, or NO_WORD. flags: ENDS, BEGINS, BREAKS. further_at: offsets into the
    further words and their places. breaks_at: offsets into the breaks inside it:
    words before it << 1 | whether it is one of paragraphs.
    """

    places: Array
    first: Array
    flags: Array
    further_at: Array
    further_words: Array
    further_places: Array
    breaks_at: Array
    breaks: Array

    @property
    def words(self) -> Array:
        """The words of all the chunks, each once."""
        first = self.first[self.first != NO_WORD]
        return np.unique(np.concatenate([first, self.further_words]))

    def renumbered(self, numbers: Array) -> Contents:
        """Return the same with other numbers of words; numbers: by the old ones."""
        has_word = self.first != NO_WORD
        first = self.first.copy()
        first[has_word] = numbers[self.first[has_word]]
        return self._replace(first=first, further_words=numbers[self.further_words])


class Chunks:
    """Chunks by number, with what they hold."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.forget()

    def forget(self) -> None:
        """Forget all chunks and words."""
        self._vocabulary.clear()
        self._table = HashTable()
        self._seconds = np.zeros(0, np.uint64)
        # NumPy reads these in place, but never while they grow.
        self._places, self._first, self._flags = array("I"), array("I"), array("B")
        self._further_at, self._breaks_at = array("I", [0]), array("I", [0])
        self._further_words, self._further_places = array("I"), array("I")
        self._breaks = array("I")

    @property
    def are_many(self) -> bool:
        """Whether there are too many chunks or words to keep."""
        held = len(self._places) + len(self._further_words)
        return max(held, len(self._vocabulary)) > MAX_KEPT

    def number(self, texts: Sequence[str]) -> Chunked:
        """Return the chunks of texts; numbers hold until chunks are forgotten."""
        numbers, counts, after, before = [], [], [], 0
        for piece in split(texts):
            numbers.append(self._numbers(piece))
            counts.append(piece.counts)
            after.append(piece.after_blank_line + before)
            before += len(piece.starts)
        none = np.zeros(0, np.int64)
        return Chunked(
            np.concatenate([none.astype(np.uint32), *numbers]),
            np.concatenate([none, *counts]),
            np.concatenate([none, *after]),
        )

    def contents(self, chunked: Sequence[Chunked]) -> tuple[list[Chunked], Contents]:
        """Return what the chunks of some texts hold, and these numbered anew.

        So building takes no longer when more chunks are kept.
        """
        mask = np.zeros(len(self._places), bool)
        for each in chunked:
            mask[each.numbers] = True
        used = np.flatnonzero(mask)
        ranks = np.zeros(len(mask), np.uint32)
        ranks[used] = np.arange(len(used), dtype=np.uint32)
        further_at, further = _lists(self._further_at, used)
        breaks_at, breaks = _lists(self._breaks_at, used)
        contents = Contents(
            np.frombuffer(self._places, np.uint32)[used],
            np.frombuffer(self._first, np.uint32)[used],
            np.frombuffer(self._flags, np.uint8)[used],
            further_at,
            np.frombuffer(self._further_words, np.uint32)[further],
            np.frombuffer(self._further_places, np.uint32)[further],
            breaks_at,
            np.frombuffer(self._breaks, np.uint32)[breaks],
        )
        return [
            each._replace(numbers=ranks[each.numbers]) for each in chunked
        ], contents

    def _numbers(self, piece: Piece) -> Array:
        """Return the number of each chunk of a piece; new ones are cut."""
        found, second = hashes(piece)
        numbers = self._table.find(found)
        long = piece.sizes > MAX_KEPT_BYTES
        numbers[long] = ABSENT
        keeping = np.flatnonzero((numbers == ABSENT) & ~long)
        if len(keeping):
            new, rows = np.unique(found[keeping], return_index=True)
            rows = keeping[rows]
            added = list(map(self._add, piece.chunks(rows)))
            self._keep(new, np.array(added, np.uint32), second[rows])
            numbers[keeping] = self._table.find(found[keeping])
        # Chunks too long to keep, and those whose first hash is another's too.
        known = numbers != ABSENT
        known[known] = self._seconds[numbers[known]] == second[known]
        others = np.flatnonzero(~known)
        numbers[others] = list(map(self._add, piece.chunks(others)))
        return numbers

    def _keep(self, hashes: Array, numbers: Array, seconds: Array) -> None:
        self._table.add(hashes, numbers)
        if len(self._places) > len(self._seconds):
            more = np.zeros(2 * len(self._places) - len(self._seconds), np.uint64)
            self._seconds = np.concatenate([self._seconds, more])
        self._seconds[numbers] = seconds

    def _add(self, chunk: str) -> int:
        """Cut a new chunk; return its number."""
        simple = SIMPLE.fullmatch(chunk)
        if simple:
            word, signs = simple.groups()
            text = word.lower()[:MAX_WORD_CHARACTERS]
            self._first.append(self._vocabulary.number(text))
            self._places.append(1)
            flags = 0 if word[0].islower() else BEGINS
            # Of these signs only some end a sentence.
            ends = signs.strip(",;:)\"'") and breaks_of(chunk, ()).ends
            self._flags.append(flags | ENDS if ends else flags)
        else:
            self._cut(chunk)
        self._further_at.append(len(self._further_words))
        self._breaks_at.append(len(self._breaks))
        return len(self._places) - 1

    def _cut(self, chunk: str) -> None:
        number = self._vocabulary.number
        terms = list(cut(chunk))
        self._first.append(number(terms[0].indexed) if terms else NO_WORD)
        self._places.append(terms[-1].position + 1 if terms else 0)
        for term in terms[1:]:
            self._further_words.append(number(term.indexed))
            self._further_places.append(term.position)
        ends, begins, sentences, paragraphs = breaks_of(chunk, terms)
        self._breaks.extend(before << 1 for before in sentences)
        self._breaks.extend(before << 1 | 1 for before in paragraphs)
        inside = BREAKS if sentences or paragraphs else 0
        self._flags.append(ENDS * ends | BEGINS * begins | inside)


def _lists(offsets: array[int], used: Array) -> tuple[Array, Array]:
    """Return new offsets of the lists in use, and the old places of what they hold."""
    at = np.frombuffer(offsets, np.uint32)
    starts, stops = at[used].astype(np.int64), at[used + 1].astype(np.int64)
    return np.concatenate([[0], np.cumsum(stops - starts)]), ranges(starts, stops)
