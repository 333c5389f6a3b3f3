"""Numbers the words that a builder has met, and keeps their keys."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from search.text import SPAN_MARK, fold, keys
from search.whoosh_engine.segments.arrayfile import Array, ArrayWriter, narrow
from search.whoosh_engine.segments.segment import WRITTEN

NO_KEY = 0xFFFFFFFF
KEYS_AT_ONCE = 50_000


class Vocabulary:
    """Words and keys by number, in the order they came."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        self.clear()

    def __len__(self) -> int:
        return len(self._texts)

    def clear(self) -> None:
        """Forget all words."""
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self._keys = {name: array("I") for name in (*self.languages, WRITTEN)}

    def number(self, word: str) -> int:
        """Return a word's number; a new word gets one."""
        new = len(self._texts)
        number = self._numbers.setdefault(word, new)
        if number == new:
            self._texts.append(word)
        return number

    def write(self, writer: ArrayWriter, used: Array) -> Array:
        """Write the words with these numbers, and their keys, as a segment's.

        Returns: (len(self),) uint32, the place of each word in the segment.
        """
        texts = self._texts
        order = sorted(used.tolist(), key=texts.__getitem__)
        write_words(writer, [texts[number].encode() for number in order])
        for language in (*self.languages, WRITTEN):
            common = self._keys_of(order, language)
            self._write_keys(writer, np.array(order, np.uint32), common, language)
        places = np.zeros(len(texts), np.uint32)
        places[order] = np.arange(len(order), dtype=np.uint32)
        return places

    def _keys_of(self, words: list[int], language: str) -> Array:
        """Return the numbers of the words' keys, working out those not yet known."""
        known = self._keys[language]
        known.extend([NO_KEY] * (len(self._texts) - len(known)))
        new = [number for number in words if known[number] == NO_KEY]
        for start in range(0, len(new), KEYS_AT_ONCE):
            some = new[start : start + KEYS_AT_ONCE]
            texts = [self._texts[number].partition(SPAN_MARK)[0] for number in some]
            common = (
                map(fold, texts)
                if language == WRITTEN
                else keys(texts, language=language)
            )
            for number, text in zip(some, common, strict=True):
                known[number] = self.number(text)
        return np.frombuffer(known, np.uint32)[words]

    def _write_keys(
        self, writer: ArrayWriter, words: Array, common: Array, language: str
    ) -> None:
        distinct, which, counts = np.unique(
            common, return_inverse=True, return_counts=True
        )
        alone = (common == words) & (counts[which] == 1)
        members = np.flatnonzero(~alone)
        distinct, which = np.unique(common[members], return_inverse=True)
        texts = [self._texts[number] for number in distinct.tolist()]
        order = sorted(range(len(texts)), key=texts.__getitem__)
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        encoded = [texts[number].encode() for number in order]
        write_keys(writer, language, encoded, ranks[which], members)


def write_words(writer: ArrayWriter, words: Sequence[bytes]) -> None:
    """Write a segment's words, in order."""
    write_texts(writer, "words", words)
    mark = SPAN_MARK.encode()
    marked = {
        number: word.index(mark) for number, word in enumerate(words) if mark in word
    }
    spans = bytes(words[number][at + 1] for number, at in marked.items())
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    letters = _letters(b"".join(words), sizes, marked=marked)
    writer.put("words.letters", letters)
    writer.put("words.joined", np.array([*marked], np.uint32))
    writer.put("words.spans", np.frombuffer(spans, np.uint8))


def write_keys(
    writer: ArrayWriter,
    language: str,
    texts: Sequence[bytes],
    keys_of_members: Array,
    members: Array,
) -> None:
    """Write a language's keys, in order, and their members.

    keys_of_members, members: (members,), in any order.
    """
    name = f"keys.{language}"
    write_texts(writer, name, texts)
    counts = np.bincount(keys_of_members, minlength=len(texts))
    order = np.lexsort((members, keys_of_members))
    writer.put(f"{name}.members_at", offsets(counts))
    writer.put(f"{name}.members", members[order].astype(np.uint32))


def write_texts(writer: ArrayWriter, name: str, texts: Sequence[bytes]) -> None:
    """Write byte strings as one blob with offsets."""
    writer.put(f"{name}.text", np.frombuffer(b"".join(texts), np.uint8))
    ends = accumulate(map(len, texts), initial=0)
    writer.put(f"{name}.at", narrow(np.fromiter(ends, np.uint64, len(texts) + 1)))


def offsets(counts: Array) -> Array:
    """Return where each of some lists begins when they are chained, and the end."""
    ends = np.zeros(len(counts) + 1, np.uint64)
    np.cumsum(counts, out=ends[1:])
    return narrow(ends)


def _letters(text: bytes, sizes: Array, *, marked: dict[int, int]) -> Array:
    """Return which letters each word has: bit code point % 32, uint32.

    text: all words. sizes: (words,) their bytes. marked: where the mark of each word
    begins that has one.
    """
    if not text:
        return np.zeros(0, np.uint32)
    data = np.frombuffer(text, np.uint8)
    starts = np.cumsum(sizes) - sizes
    bits = np.uint32(1) << (data % np.uint8(32))
    if not text.isascii():
        # In UTF-8 a letter's first byte is no continuation byte.
        points = np.frombuffer(text.decode().encode("utf-32-le"), np.uint32)
        bits = np.zeros(len(data), np.uint32)
        bits[data & 0xC0 != 0x80] = np.uint32(1) << (points % np.uint32(32))
    for number, at in marked.items():
        start = int(starts[number])
        bits[start + at : start + int(sizes[number])] = 0
    letters: Array = np.bitwise_or.reduceat(bits, starts)
    return letters.astype(np.uint32)
