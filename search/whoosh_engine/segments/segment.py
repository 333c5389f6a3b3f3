"""Reads one segment of the index: arrays that NumPy reads in place.

Documents are numbered from nought. An article of 65,536 words or more takes several
slots, so that every position fits 16 bits: a word's place is `slot << 16 | position`,
and the slots of one article follow each other. In most segments slot and document are
the same.

What the file holds (V words, D documents, S slots; `at` arrays are offsets with one
element more than there are things):

    words.text, words.at      all words in order of their UTF-8 bytes
    words.letters             (V,) uint32, which letters a word has: bit code point % 32
    words.joined, .spans      the joined forms of compounds, ascending, and how many
                              places (uint8) each takes: p8i\x01\x02 takes two
    keys.LANGUAGE.text, .at   what forms have in common, in order; "written" is a
                              language too: the word without marks, where it has some
    keys.LANGUAGE.members_at, .members      the words of each key; a key with itself as
                              the only word is left out
    slots                     (S,) the document of each slot; left out when S = D
    FIELD.words               the words that stand in the field, ascending
    FIELD.postings_at         (words + 1,) where a word's postings begin
    FIELD.occurrences_at      (words + 1,) where a word's positions begin
    FIELD.slots, .counts      a posting's slot (uint16) and count (uint8, at most 255)
    FIELD.many_at, .many      the postings counted 255 or more, and their counts
    FIELD.positions           uint16, by word, slot and place
    FIELD.lengths             (D,) words in the field
    body.sentences_at, body.sentences, body.paragraphs_at, body.paragraphs
                              (S + 1,) and the positions in the slot where one begins
    number date added words lead group states digest       (D,) the article's id, days
                              as ordinals (0 for none), words, words of the first
                              paragraph, copy group (0 for none), bits, half a digest
    VALUE.values              sorted ids (int64) or, for section and language, a blob
    VALUE.at, VALUE.ordinals  (D + 1,) and the values of each document, by place
"""

from __future__ import annotations

from functools import cached_property
from itertools import count
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search.language.tree import State
from search.text import fold, key
from search.whoosh_engine.segments.arrayfile import (
    Array,
    ArrayFile,
    DamagedFile,
    ranges,
)
from search.whoosh_engine.segments.dictionary import Dictionary, Words

SLOT_BITS = 16
SLOT_WORDS = 1 << SLOT_BITS
MAX_SLOTS = 1 << 16
# What a slot leaves free at its end, so that no phrase reaches the next article's slot.
SLOT_MARGIN = 1 << 12
MANY = 255
# Places; what they need less than 31 bits for leaves room for one more.
MAX_PART = (1 << 31) - (1 << 26)

TEXT_FIELDS = ("headline", "derived", "body", "byline")
NUMBER_VALUES = ("source", "credits", "tags", "imports")
TEXT_VALUES = ("section", "language")
VALUE_FIELDS = NUMBER_VALUES + TEXT_VALUES
COLUMNS = ("number", "date", "added", "words", "lead", "group", "states", "digest")
# That an article has no source and no credit is told by their values.
STORED_STATES = tuple(state for state in State if state is not State.UNSOURCED)
STATE_BITS: dict[State, int] = {
    state: 1 << number for number, state in enumerate(STORED_STATES)
}
# The language of keys that only leave off the marks of letters.
WRITTEN = "written"

_serials = count()


class Postings(NamedTuple):
    """The slots that hold a word, ascending, and how often each does."""

    slots: Array
    counts: Array


