"""Writes the tables of docs/search-syntax.md: `python -m tests.syntax_page`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

import django

from search.language.tables import dialect_rows, field_rows, operator_rows
from tests.processes import ROOT

PATH = ROOT / "docs/search-syntax.md"
OPERATORS = ("example", "finds", "spellings")
FIELDS = ("example", "finds articles", "other names")
DIALECTS = ("read as", "words side by side", "a small and, or, not", "what binds first")


def made(page: str) -> str:
    """Return the page with its tables made anew; the prose stays."""
    for heading, rows in ((OPERATORS, operator_rows()), (FIELDS, field_rows())):
        cells = [(_code(r.example), str(r.finds), _codes(r.spellings)) for r in rows]
        page = _with_table(page, heading, cells)
    dialects = [
        (row.title, row.side_by_side, row.small_words, f"brackets, {row.binding}")
        for row in dialect_rows()
    ]
    return _with_table(page, DIALECTS, dialects)


def _with_table(
    page: str, heading: Sequence[str], rows: Iterable[Sequence[str]]
) -> str:
    """Put a table in the place of the one that has its heading."""
    first = _line(heading)
    before, found, below = page.partition(f"{first}\n")
    if not found:
        raise ValueError(f"{PATH.name} has no table with the heading {first}")
    _, _, after = below.partition("\n\n")
    table = "\n".join([first, _line("---" for _ in heading), *map(_line, rows)])
    return f"{before}{table}\n\n{after}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _code(text: str) -> str:
    return f"`{text}`".replace("|", r"\|")


def _codes(texts: Iterable[str]) -> str:
    return ", ".join(map(_code, texts))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    PATH.write_text(made(PATH.read_text("utf-8")), "utf-8")
