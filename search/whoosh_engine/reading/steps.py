"""Says which words of a segment may stand at one place of a query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

# np.unique imports it when first called, and no reader should wait for that.
import numpy.ma

from search.language.tree import Fuzzy, Prefix, Wildcard, Word
from search.text import fold, is_lone_sign, key, normalise, spell
from search.whoosh_engine.reading.expanding import near_words, words_like
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import WRITTEN, Segment


@dataclass(frozen=True)
class Forms:
    """A word in any form, in any of the index's languages."""

    word: str


@dataclass(frozen=True)
class Written:
    """Exactly a word, the marks of its letters aside."""

    word: str


# What stands at one place: any word of a kind.
Step = Forms | Written | Prefix | Wildcard | Fuzzy
# Places one after another.
Path = tuple[Step, ...]


@lru_cache(maxsize=4096)
def paths_of(part: Word | Prefix | Wildcard | Fuzzy, *, any_form: bool) -> list[Path]:
    """Return the runs of words that a part of a query may stand as."""
    if not isinstance(part, Word):
        return [(part,)]
    spelling = spell(part.text)
    kind = Forms if any_form else Written
    if spelling.exact and not any_form:
        return [(kind(spelling.exact),)]
    paths: list[Path] = [tuple(kind(word) for word in spelling.words)]
    if spelling.joined:
        paths.append((kind(spelling.joined),))
    return [path for path in paths if path]


def words_of(step: Step, segment: Segment) -> Array:
    """Return the words a step stands for in a segment, ascending, uint32."""
    match step:
        case Forms(word) | Written(word) if is_lone_sign(word):
            # Signs are indexed in pairs, so a lone one is how a pair begins.
            return _beginning_with(normalise(word), segment)
        case Forms(word):
            return _forms(word, segment)
        case Written(word):
            return segment.of_key(fold(word).encode(), WRITTEN)
        case Prefix(text):
            return _beginning_with(normalise(text), segment)
        case Wildcard(pattern):
            return words_like(pattern, segment)
        case Fuzzy(text, edits):
            return near_words(normalise(text), edits, segment)


def _beginning_with(prefix: str, segment: Segment) -> Array:
    found = segment.words.beginning_with(prefix.encode())
    return segment.words.without_possessives(
        np.arange(found.start, found.stop, dtype=np.uint32)
    )


def _forms(word: str, segment: Segment) -> Array:
    """Return a word's forms, and what differs from it in marks alone.

    Typed without marks, a word may stem otherwise: fermé, ferme.
    """
    keys = [(fold(word), WRITTEN)]
    keys += [(key(word, language=name), name) for name in segment.languages]
    found = [segment.of_key(common.encode(), language) for common, language in keys]
    return segment.words.without_possessives(np.unique(np.concatenate(found)))
