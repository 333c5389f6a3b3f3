"""Gathers the help page: what can be written, with examples that find something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from search.engine import Engine, IndexUnusable
from search.examples import Example, put_in, stand_ins
from search.language import limits
from search.language.common_words import COMMON_WORDS
from search.language.parser import parse
from search.language.tables import (
    SIGNS,
    DialectRow,
    Row,
    dialect_rows,
    field_rows,
    operator_rows,
)
from search.names import ArchiveNames
from search.request import SearchRequest
from search.whoosh_engine import open_engine


@dataclass(frozen=True)
class HelpRow:
    """Something to write; `example` is there where it finds articles."""

    text: str
    finds: str
    spellings: tuple[str, ...]
    example: Example | None = None
    article_count: int = 0


@dataclass(frozen=True)
class HelpTable:
    """One table of the page."""

    slug: str
    title: str
    rows: tuple[HelpRow, ...]


@dataclass(frozen=True)
class Help:
    """Everything that the help page shows."""

    tables: tuple[HelpTable, ...]
    dialects: tuple[DialectRow, ...]
    common_words: str
    most_characters: int
    most_wildcards: int


def gather() -> Help:
    """Return the help page; without an index its examples are no links."""
    try:
        return _gathered(open_engine().state, get_language())
    except IndexUnusable:
        return _filled_in(None)


@lru_cache(maxsize=1)
def _gathered(_state: str, _language: str | None) -> Help:
    """Return the page for one state of the index, for which it is made once."""
    return _filled_in(open_engine())


def _filled_in(engine: Engine | None) -> Help:
    words = stand_ins(engine) if engine else {}
    tables = (
        ("words-and-signs", _("Words and signs"), SIGNS),
        ("operators", _("Operators"), operator_rows()),
        ("fields", _("Fields"), field_rows()),
    )
    return Help(
        tables=tuple(
            HelpTable(slug, title, tuple(_rows(rows, words, engine)))
            for slug, title, rows in tables
        ),
        dialects=dialect_rows(),
        common_words=", ".join(sorted(COMMON_WORDS["en"])),
        most_characters=limits.MAX_CHARACTERS,
        most_wildcards=limits.MAX_WILDCARDS,
    )


def _rows(
    rows: Iterable[Row], words: Mapping[str, str], engine: Engine | None
) -> Iterator[HelpRow]:
    names = ArchiveNames()
    for row in rows:
        text = put_in(row.example, words)
        request = SearchRequest(parse(text, names=names))
        count = engine.count(request) if engine else 0
        others = [other for other in row.spellings if other not in row.example.split()]
        if count:
            spellings = tuple(put_in(other, words) for other in others)
            yield HelpRow(text, str(row.finds), spellings, Example(text), count)
        else:
            yield HelpRow(row.example, str(row.finds), tuple(others))
