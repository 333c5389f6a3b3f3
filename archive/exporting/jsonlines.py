"""Writes articles as JSON Lines: the record of the search, then one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archive.changes import iso
from archive.exporting.pack import Pack
from archive.exporting.record import SearchRecord
from archive.models import Article

VERSION = 1
# The first line of our own exports begins with this.
MARK = "archive_export"
ARTICLES, WHOLE = "articles", "whole archive"


def write(pack: Pack) -> Iterator[str]:
    """Yield the lines."""
    yield line(header(ARTICLES, pack.record))
    for article in pack.articles():
        yield line(article_data(article))


def header(holds: str, record: SearchRecord) -> dict[str, Any]:
    """Return the first line; holds: ARTICLES or WHOLE."""
    return {MARK: VERSION, "holds": holds, "record": record.data}


def article_data(article: Article) -> dict[str, Any]:
    """Return what an article says, under the names that imports read."""
    return {
        "id": article.pk,
        "headline": article.headline,
        "headline_is_derived": article.headline_is_derived,
        "published_on": iso(article.published_on),
        "published_at": iso(article.published_at),
        "source": article.source.name if article.source else None,
        "credits": [credit.name for credit in article.credits.all()],
        "byline": article.byline,
        "dateline": article.dateline,
        "section": article.section,
        "language": article.language,
        "url": article.url,
        "tags": [tag.name for tag in article.tags.all()],
        "body": article.body,
    }


def line(data: dict[str, Any]) -> str:
    """Return JSON values as one line."""
    return f"{json.dumps(data, ensure_ascii=False)}\n"
