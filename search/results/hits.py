"""Loads the articles that an engine found, as a results page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.models import Article
from search.engine import Hit, Marks, Results
from search.results.address import Address
from search.snippets import MarkedText, make_snippets, mark

COPIES_SHOWN = 10


@dataclass(frozen=True)
class ShownHit:
    """One article found; its address leads into the result set."""

    article: Article
    address: str
    headline: MarkedText
    snippets: tuple[MarkedText, ...]
    score: float
    copies: tuple[Article, ...]
    copy_count: int


def load_hits(results: Results, address: Address) -> tuple[ShownHit, ...]:
    """Return the hits in their order; articles deleted since are left out."""
    ids = [pk for hit in results.hits for pk in (hit.article_id, *_copies(hit))]
    articles = Article.objects.live().with_labels().in_bulk(ids)
    return tuple(
        _shown(hit, articles, results.marks, address)
        for hit in results.hits
        if hit.article_id in articles
    )


def address_within(article: Article, address: Address) -> str:
    """Return an article's address as a member of a result set."""
    # An article without parameters would not know that it came from "all articles".
    query = address.query or "sort=newest"
    return f"{article.get_absolute_url()}?{query}"


def _shown(
    hit: Hit, articles: Mapping[int, Article], marks: Marks, address: Address
) -> ShownHit:
    article = articles[hit.article_id]
    derived = article.headline if article.headline_is_derived else ""
    return ShownHit(
        article=article,
        address=address_within(article, address),
        headline=mark(article.headline, marks),
        snippets=make_snippets(article.body, marks, derived_headline=derived),
        score=hit.score,
        copies=tuple(articles[pk] for pk in _copies(hit) if pk in articles),
        copy_count=len(hit.copy_ids),
    )


def _copies(hit: Hit) -> tuple[int, ...]:
    return hit.copy_ids[:COPIES_SHOWN]
