"""Finds the words of a segment that look nearly so: wildcards and slips of spelling."""

from __future__ import annotations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.text import normalise
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import Segment

ANY_LETTERS, ONE_LETTER = "*", "?"


def words_like(pattern: str, segment: Segment) -> Array:
    """Return the words that match a pattern whole, ascending, uint32.

    All words are compared at once, piece by piece: each piece between stars is found
    at its leftmost place, so nothing is ever tried twice.
    """
    pieces = [_normalised(piece) for piece in pattern.split(ANY_LETTERS)]
    first, last = pieces[0], pieces[-1]
    literal = first.split(ONE_LETTER)[0]
    found = segment.words.beginning_with(literal.encode())
    words = np.arange(found.start, found.stop)
    letters, starts, ends = segment.words.letters
    sizes = ends[words] - starts[words]
    if len(pieces) == 1:
        words = words[sizes == len(first)]
        words = words[_standing_at(first, letters, starts[words])]
        return segment.words.without_possessives(words.astype(np.uint32))
    words = words[sizes >= sum(map(len, pieces))]
    words = words[_standing_at(first, letters, starts[words])]
    words = words[_standing_at(last, letters, ends[words] - len(last))]
    at, limit = starts[words] + len(first), ends[words] - len(last)
    for piece in filter(None, pieces[1:-1]):
        if not len(words):
            break
        places = _places(piece, letters)
        following = np.searchsorted(places, at)
        held = following < len(places)
        held[held] = places[following[held]] + len(piece) <= limit[held]
        words, limit = words[held], limit[held]
        at = places[following[held]] + len(piece)
    return segment.words.without_possessives(words.astype(np.uint32))


def near_words(word: str, edits: int, segment: Segment) -> Array:
    """Return the words at most so many edits away, ascending, uint32.

    An edit adds, drops or changes a letter, or swaps two neighbours. Only words of
    about the length and with about the letters of the word are compared.
    """
    order, signatures, at = segment.words.by_length
    low, high = max(1, len(word) - edits), min(len(word) + edits, len(at) - 2)
    if low > high:
        return np.zeros(0, np.uint32)
    near = slice(int(at[low]), int(at[high + 1]))
    own = np.bitwise_or.reduce(letter_bits(word)) if word else np.uint32(0)
    held = signatures[near]
    lacking, more = own & ~held, held & ~own
    possible = np.flatnonzero(
        (np.bitwise_count(lacking) <= edits) & (np.bitwise_count(more) <= edits)
    )
    numbers = np.sort(order[near][possible])
    texts = segment.words.plain_many(numbers)
    if not texts:
        return np.zeros(0, np.uint32)
    distances = process.cdist(
        [word], texts, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8
    )[0]
    return segment.words.without_possessives(
        numbers[distances <= edits].astype(np.uint32)
    )


def letter_bits(word: str) -> Array:
    """Return a bit for each letter of a word: its code point modulo 32."""
    points = np.frombuffer(word.encode("utf-32-le"), np.uint32)
    return np.uint32(1) << (points & np.uint32(31))


def _normalised(piece: str) -> str:
    return ONE_LETTER.join(normalise(text) for text in piece.split(ONE_LETTER))


def _standing_at(piece: str, letters: Array, at: Array) -> Array:
    """Return the numbers of those of some places where a piece stands, ascending."""
    standing = np.arange(len(at))
    # Ends tell words apart sooner than beginnings.
    for number, letter in reversed(list(enumerate(piece))):
        if letter != ONE_LETTER:
            found = letters[at[standing] + number] == ord(letter)
            standing = standing[np.flatnonzero(found)]
    return standing


def _places(piece: str, letters: Array) -> Array:
    """Return every place where a piece stands, across words too, ascending."""
    room = len(letters) - len(piece) + 1
    if room <= 0:
        return np.zeros(0, np.int64)
    stands = np.ones(room, bool)
    for number, letter in enumerate(piece):
        if letter != ONE_LETTER:
            stands &= letters[number : number + room] == ord(letter)
    return np.flatnonzero(stands)
