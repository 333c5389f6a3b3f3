"""Corrects the spelling of a query by the words that the archive holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from search.aid.rewriting import run_together, swapped, words_of
from search.answers import Suggestion
from search.engine import Engine
from search.language.query import Query
from search.language.tree import And, Node, Phrase, Word
from search.request import SearchRequest
from search.text import key, spell

# A word in more articles than this is taken for what was meant: where a query finds
# nothing, and where it finds something.
RARE = 20
RARE_AND_FOUND = 3
# How many times commoner a correction must be in each case.
COMMONER = 10
FAR_COMMONER = 20
# Shorter words that are rare are names as often as slips.
LETTERS_OF_A_SLIP = 5
LETTERS_OF_A_HALF = 2
# No two words run together are longer.
LETTERS_OF_TWO_WORDS = 40
MOST_WORDS = 12
# A longer query is a text, which nobody wants to have corrected.
WORDS_OF_A_TEXT = 100
MOST_WAYS = 4
# Ways so much less likely than the best are none.
WORST_SCORE = 6.0
# One edit more must be made up for by e**4 times as many articles.
EDIT_WEIGHT = 4.0
LIKELY_COST = 1.5
SPLIT_COST, JOIN_COST = 1.2, 0.6
# What an article that holds a word weighs beside one that the whole query finds.
TRACE = 1e-4
NO_VOWELS = str.maketrans("", "", "aeiouy")


@dataclass(frozen=True)
class Correction:
    """A query's tree with words corrected; each as typed and as corrected."""

    tree: Node
    words: tuple[tuple[str, str], ...]
    score: float

    @property
    def name(self) -> str:
        """What the correction is called."""
        message = _("“{new}” instead of “{old}”")
        return ", ".join(message.format(new=new, old=old) for old, new in self.words)


@dataclass(frozen=True)
class _Way:
    """One way to write a word, in how many articles it stands, and what it costs."""

    text: str
    node: Node
    article_count: int
    cost: float

    def score(self, found: int) -> float:
        """Return how likely it is, by what the corrected query finds."""
        # A rare word's kin, which any form of it finds too, are no sign for it.
        weight = min(found, self.article_count) + TRACE * self.article_count
        return math.log(weight) - EDIT_WEIGHT * self.cost


@dataclass(frozen=True)
class _Slip:
    """A word that is probably misspelt, with ways to write it."""

    word: Word
    ways: tuple[_Way, ...]


def corrections(
    tree: Node, engine: Engine, *, is_found: bool
) -> tuple[Correction, ...]:
    """Return a tree with its spelling corrected in several ways, the likeliest first.

    Of several words misspelt, each is corrected in its likeliest way. Where the tree
    finds something as it is, names and words in a phrase that is found stay.
    """
    if len(list(words_of(tree))) > WORDS_OF_A_TEXT:
        return ()
    slips = list(_slips(tree, engine, is_found=is_found))
    found = [*_joined(tree, engine)]
    if len(slips) == 1:
        found += [_corrected(tree, slips, [way], engine) for way in slips[0].ways]
    elif slips:
        best = [_likeliest(tree, slip, slips, engine) for slip in slips]
        found.append(_corrected(tree, slips, best, engine))
    return tuple(sorted(found, key=lambda one: -one.score))


def count_in_archive(node: Node, engine: Engine) -> int:
    """Return how many articles a node finds, filters aside."""
    return engine.count(SearchRequest(Query("", node)))


def _slips(tree: Node, engine: Engine, *, is_found: bool) -> Iterator[_Slip]:
    for word, phrase in list(words_of(tree))[:MOST_WORDS]:
        own = count_in_archive(word, engine)
        rare = RARE_AND_FOUND if is_found else RARE
        if own > rare or not word.text.isalpha() or len(spell(word.text).words) != 1:
            continue
        if phrase and own and count_in_archive(phrase, engine):
            continue
        is_name = word.text[0].isupper() or len(word.text) < LETTERS_OF_A_SLIP
        if own and is_found and is_name:
            continue
        least = own * (FAR_COMMONER if is_found else COMMONER)
        ways = [*_respelt(word, own, engine), *_split(word, engine)]
        if likely := [way for way in ways if way.article_count >= least]:
            yield _Slip(word, tuple(_likely(likely)))


