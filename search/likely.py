"""Finds the articles that an address may have meant which leads to none."""

from __future__ import annotations

from archive.models import Article
from search.engine import Engine
from search.language.parser import parse
from search.names import ArchiveNames
from search.request import SearchRequest

MOST_SHOWN = 5


def likely_articles(slug: str, engine: Engine) -> tuple[Article, ...]:
    """Return the live articles that hold most of the words of a slug, the best first.

    Raises IndexUnusable when there is no index that can be read.
    """
    request = SearchRequest(
        parse(slug.replace("-", " "), names=ArchiveNames()),
        page_size=MOST_SHOWN,
        fold_copies=True,
        any_word=True,
        facets=(),
        histogram=False,
        marks=False,
    )
    ids = [hit.article_id for hit in engine.search(request).hits]
    found = Article.objects.live().with_labels().in_bulk(ids)
    return tuple(found[pk] for pk in ids if pk in found)
