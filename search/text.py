"""Cuts text into the words that the index holds, and says which words are kin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import regex

from archive.text import SIGNS
from search.stemming import stem, stem_all

MAX_WORD_CHARACTERS = 64
# Stands before the number of places that a joined form takes; no word holds it.
SPAN_MARK = "\x01"
POSSESSIVE_MARK = "'"

# Invisible signs that stand inside words: soft hyphen, joiners.
INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff"
# The Japanese length mark and half-width sound marks belong to no script.
SIGN = rf"[{SIGNS}ーｰﾞﾟ]"
# Taken apart, 2½ would be 212.
NO_LETTER = rf"[{SIGN}½⅓⅔¼¾⅕-⅞⅐-⅒⅟↉]"
LETTER = rf"[[\p{{L}}\p{{N}}]--{NO_LETTER}]"
PART = rf"{LETTER}[[\p{{L}}\p{{N}}\p{{M}}{INVISIBLE}]--{NO_LETTER}]*"
APOSTROPHES = "'’ʼ＇"
HYPHENS = "-‐‑_"
# Inside a word: P-8I, O'Neill, U.S., AT&T; only between digits: 24/7, 1,000, 9:30.
INNER = rf"[{APOSTROPHES}.&]|(?<=\p{{N}})[,/:](?=\p{{N}})"
PIECE = rf"{PART}(?:(?:{INNER}){PART})*"
WORDS = regex.compile(
    rf"(?V1)(?P<signs>{SIGN}[{SIGN}\p{{M}}{INVISIBLE}]*)"
    rf"|(?P<compound>{PIECE}(?:[{HYPHENS}]{PIECE})*)"
)
PIECES = regex.compile(rf"(?V1){PIECE}")
PARTS = regex.compile(rf"(?V1){PART}")
POSSESSIVE = regex.compile(rf"(?V1)(?<=.)[{APOSTROPHES}][sS]$")
GRAPHEME = regex.compile(r"\X")
NOT_OF_A_WORD = regex.compile(rf"(?V1)[^\p{{L}}\p{{N}}\p{{M}}]|[{INVISIBLE}]")
LONE_SIGN = regex.compile(rf"(?V1){SIGN}\p{{M}}*")
# 5.93 is not 593 and 24/7 is not 247, but 1,000 is 1000.
NUMBER_WITH_POINT = regex.compile(r"\p{N}[./:]\p{N}")
DECOMPOSED_MARKS = regex.compile(r"([\p{Latin}\p{Greek}])\p{Mn}+")


class Term(NamedTuple):
    """A word as the index holds it, with its place.

    position: counted in words; the joined form of a compound shares the position of
    its first part. start, end: characters of the text it was cut from. span: how many
    places it takes, which is more than one for the joined form of a compound only.
    is_possessive: whether it is India's as a whole, which only quotes ask for.
    """

    text: str
    position: int
    start: int
    end: int
    span: int = 1
    is_possessive: bool = False

    @property
    def indexed(self) -> str:
        """What the index holds it under."""
        if self.is_possessive:
            return self.text + SPAN_MARK + chr(self.span) + POSSESSIVE_MARK
        return self.text + SPAN_MARK + chr(self.span) if self.span > 1 else self.text


def cut(text: str) -> Iterator[Term]:
    """Yield the words of a text in order of position.

    A compound gives its parts and the joined form: P-8I gives p, 8i and p8i. Signs
    of writing without blanks give overlapping pairs, the last sign alone.
    """
    position = 0
    for match in WORDS.finditer(text):
        offset, found = match.start(), match[0]
        if found.isascii() and found.isalnum():
            word = found.lower()[:MAX_WORD_CHARACTERS]
            yield Term(word, position, offset, match.end())
            position += 1
            continue
        if match["signs"]:
            terms = _cut_signs(found, position, offset)
        else:
            terms = _cut_compound(found, position, offset)
        yield from terms
        position = terms[-1].position + 1 if terms else position


def normalise(word: str) -> str:
    """Return a word as the index writes it: NFKC, case-folded, at most 64 long."""
    if word.isascii() and word.isalnum():
        return word.lower()[:MAX_WORD_CHARACTERS]
    folded = unicodedata.normalize(
        "NFKC", unicodedata.normalize("NFKC", word).casefold()
    )
    # Marks that come together when a sign between them goes have an order, too.
    bare = unicodedata.normalize("NFKC", NOT_OF_A_WORD.sub("", folded))
    return bare[:MAX_WORD_CHARACTERS]


def fold(word: str) -> str:
    """Strip the marks of Latin and Greek letters, and of no others."""
    if word.isascii():
        return word
    bare = DECOMPOSED_MARKS.sub(r"\1", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare)


def key(word: str, *, language: str) -> str:
    """Return what a word's forms have in common in a language."""
    return fold(stem(_written(word, language), language=language))


