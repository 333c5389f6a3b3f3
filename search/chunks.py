"""Finds what of a text can hold some words, without cutting the text into words.

A chunk is what stands between two blanks; no word reaches over a blank.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from search.text import MAX_WORD_CHARACTERS, NOT_OF_A_WORD, cut

# A text is looked at as bytes, one a character: small letters, digits, signs, and ?
# for what is not ASCII. Some signs that are not, but common, are told beforehand.
STAND_INS = (("’", "'"), ("\u00a0", " "), *((sign, ";") for sign in "‘“”–—…•«»"))
LETTERS = bytes(byte for byte in range(128) if chr(byte).isalnum())
BLANKS = bytes(range(ord(" ") + 1))
SIGNS = bytes(sorted({*range(128)} - {*LETTERS, *BLANKS, *b"?"}))
APART = bytes.maketrans(BLANKS + SIGNS, b" " * len(BLANKS + SIGNS))
SHAPE = bytes.maketrans(
    LETTERS + BLANKS + SIGNS,
    b"a" * len(LETTERS) + b" " * len(BLANKS) + b"." * len(SIGNS),
)
COMPOUND = b"a.a"

# So many words are looked for all at once; in signs, so many more are not looked for.
MANY_WORDS = 16
TOO_MANY_WORDS = 200
# A longer chunk is looked into before it is cut.
LONG_CHUNK = 40


class Wanted(NamedTuple):
    """Words that are looked for.

    parts: those that may stand alone between signs, as they are and as bytes. sure:
    whether no other word of them can be a piece of a longer one.
    """

    words: frozenset[str]
    parts: dict[bytes, str]
    sure: bool

    @classmethod
    def of(cls, words: frozenset[str]) -> Wanted:
        """Return words made ready; those of one query are kept."""
        return _wanted(words)


@lru_cache(maxsize=32)
def _wanted(words: frozenset[str]) -> Wanted:
    parts = {word.encode(): word for word in words if word.isascii() and word.isalnum()}
    # A word may have been cut off, and the s of a possessive is no word.
    longest = max(map(len, words), default=0)
    return Wanted(words, parts, longest < MAX_WORD_CHARACTERS and "s" not in words)


class Chunks:
    """The chunks of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = _plain(text)
        self._apart = b" " + self._plain.translate(APART) + b" "
        self._shape = self._plain.translate(SHAPE)

    def parts(self, wanted: Wanted) -> Iterator[tuple[int, int, str]]:
        """Yield where wanted words stand with only blanks and ASCII signs around.

        Not those that `doubtful` alone tells.
        """
        if not wanted.sure:
            return
        text, parts = self._apart, wanted.parts
        if len(parts) > MANY_WORDS:
            parts = {part: parts[part] for part in parts.keys() & {*text.split()}}
        for part, word in parts.items():
            sought, length = b" " + part + b" ", len(part)
            at = text.find(sought)
            while at >= 0:
                yield at, at + length, word
                at = text.find(sought, at + length + 1)

    def doubtful(self, wanted: Wanted) -> Iterator[tuple[int, int]]:
        """Yield the chunks that may hold wanted words that `parts` does not tell."""
        if not wanted.sure:
            yield 0, len(self.text)
            return
        yield from self._joining(wanted)
        for start, end in self._chunks_with(b"?"):
            if end - start <= LONG_CHUNK or self._holds(start, end, wanted):
                yield start, end

    def holding(self, wanted: Wanted) -> list[tuple[int, int]]:
        """Return all chunks that may hold wanted words, in order."""
        of_parts = {self.around(start) for start, _, _ in self.parts(wanted)}
        return sorted(of_parts.union(self.doubtful(wanted)))

    def around(self, place: int) -> tuple[int, int]:
        """Return the chunk that a character is in."""
        start = self._shape.rfind(b" ", 0, place) + 1
        end = self._shape.find(b" ", place)
        return start, end if end >= 0 else len(self._shape)

    def has_words(self, start: int, end: int) -> bool:
        """Whether there is a word between two chunks."""
        between = self._shape[start:end]
        return b"a" in between or (b"?" in between and any(cut(self.text[start:end])))

    def is_one_word(self, start: int, end: int) -> bool:
        """Whether a chunk is surely one word, with or without ASCII signs around."""
        return self._shape[start:end].strip(b".").isalpha()

    def _joining(self, wanted: Wanted) -> list[tuple[int, int]]:
        """Return the compounds whose letters, without the signs, hold wanted words."""
        compounds, joined = self._compounds
        if len(wanted.parts) > TOO_MANY_WORDS:
            return compounds
        held = [part for part in wanted.parts if part in joined]
        if not held:
            return []
        return [
            chunk
            for chunk, letters in zip(compounds, joined.split(b" "), strict=True)
            if any(part in letters for part in held)
        ]

    @cached_property
    def _compounds(self) -> tuple[list[tuple[int, int]], bytes]:
        """The chunks with signs between letters; their letters alone, in one."""
        chunks = list(self._chunks_with(COMPOUND))
        plain = b" ".join([self._plain[start:end] for start, end in chunks])
        return chunks, plain.translate(None, SIGNS)

    def _chunks_with(self, sought: bytes) -> Iterator[tuple[int, int]]:
        at = self._shape.find(sought)
        while at >= 0:
            start, end = self.around(at)
            yield start, end
            at = self._shape.find(sought, end)

    def _holds(self, start: int, end: int, wanted: Wanted) -> bool:
        """Say whether a chunk's letters, as the index writes them, hold a word."""
        if len(wanted.words) > TOO_MANY_WORDS:
            return True
        folded = unicodedata.normalize("NFKC", self.text[start:end]).casefold()
        letters = NOT_OF_A_WORD.sub("", unicodedata.normalize("NFKC", folded))
        return any(word in letters for word in wanted.words)


def _plain(text: str) -> bytes:
    text = text.replace("?", ";")
    if not text.isascii():
        for sign, stand_in in STAND_INS:
            text = text.replace(sign, stand_in)
    return text.encode("ascii", "replace").lower()
