"""Writes articles as a folder of texts in the house format."""

from __future__ import annotations

from collections.abc import Iterator

from archive.exporting.pack import Pack
from archive.exporting.zips import write_folder
from archive.models import Article

GAP = "\n\n\n"


def write(pack: Pack) -> Iterator[bytes]:
    """Yield the bytes of the zip."""
    return write_folder(pack, as_house_text, suffix="txt")


def as_house_text(article: Article) -> str:
    """Return date line, paragraphs and trailer.

    The format knows no headline: one that was read stands as the first paragraph.
    """
    parts = [*article.paragraphs, _trailer(article)]
    if not article.headline_is_derived or not article.body:
        parts.insert(0, article.headline)
    if article.published_on:
        parts.insert(0, f" date {article.published_on.isoformat()} ")
    return GAP.join(part for part in parts if part) + "\n"


def _trailer(article: Article) -> str:
    names = [credit.name for credit in article.credits.all()]
    if len(names) < 2:
        return f"Based On {names[0]} Report" if names else ""
    return f"Based On {', '.join(names[:-1])} and {names[-1]} Reports"
