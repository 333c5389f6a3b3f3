"""Cuts text into the words that the index holds, and says which words are kin."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import regex
import Stemmer

from archive.text import SIGNS

MAX_WORD_CHARACTERS = 64

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

STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


class Term(NamedTuple):
    """A word as the index holds it, with its place.

    position: counted in words; the joined form of a compound shares the position of
    its first part. start, end: characters of the text it was cut from.
    """

    text: str
    position: int
    start: int
    end: int


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
        cutter = _cut_signs if match["signs"] else _cut_compound
        terms = sorted(cutter(found, position, offset), key=attrgetter("position"))
        yield from terms
        position = max((term.position + 1 for term in terms), default=position)


def normalise(word: str) -> str:
    """Return a word as the index writes it: NFKC, case-folded, at most 64 long."""
    folded = unicodedata.normalize(
        "NFKC", unicodedata.normalize("NFKC", word).casefold()
    )
    return NOT_OF_A_WORD.sub("", folded)[:MAX_WORD_CHARACTERS]


def fold(word: str) -> str:
    """Strip the marks of Latin and Greek letters, and of no others."""
    if word.isascii():
        return word
    bare = DECOMPOSED_MARKS.sub(r"\1", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare)


def key(word: str, *, language: str) -> str:
    """Return what a word's forms have in common in a language."""
    # Other stemmers go by the marks; the English one would take off only bare ends.
    written = fold(word) if language == "en" else word
    return fold(_stem(written, language))


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


def _is_tail(pair: str, sign: str) -> bool:
    return is_lone_sign(sign) and len(pair) > len(sign) and pair.endswith(sign)


def _cut_signs(run: str, position: int, offset: int) -> Iterator[Term]:
    signs = [
        (text, match.start() + offset, match.end() + offset)
        for match in GRAPHEME.finditer(run)
        if (text := normalise(match[0]))
    ]
    for number, (text, start, end) in enumerate(signs):
        if number + 1 < len(signs):
            following, _, end = signs[number + 1]
            text = (text + following)[:MAX_WORD_CHARACTERS]
        yield Term(text, position + number, start, end)


def _cut_compound(compound: str, position: int, offset: int) -> Iterator[Term]:
    first, joined, count = position, "", 0
    pieces = list(PIECES.finditer(compound))
    for piece in pieces:
        terms = list(_cut_piece(piece[0], position, offset + piece.start()))
        yield from terms
        if not terms:
            continue
        # The piece's widest form comes last.
        joined += terms[-1].text if terms[-1].position == position else "\0"
        position = max(term.position for term in terms) + 1
        count += 1
    if count > 1 and "\0" not in joined:
        end = offset + len(compound)
        yield Term(joined[:MAX_WORD_CHARACTERS], first, offset, end)


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
        end = offset + len(base)
        yield Term(joined[:MAX_WORD_CHARACTERS], position, offset, end)
    if possessive:
        end = offset + len(piece)
        yield Term((joined + "s")[:MAX_WORD_CHARACTERS], position, offset, end)


class _Stemmers(threading.local):
    """One stemmer a thread and language: they keep state while they work."""

    def __init__(self) -> None:
        self.by_language: dict[str, Stemmer.Stemmer] = {}


_stemmers = _Stemmers()


@lru_cache(maxsize=1 << 16)
def _stem(word: str, language: str) -> str:
    algorithm = STEMMERS.get(language)
    if algorithm is None:
        return word
    stemmer = _stemmers.by_language.get(language)
    if stemmer is None:
        stemmer = _stemmers.by_language[language] = Stemmer.Stemmer(algorithm)
    return str(stemmer.stemWord(word))
