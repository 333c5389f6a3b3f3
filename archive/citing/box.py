"""Puts together the ways to cite an article that its page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.citing.bibtex import bibtex
from archive.citing.citation import Citation, cite
from archive.citing.cited import Cited
from archive.citing.csl import csl_json
from archive.citing.ris import ris
from archive.citing.styles import STYLES
from archive.locally import dated
from archive.models import ImportedFile


@dataclass(frozen=True)
class CitationFile:
    """A citation as a file for programs: its ending, its type, what writes it."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Cited], str]


FILES = (
    CitationFile("RIS", "ris", "application/x-research-info-systems", ris),
    CitationFile("BibTeX", "bib", "application/x-bibtex", bibtex),
    CitationFile(
        "CSL-JSON",
        "json",
        "application/vnd.citationstyles.csl+json",
        lambda cited: f"[{csl_json(cited)}]\n",
    ),
)


@dataclass(frozen=True)
class CitationBox:
    """An article's citations by the names of their styles, and those in files."""

    styles: tuple[tuple[str, Citation], ...]
    files: tuple[CitationFile, ...] = FILES

    @property
    def printed(self) -> Citation:
        """The one that stands below a printed article."""
        return dict(self.styles)["APA"]


def offer_citations(cited: Cited, files: Iterable[ImportedFile]) -> CitationBox:
    """Return the ways to cite an article; files: where its text came from."""
    styles = [(name, write(cited)) for name, write in STYLES]
    return CitationBox(((_("In short"), _in_short(cited, files)), *styles))


def _in_short(cited: Cited, files: Iterable[ImportedFile]) -> Citation:
    """Return headline, source or basis, date, and the name of the first file."""
    parts = (
        cited.headline,
        cited.publication or cited.basis_here,
        dated(cited.day) if cited.day else _("undated"),
        next((file.path for file in files), ""),
    )
    return cite(", ".join(filter(None, parts)))
