"""Writes articles as a table that spreadsheets open and nothing in it runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from archive.changes import iso
from archive.exporting.pack import Pack
from archive.models import Article

# Spreadsheets read a file as UTF-8 when it begins with this.
BYTE_ORDER_MARK = "\ufeff"
# A cell that begins with one of these would be run as a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    *("id", "headline", "headline_is_derived", "published_on", "published_at"),
    *("source", "credits", "byline", "dateline", "section", "language", "tags"),
    *("url", "words", "body"),
)


class Pieces:
    """A file that hands back what is written to it."""

    def write(self, piece: str) -> str:
        """Return what was to be written."""
        return piece


def write(pack: Pack) -> Iterator[str]:
    """Yield the rows: the record of the search, each begun with "#", then articles."""
    writer = csv.writer(Pieces())
    yield BYTE_ORDER_MARK
    for name, value in pack.record.rows:
        yield writer.writerow([f"# {name}", guarded(value)])
    yield writer.writerow(COLUMNS)
    for article in pack.articles():
        yield writer.writerow(map(guarded, _cells(article)))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_SIGNS) else cell


def _cells(article: Article) -> Iterable[str]:
    return (
        str(article.pk),
        article.headline,
        "yes" if article.headline_is_derived else "",
        iso(article.published_on) or "",
        iso(article.published_at) or "",
        article.source.name if article.source else "",
        "; ".join(credit.name for credit in article.credits.all()),
        article.byline,
        article.dateline,
        article.section,
        article.language,
        "; ".join(tag.name for tag in article.tags.all()),
        article.url,
        str(article.word_count),
        article.body,
    )
