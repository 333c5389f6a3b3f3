"""Says as plain data what a page of results shows."""

from __future__ import annotations

from typing import Any

from archive.models import Article
from search.results.facets import FacetColumn
from search.results.hits import ShownHit
from search.results.page import ResultsPage
from search.snippets import MarkedText


def as_data(page: ResultsPage) -> dict[str, Any]:
    """Return a page of results as JSON values."""
    return {
        "query": {"text": page.request.query.text, "reading": page.reading},
        "notes": [*page.notes, *page.quiet_notes],
        "filters": [chip.text for chip in page.chips],
        "sort": str(page.request.order),
        "total": page.results.total,
        "folded": page.results.folded,
        "undated": page.results.undated,
        "page": page.paging.number,
        "pages": page.paging.page_count,
        "per": page.paging.page_size,
        "hits": [_hit(hit) for hit in page.hits],
        "facets": {column.name: _values(column) for column in page.columns},
        "pending": page.pending_count,
        "took_ms": round(page.results.took_ms, 1),
    }


def _hit(hit: ShownHit) -> dict[str, Any]:
    article: Article = hit.article
    return {
        "id": article.pk,
        "url": article.get_absolute_url(),
        "headline": article.headline,
        "headline_is_derived": article.headline_is_derived,
        "date": article.published_on.isoformat() if article.published_on else None,
        "source": article.source.name if article.source else None,
        "credits": [credit.name for credit in article.credits.all()],
        "tags": [tag.name for tag in article.tags.all()],
        "words": article.word_count,
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "copies": [copy.pk for copy in hit.copies],
        "score": hit.score,
    }


def _snippet(snippet: MarkedText) -> dict[str, Any]:
    """Return a snippet as text and the ranges to mark in it, in characters."""
    return {"text": snippet.text, "marks": [list(span) for span in snippet.marks]}


def _values(column: FacetColumn) -> list[dict[str, Any]]:
    return [{"name": value.name, "count": value.count} for value in column.values]
