"""Finds the articles that share the most telling words with one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from search.answers import SimilarArticle
from search.language.common_words import COMMON_WORDS
from search.text import cut
from search.whoosh_engine.answering import ranking
from search.whoosh_engine.reading.docset import among
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import Segment

FIELD = "body"
# Short words and figures tell little, and the rest of a giant nothing new.
LETTERS_AT_LEAST = 3
CHARACTERS_LOOKED_AT = 20_000
TELLING_WORDS = 25
# What more articles have than this share of all, and than so many, tells too little.
COMMON_SHARE = 0.1
COMMON_AT_LEAST = 10
# A few words that both happen to have make no articles alike: the least that one must
# share, as a part of what the article shares with itself.
LEAST_SHARED = 0.14
WORDS_NAMED = 5
# Longer pieces of text without blanks seldom come again.
KEPT_CHARACTERS = 64
UNTELLING = frozenset[str]().union(*COMMON_WORDS.values())


@dataclass(frozen=True)
class _Telling:
    """The most telling words of a text, (n,).

    rarities: float32. places: (segments, n), in the field's list of each segment, -1
    where a word is not there.
    """

    words: list[bytes]
    rarities: Array
    places: Array


@dataclass(frozen=True)
class _Shared:
    """Which document shares which word, by number, and its worth; all (n,)."""

    docs: Array
    words: Array
    worths: Array


def similar(
    scan: Scan, article_id: int, text: str, *, limit: int
) -> tuple[SimilarArticle, ...]:
    """Return the articles whose bodies share enough of a text's most telling words.

    The article itself and its copies are left out.
    """
    snapshot = scan.snapshot
    telling = _telling(snapshot, text)
    if not telling.words:
        return ()
    shared = _shared(snapshot, telling)
    scores = np.bincount(shared.docs, shared.worths, snapshot.size)
    own = snapshot.column("number") == article_id
    least = LEAST_SHARED * scores[own].max(initial=0)
    _leave_out(scores, snapshot, own)
    held = np.flatnonzero(scores > least)
    if len(held) > limit:
        held = held[np.argpartition(-scores[held], limit - 1)]
        held = held[scores[held] >= scores[held[:limit]].min()]
    order = np.lexsort((snapshot.newest[held], scores[held]))[::-1][:limit]
    return tuple(
        _article(doc, float(scores[doc]), shared, telling, snapshot)
        for doc in held[order].tolist()
    )


def _telling(snapshot: Snapshot, text: str) -> _Telling:
    """Return the words whose mentions say most about a text."""
    counts: Counter[bytes] = Counter()
    for chunk, count in Counter(text[:CHARACTERS_LOOKED_AT].split()).items():
        words_of = _words_of if len(chunk) <= KEPT_CHARACTERS else _words_of.__wrapped__
        for word in words_of(chunk):
            counts[word] += count
    words = list(counts)
    places = np.full((len(snapshot.segments), len(words)), -1, np.int64)
    held = np.zeros(len(words), np.int64)
    for segment, own in zip(snapshot.segments, places, strict=True):
        known, found = _find(segment, words)
        own[known] = found
        held[known] += segment.posting_counts(FIELD, found)
    total = snapshot.size
    # A word of this article alone leads nowhere.
    useful = np.flatnonzero(
        (held > 1) & (held <= max(COMMON_SHARE * total, COMMON_AT_LEAST))
    )
    rarities = np.array([ranking.rarity(n, total) for n in held[useful].tolist()])
    mentions = np.array([counts[words[n]] for n in useful.tolist()])
    best = np.argsort(-mentions * rarities, kind="stable")[:TELLING_WORDS]
    chosen = useful[best]
    return _Telling(
        [words[n] for n in chosen.tolist()],
        rarities[best].astype(np.float32),
        places[:, chosen],
    )


@lru_cache(maxsize=1 << 14)
def _words_of(chunk: str) -> tuple[bytes, ...]:
    """Return the words of a piece of text without blanks that can be telling."""
    return tuple(
        term.text.encode()
        for term in cut(chunk)
        if term.span == 1
        and not term.is_possessive
        and len(term.text) >= LETTERS_AT_LEAST
        and not term.text.isdecimal()
        and term.text not in UNTELLING
    )


def _find(segment: Segment, words: list[bytes]) -> tuple[Array, Array]:
    """Return which of some words stand in the field, and where in its list."""
    numbers = segment.words.find_many(words)
    own = segment.file[f"{FIELD}.words"]
    there = np.flatnonzero(numbers >= 0)
    # Of the list's own type: all of it would be copied to be searched for another.
    numbers = numbers[there].astype(own.dtype)
    known = among(numbers, own)
    return there[known], np.searchsorted(own, numbers[known])


def _shared(snapshot: Snapshot, telling: _Telling) -> _Shared:
    docs, words, worths = [], [], []
    parts = zip(snapshot.segments, snapshot.bases, telling.places, strict=False)
    for segment, base, own in parts:
        known = np.argsort(own)[np.count_nonzero(own < 0) :]
        if not len(known):
            continue
        places = own[known]
        slots, counts = segment.postings(FIELD, places)
        slot_docs = segment.slot_docs
        # A segment's own numbers are as narrow as it is small.
        held = (slots if slot_docs is None else slot_docs[slots]).astype(np.int64)
        held += base
        number = np.repeat(known, segment.posting_counts(FIELD, places))
        frequencies = ranking.proportion(FIELD, held, counts, snapshot)
        docs.append(held)
        words.append(number)
        worths.append(ranking.saturated(frequencies) * telling.rarities[number])
    if not docs:
        return _Shared(*[np.zeros(0, np.int64)] * 3)
    return _Shared(np.concatenate(docs), np.concatenate(words), np.concatenate(worths))


def _leave_out(scores: Array, snapshot: Snapshot, own: Array) -> None:
    groups = snapshot.column("group")
    group = groups[own & snapshot.live.mask]
    if len(group) and group[0]:
        scores[groups == group[0]] = 0
    scores[own | ~snapshot.live.mask] = 0


def _article(
    doc: int, score: float, shared: _Shared, telling: _Telling, snapshot: Snapshot
) -> SimilarArticle:
    its = np.flatnonzero(shared.docs == doc)
    its = its[np.argsort(-shared.worths[its], kind="stable")]
    named = [telling.words[number].decode() for number in shared.words[its].tolist()]
    number = int(snapshot.column("number")[doc])
    return SimilarArticle(number, score, tuple(dict.fromkeys(named))[:WORDS_NAMED])
