"""Finds the articles that are most like one, and says in its own words why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache

from archive.models import Article
from search.answers import Marks
from search.engine import Engine
from search.marking import find_spans

MOST_SHOWN = 6
SECONDS_KEPT = 3600
CHARACTERS_LOOKED_AT = 20_000

# Ids with the words they share, the most telling first.
Shared = tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class LikeArticle:
    """An article that shares telling words with the one at hand."""

    article: Article
    words: tuple[str, ...]


def similar_to(article: Article, engine: Engine) -> tuple[LikeArticle, ...]:
    """Return the live articles most like one; its copies are left out.

    Raises IndexUnusable when there is no index that can be read.
    """
    # One state of the index has one answer for a text; Django's cache in memory keeps
    # the 300 used last.
    key = f"similar-{article.pk}-{article.text_digest}-{engine.state}"
    shared: Shared | None = cache.get(key)
    if shared is None:
        shared = _find(article, engine)
        cache.set(key, shared, SECONDS_KEPT)
    ids = [pk for pk, _ in shared]
    articles = Article.objects.live().with_names().defer("body").in_bulk(ids)
    return tuple(
        LikeArticle(articles[pk], words) for pk, words in shared if pk in articles
    )


def _find(article: Article, engine: Engine) -> Shared:
    found = engine.similar(article.pk, article.body, limit=MOST_SHOWN)
    folded = {word for one in found for word in one.words}
    as_written = _as_written(article.body, frozenset(folded))
    return tuple(
        (one.article_id, tuple(as_written.get(word, word) for word in one.words))
        for one in found
    )


def _as_written(text: str, words: frozenset[str]) -> dict[str, str]:
    """Return folded words as they mostly stand in a text."""
    text = text[:CHARACTERS_LOOKED_AT]
    spans = find_spans(text, Marks(words))
    counts = Counter((span.word, text[span.start : span.end]) for span in spans)
    return {word: written for (word, written), _ in reversed(counts.most_common())}
