"""Writes the lines of all hits as CSV, piece by piece."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.exporting.table import BYTE_ORDER_MARK, Pieces, guarded
from archive.models import Article
from search.answers import Marks
from search.asking.forms import SearchForm
from search.engine import Engine
from search.lines import cut_line
from search.results.lines import load_named, read_mentions

ARTICLES_AT_ONCE = 500
EVERY_HIT = 1 << 40
COLUMNS = (
    *("article", "date", "source", "credits", "headline"),
    *("left", "word", "right"),
)


def write_lines(form: SearchForm, engine: Engine) -> Iterator[str]:
    """Return the file's pieces: a header, then the lines in the order of the hits.

    Raises IndexUnusable when there is no index that can be read.
    """
    request = replace(
        form.to_request(), page=1, page_size=EVERY_HIT, facets=(), histogram=False
    )
    if engine.marks(request).are_none:
        return _pieces([], Marks())
    results = engine.search(request)
    return _pieces([hit.article_id for hit in results.hits], results.marks)


def _pieces(ids: Sequence[int], marks: Marks) -> Iterator[str]:
    writer = csv.writer(Pieces())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for first in range(0, len(ids), ARTICLES_AT_ONCE):
        batch = ids[first : first + ARTICLES_AT_ONCE]
        articles = load_named(batch)
        yield "".join(
            writer.writerow([*named, *map(_cell, (line.left, line.word, line.right))])
            for pk, mentions in read_mentions(batch, marks)
            if pk in articles
            for named in [_named(articles[pk])]
            for line in map(cut_line, mentions)
        )


def _named(article: Article) -> list[str]:
    """Return what the cells of an article's lines begin with."""
    return [
        str(article.pk),
        article.published_on.isoformat() if article.published_on else "",
        guarded(article.source.name if article.source else ""),
        guarded("; ".join(credit.name for credit in article.credits.all())),
        guarded(article.headline),
    ]


def _cell(text: str) -> str:
    return guarded(text.strip())
