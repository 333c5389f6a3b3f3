"""The formats that articles are handed out in; a new one is a writer and a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.exporting import (
    house,
    jsonlines,
    markdown,
    reading,
    references,
    standalone,
    table,
    word,
)
from archive.exporting.pack import Pack

PIECE_BYTES = 1 << 16


@dataclass(frozen=True)
class Format:
    """A format: how it is chosen, called and told, and what writes it."""

    name: str
    label: str | Promise
    told: str | Promise
    suffix: str
    media_type: str
    writer: Callable[[Pack], Iterator[str] | Iterator[bytes]]

    def write(self, pack: Pack) -> Iterator[bytes]:
        """Yield the file in pieces of some size."""
        return gathered(self.writer(pack))


ZIP = "application/zip"
FORMATS = (
    Format(
        "html", _("Page to read"), _("one file with contents and citations"), "html",
        "text/html; charset=utf-8", reading.write,
    ),
    Format(
        "docx", _("Word document"), _("with contents and citations"), "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word.write,
    ),
    Format(
        "standalone", _("Copy to search"),
        _("pages that search without a server; unpack it and open index.html"),
        "zip", ZIP, standalone.write,
    ),
    Format(
        "csv", _("Table"), _("CSV, for spreadsheets"), "csv",
        "text/csv; charset=utf-8", table.write,
    ),
    Format(
        "jsonl", "JSON Lines",
        _("everything that is known of each article, for programs"),
        "jsonl", "application/x-ndjson", jsonlines.write,
    ),
    Format(
        "markdown", "Markdown", _("a folder with one file an article"), "zip", ZIP,
        markdown.write,
    ),
    Format(
        "house", _("House text"),
        _("a folder of plain texts: date, paragraphs, credits"),
        "zip", ZIP, house.write,
    ),
    Format(
        "ris", "RIS", _("references for Zotero, EndNote and others"), "ris",
        "application/x-research-info-systems", references.write_ris,
    ),
    Format(
        "bibtex", "BibTeX", _("references for LaTeX"), "bib", "application/x-bibtex",
        references.write_bibtex,
    ),
    Format(
        "csl-json", "CSL-JSON", _("references for Pandoc and citation processors"),
        "json", "application/vnd.citationstyles.csl+json", references.write_csl_json,
    ),
)  # fmt: skip
BY_NAME = {format.name: format for format in FORMATS}
# A zip may be any of several.
BY_SUFFIX = {format.suffix: format for format in FORMATS if format.suffix != "zip"}


def gathered(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    """Yield what was written in pieces of some size."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        data = piece if isinstance(piece, bytes) else piece.encode()
        held.append(data)
        size += len(data)
        if size >= PIECE_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
