"""Says as plain data what a page of results shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.models import Article
from search.aid.giving import aid_data
from search.answers import Bar
from search.page import ResultsPage
from search.results.facets import FacetColumn
from search.results.hits import ShownHit
from search.results.lines import ShownLine
from search.results.reading import OtherReading, ShownNote
from search.snippets import MarkedText


def as_data(page: ResultsPage, counts: Sequence[int]) -> dict[str, Any]:
    """Return a page of results as JSON values.

    counts: how many articles each part of the reading finds by itself.
    """
    return {
        "query": _query(page, counts),
        "notes": [_note(note) for note in page.reading.notes],
        "filters": [
            {"text": chip.text, "without": str(chip.address)} for chip in page.chips
        ],
        "sort": str(page.request.order),
        "total": page.results.total,
        "folded": page.results.folded,
        "undated": page.results.undated,
        "page": page.pages.number,
        "pages": page.pages.page_count,
        "per": page.pages.page_size,
        "hits": [_hit(hit) for hit in page.hits],
        "nearly": [{**_hit(n.hit), "lacks": list(n.lacks)} for n in page.nearly],
        "lines": [_line(shown) for shown in page.lines.shown] if page.lines else [],
        "facets": {column.name: _facet(column) for column in page.columns},
        "unit": str(page.results.unit),
        "bars": [_bar(bar) for bar in page.results.bars],
        "strays": [_bar(bar) for bar in page.results.strays],
        "offers": [
            {"name": offer.name, "count": offer.article_count, "url": offer.address}
            for offer in page.offers
        ],
        **aid_data(page.aid),
        **_links(page),
        "pending": page.pending_count,
        "took_ms": round(page.results.took_ms, 1),
    }


def _query(page: ResultsPage, counts: Sequence[int]) -> dict[str, Any]:
    return {
        "text": page.request.query.text,
        "dialect": page.request.query.dialect,
        "reading": page.reading.sentence,
        "parts": [
            {
                "joint": part.joint,
                "text": part.words,
                "without": part.without,
                "total": count,
            }
            for part, count in zip(page.reading.parts, counts, strict=True)
        ],
        "alternatives": [_other(other) for other in page.reading.alternatives],
        "dialects": [_other(other) for other in page.reading.languages],
    }


def _other(other: OtherReading) -> dict[str, Any]:
    return {
        "name": other.name,
        "reading": other.sentence,
        "total": other.count,
        "url": other.address,
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
        "mentions": hit.mention_count,
        "copies": [copy.article.pk for copy in hit.copies],
        "copy_count": hit.copy_count,
        "score": hit.score,
    }


def _line(shown: ShownLine) -> dict[str, Any]:
    line = shown.line
    return {
        "id": shown.of.article.pk,
        "mention": line.number,
        "left": line.left,
        "word": line.word,
        "right": line.right,
    }


def _snippet(snippet: MarkedText) -> dict[str, Any]:
    """Return a snippet as text and the ranges to mark in it, in characters."""
    return {"text": snippet.text, "marks": [list(span) for span in snippet.marks]}


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "first": bar.first.isoformat(),
        "last": bar.last.isoformat(),
        "count": bar.hit_count,
        "archive": bar.archive_count,
    }


def _facet(column: FacetColumn) -> dict[str, Any]:
    return {
        "title": column.title,
        "values": [
            {
                "name": value.name,
                "count": value.count,
                "is_chosen": value.is_chosen,
                "is_excluded": value.is_excluded,
                "choose": value.choose,
                "exclude": value.exclude,
                "remove": value.remove,
            }
            for value in column.values
        ],
        "value_count": column.value_count,
        "all": column.show_all or None,
    }


def _note(note: ShownNote) -> dict[str, Any]:
    return {
        "message": note.message,
        "is_quiet": note.is_quiet,
        "place": note.place.text if note.place else None,
        "name": note.name or None,
        "count": note.count,
        "url": note.address or None,
    }


def _links(page: ResultsPage) -> dict[str, Any]:
    """Return the addresses of the page, its neighbours as data, and its feed."""
    previous, following = (
        page.address.setting(page=str(number)).at("search-json") if number else None
        for number in (page.pages.previous, page.pages.next)
    )
    here = page.address.setting(page=str(page.pages.number))
    return {
        "url": str(here),
        "previous": previous,
        "next": following,
        "feed": page.address.feed,
    }