class Segment:
    """One segment, opened and mapped whole; safe under threads."""

    def __init__(self, path: Path, *, name: str) -> None:
        """Open a segment's file; raises DamagedFile when it is not the named one."""
        self.file = ArrayFile(path)
        self.name = name
        # Tells it from all others of this process, even of the same name.
        self.serial = next(_serials)
        if self.file.facts.get("name") != name:
            raise DamagedFile(f"{path.name} is another segment's file")
        self.doc_count: int = self.file.facts["documents"]
        self.languages: tuple[str, ...] = tuple(self.file.facts["languages"])
        self.words = Dictionary(self.file)
        self._keys = {
            language: Words(self.file, f"keys.{language}")
            for language in (*self.languages, WRITTEN)
        }

    @property
    def slot_docs(self) -> Array | None:
        """The document of each slot; None where both are the same."""
        if "slots" not in self.file:
            return None
        return self.file["slots"]

    @property
    def slot_count(self) -> int:
        """How many slots the documents take."""
        return self.file.size("slots") if "slots" in self.file else self.doc_count

    @cached_property
    def begins(self) -> Array:
        """The first place of each document, and of the one after the last, uint32.

        After the last of 65,536 slots it is 0, one past what 32 bits hold.
        """
        firsts = np.arange(self.doc_count + 1)
        if self.slot_docs is not None:
            firsts = np.searchsorted(self.slot_docs, firsts)
        return firsts.astype(np.uint32) << np.uint32(SLOT_BITS)

    @cached_property
    def cuts(self) -> Array:
        """Where documents begin, less than 2 ** 31 places apart, uint32."""
        begins = self.begins[:-1].astype(np.int64)
        cuts = [0]
        while len(begins) and begins[-1] - cuts[-1] >= MAX_PART:
            cuts.append(int(begins[begins < cuts[-1] + MAX_PART][-1]))
        return np.array(cuts, np.uint32)

    def column(self, name: str) -> Array:
        """Return a column, (documents,)."""
        return self.file[name]

    def lengths(self, field: str) -> Array:
        """Return the number of words in a field, (documents,)."""
        return self.file[f"{field}.lengths"]

    def of_key(self, common: bytes, language: str) -> Array:
        """Return the words, by number and ascending, that have a key in a language."""
        number = self._keys[language].find(common)
        if number < 0:
            alone = self.words.find(common) if _is_own_key(common, language) else -1
            return np.array([alone] if alone >= 0 else [], np.uint32)
        at = self.file[f"keys.{language}.members_at"]
        members = f"keys.{language}.members"
        return self.file.part(members, int(at[number]), int(at[number + 1]))

    def beginning_with_key(self, begun: bytes, language: str) -> Array:
        """Return the words of all keys that begin so, in no order.

        Words that are their own only key are not among them.
        """
        keys = self._keys[language].beginning_with(begun)
        at = self.file[f"keys.{language}.members_at"]
        members = f"keys.{language}.members"
        return self.file.part(members, int(at[keys.start]), int(at[keys.stop]))

    def in_field(self, field: str, words: Array) -> Array:
        """Return the places that words, ascending, have in a field's own list.

        Those that do not stand in the field are left out.
        """
        own = self.file[f"{field}.words"]
        places = np.searchsorted(own, words)
        places = places[places < len(own)]
        held: Array = places[own[places] == words[: len(places)]]
        return held

    def postings(self, field: str, places: Array) -> Postings:
        """Return the postings of words by their places in the field's list.

        One word's come after another's; slots are uint16, counts uint8 or uint32.
        """
        at = self.file[f"{field}.postings_at"]
        starts, stops = at[places].astype(np.int64), at[places + 1].astype(np.int64)
        slots = self.file.gather(f"{field}.slots", starts, stops)
        counts = self.file.gather(f"{field}.counts", starts, stops)
        many_at = self.file[f"{field}.many_at"]
        if len(many_at) and (counts == MANY).any():
            found = np.flatnonzero(counts == MANY)
            which = np.searchsorted(many_at, ranges(starts, stops)[found])
            counts = counts.astype(np.uint32)
            counts[found] = self.file[f"{field}.many"][which]
        return Postings(slots, counts)

    def slots_of(self, field: str, places: Array) -> Array:
        """Return the slots that hold words, by places in the field's list."""
        at = self.file[f"{field}.postings_at"]
        starts, stops = at[places].astype(np.int64), at[places + 1].astype(np.int64)
        return self.file.gather(f"{field}.slots", starts, stops)

    def posting_counts(self, field: str, places: Array) -> Array:
        """Return how many postings words have, by places in the field's list, int64."""
        at = self.file[f"{field}.postings_at"]
        counts: Array = at[places + 1].astype(np.int64) - at[places]
        return counts

    def occurrence_count(self, field: str, places: Array) -> int:
        """Return how often words stand in a field, by places in its list."""
        at = self.file[f"{field}.occurrences_at"]
        return int((at[places + 1].astype(np.int64) - at[places]).sum())

    def positions(self, field: str, places: Array) -> Array:
        """Return the positions of words, uint16, in the order of their postings."""
        at = self.file[f"{field}.occurrences_at"]
        starts, stops = at[places].astype(np.int64), at[places + 1].astype(np.int64)
        return self.file.gather(f"{field}.positions", starts, stops)

    def values(self, field: str) -> list[int] | list[str]:
        """Return the distinct values of a field, in ascending order."""
        if field in NUMBER_VALUES:
            return [int(value) for value in self.file[f"{field}.values"]]
        return [text.decode() for text in Words(self.file, f"{field}.values")]


def _is_own_key(word: bytes, language: str) -> bool:
    text = word.decode()
    own = fold(text) if language == WRITTEN else key(text, language=language)
    return own == text