def _likely(ways: Iterable[_Way]) -> Iterator[_Way]:
    """Yield the likeliest ways, of several forms of a word one."""
    ranked = sorted(ways, key=lambda way: -way.score(way.article_count))
    best = ranked[0].score(ranked[0].article_count)
    seen: set[tuple[str, ...]] = set()
    for way in ranked:
        forms = tuple(
            key(way.text, language=name) for name in settings.LANGUAGES_OF_ARTICLES
        )
        is_likely = best - way.score(way.article_count) < WORST_SCORE
        if forms not in seen and is_likely and len(seen) < MOST_WAYS:
            seen.add(forms)
            yield way


def _respelt(word: Word, own: int, engine: Engine) -> Iterator[_Way]:
    for near in engine.suggest(word.text):
        cost = _cost(word.text.lower(), near)
        if own and cost > LIKELY_COST:
            continue
        text = _in_case_of(word.text, near.word)
        yield _Way(text, Word(text), near.article_count, cost)


def _cost(typed: str, near: Suggestion) -> float:
    """Return how many edits a slip counts for; some slips are likelier than others."""
    cost = float(near.edits)
    if sorted(typed) == sorted(near.word):
        cost -= 0.3
    if _once(typed) == _once(near.word):
        cost -= 0.6
    elif typed.translate(NO_VOWELS) == near.word.translate(NO_VOWELS):
        cost -= 0.2
    return cost + (0.5 if typed[0] != near.word[0] else 0)


def _once(word: str) -> str:
    """Return a word without its doubled letters."""
    return "".join(letter for letter, _ in groupby(word))


def _split(word: Word, engine: Engine) -> Iterator[_Way]:
    """Yield the ways to cut a word in two that stand side by side in articles."""
    if len(word.text) > LETTERS_OF_TWO_WORDS:
        return
    for at in range(LETTERS_OF_A_HALF, len(word.text) - LETTERS_OF_A_HALF + 1):
        halves = Word(word.text[:at]), Word(word.text[at:])
        count = count_in_archive(Phrase(halves), engine)
        if count:
            text = f"{halves[0].text} {halves[1].text}"
            yield _Way(text, And(halves), count, SPLIT_COST)


def _joined(tree: Node, engine: Engine) -> Iterator[Correction]:
    for words, both, joined in run_together(tree):
        count = count_in_archive(both, engine)
        if count:
            way = _Way(both.text, both, count, JOIN_COST)
            score = way.score(count_in_archive(joined, engine))
            yield Correction(joined, ((words, both.text),), score)


def _likeliest(tree: Node, slip: _Slip, slips: list[_Slip], engine: Engine) -> _Way:
    """Return the best way to write one word where the others are left out."""
    rest: Node | None = tree
    for other in slips:
        if other is not slip and rest is not None:
            rest = swapped(rest, other.word, None)
    assert rest is not None
    return max(slip.ways, key=lambda way: _corrected(rest, [slip], [way], engine).score)


def _corrected(
    tree: Node, slips: list[_Slip], ways: list[_Way], engine: Engine
) -> Correction:
    corrected: Node | None = tree
    for slip, way in zip(slips, ways, strict=True):
        corrected = corrected and swapped(corrected, slip.word, way.node)
    assert corrected is not None
    found = count_in_archive(corrected, engine)
    words = [(s.word.text, w.text) for s, w in zip(slips, ways, strict=True)]
    return Correction(corrected, tuple(words), min(way.score(found) for way in ways))


def _in_case_of(typed: str, word: str) -> str:
    if typed.isupper():
        return word.upper()
    return word.capitalize() if typed[:1].isupper() else word