def keys(words: Sequence[str], *, language: str) -> list[str]:
    """Return the keys of many words, in their order."""
    written = [_written(word, language) for word in words]
    return [fold(stem) for stem in stem_all(written, language=language)]


def is_lone_sign(word: str) -> bool:
    """Whether a word is one sign of writing without blanks, such as 都."""
    return LONE_SIGN.fullmatch(word) is not None


class Spelling(NamedTuple):
    """How a typed word may stand in the index.

    words: consecutive words that are its parts. joined: the one word it may also be
    written as, or "". exact: the one word that stands for exactly this, or "".
    """

    words: tuple[str, ...]
    joined: str
    exact: str


def spell(typed: str) -> Spelling:
    """Return how a typed word may stand in the index; no words if it has none."""
    possessive = POSSESSIVE.search(typed)
    terms = list(cut(typed[: possessive.start()] if possessive else typed))
    end = max((term.end for term in terms), default=0)
    narrowest: dict[int, Term] = {}
    for term in sorted(terms, key=lambda term: term.start - term.end):
        narrowest[term.position] = term
    words = [narrowest[position].text for position in sorted(narrowest)]
    if len(words) > 1 and _is_tail(words[-2], words[-1]):
        words.pop()
    whole = [term.text for term in terms if term.position == 0 and term.end == end]
    exact = [term.text for term in cut(typed) if term.position == 0]
    return Spelling(
        tuple(words),
        whole[-1] if len(words) > 1 and whole else "",
        exact[-1] if possessive and exact else "",
    )


def _written(word: str, language: str) -> str:
    # Other stemmers go by the marks; the English one would take off only bare ends.
    return fold(word) if language == "en" else word


def _is_tail(pair: str, sign: str) -> bool:
    return is_lone_sign(sign) and len(pair) > len(sign) and pair.endswith(sign)


def _cut_signs(run: str, position: int, offset: int) -> list[Term]:
    signs = [
        (text, match.start() + offset, match.end() + offset)
        for match in GRAPHEME.finditer(run)
        if (text := _normalise_sign(match[0]))
    ]
    terms: list[Term] = []
    for (text, start, _), (following, _, end) in pairwise(signs):
        pair = (text + following)[:MAX_WORD_CHARACTERS]
        # A sound mark apart from its sign joins it here.
        if not unicodedata.is_normalized("NFC", pair):
            pair = normalise(pair)
        terms.append(Term(pair, position + len(terms), start, end))
    for text, start, end in signs[-1:]:
        terms.append(Term(text, position + len(terms), start, end))
    return terms


@lru_cache(maxsize=1 << 14)
def _normalise_sign(sign: str) -> str:
    return normalise(sign)


def _cut_compound(compound: str, position: int, offset: int) -> list[Term]:
    first, joined, count = position, "", 0
    found: list[Term] = []
    for piece in PIECES.finditer(compound):
        terms = list(_cut_piece(piece[0], position, offset + piece.start()))
        found += terms
        if not terms:
            continue
        # The piece's widest form comes last.
        joined += terms[-1].text if terms[-1].position == position else "\0"
        position = max(term.position for term in terms) + 1
        count += 1
    if count > 1 and "\0" not in joined:
        end = offset + len(compound)
        found.append(_joined(joined, first, offset, end, position - first))
    found.sort(key=attrgetter("position"))
    # Cut at 64 characters, two forms of a compound can be the same.
    return list({(term.indexed, term.position): term for term in found}.values())


def _cut_piece(piece: str, position: int, offset: int) -> Iterator[Term]:
    """Yield a piece's parts, then its wider forms at the first part's position."""
    possessive = POSSESSIVE.search(piece)
    base = piece[: possessive.start()] if possessive else piece
    parts = [
        Term(text, position + number, offset + part.start(), offset + part.end())
        for number, part in enumerate(PARTS.finditer(base))
        if (text := normalise(part[0]))
    ]
    yield from parts
    if not parts or NUMBER_WITH_POINT.search(base):
        return
    joined = "".join(part.text for part in parts)
    if len(parts) > 1:
        yield _joined(joined, position, offset, offset + len(base), len(parts))
    if possessive:
        end = offset + len(piece)
        term = _joined(joined + "s", position, offset, end, len(parts))
        yield term._replace(is_possessive=True)


def _joined(text: str, position: int, start: int, end: int, places: int) -> Term:
    # Every part gives a letter, so that a word cut short has no more places.
    span = min(places, MAX_WORD_CHARACTERS)
    return Term(text[:MAX_WORD_CHARACTERS], position, start, end, span)
