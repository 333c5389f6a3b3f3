"""Finds the articles that hold most words of a plain query that few hold all of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.answers import Hit, Results
from search.asking.forms import SearchForm
from search.engine import Engine
from search.language.notes import Notes
from search.language.operators import Kind
from search.language.query import Query
from search.language.settling import settled_tokens
from search.language.tree import And, Everything, Word
from search.request import Order, SearchRequest
from search.results.hits import ShownHit

# With so many hits a query has found enough.
ENOUGH = 5
MOST_NEARLY = 10
# Hits looked at for those that hold most words.
LOOKED_AT = 40
MOST_WORDS = 40
# What an article has of the words, each weighed by how rare it is, at the least.
LEAST_SHARE = 0.3


@dataclass(frozen=True)
class NearHit:
    """An article that holds most words, and the words it lacks."""

    hit: ShownHit
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Nearly:
    """Hits beside those of a request, with the words that each lacks."""

    hits: tuple[Hit, ...] = ()
    lacks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def after(self, results: Results) -> Results:
        """Return results with these hits behind, so that all are loaded at once."""
        return replace(results, hits=(*results.hits, *self.hits))

    def part(
        self, shown: Sequence[ShownHit]
    ) -> tuple[tuple[ShownHit, ...], tuple[NearHit, ...]]:
        """Part the request's own hits from these."""
        own = tuple(hit for hit in shown if hit.article.pk not in self.lacks)
        near = (
            NearHit(hit, self.lacks[hit.article.pk])
            for hit in shown
            if hit.article.pk in self.lacks
        )
        return own, tuple(near)


def find_nearly(form: SearchForm, results: Results, engine: Engine) -> Nearly:
    """Return the best articles that hold most words, where few hold all."""
    request = form.to_request()
    words = _plain_words(request)
    if results.shown_total >= ENOUGH or request.page > 1 or len(words) < 2:
        return Nearly()
    asked = replace(request, facets=(), histogram=False, marks=False)
    some = replace(asked, any_word=True, page_size=LOOKED_AT + results.shown_total)
    own = {pk for hit in results.hits for pk in _with_copies(hit)}
    found = engine.search(some).hits
    hits = [hit for hit in found if own.isdisjoint(_with_copies(hit))]
    ids = [hit.article_id for hit in hits]
    rarities = _rarities(words, engine, asked)
    lacks: dict[int, tuple[str, ...]] = dict.fromkeys(ids, ())
    shares = dict.fromkeys(ids, 0.0)
    for word, rarity in zip(words, rarities, strict=True):
        held = engine.finds(replace(asked, query=Query("", word)), ids)
        for pk in ids:
            if pk in held:
                shares[pk] += rarity
            else:
                lacks[pk] += (word.text,)
    least = LEAST_SHARE * sum(rarities)
    near = [hit for hit in hits if shares[hit.article_id] >= least]
    chosen = tuple(near[:MOST_NEARLY])
    return Nearly(chosen, {hit.article_id: lacks[hit.article_id] for hit in chosen})


def _with_copies(hit: Hit) -> tuple[int, ...]:
    return (hit.article_id, *hit.copy_ids)


def _rarities(
    words: Sequence[Word], engine: Engine, asked: SearchRequest
) -> list[float]:
    """Return how much each word tells: the logarithm of one article in so many."""
    total = engine.count(replace(asked, query=Query("", Everything())))
    counts = (engine.count(replace(asked, query=Query("", word))) for word in words)
    return [math.log(1 + total / (1 + count)) for count in counts]


def _plain_words(request: SearchRequest) -> tuple[Word, ...]:
    """Return the words of a query that is nothing but words, by relevance."""
    tree = request.query.tree
    if request.order is not Order.RELEVANCE or not isinstance(tree, And):
        return ()
    words = tuple(node for node in tree.nodes if isinstance(node, Word))
    tokens = settled_tokens(request.query.text, Notes())
    is_plain = all(token.kind is Kind.CHUNK for token in tokens)
    is_all = len(words) == len(tree.nodes) <= MOST_WORDS
    return words if is_plain and is_all else ()
