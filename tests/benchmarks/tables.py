"""Writes tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

MEGABYTE = 1_000_000
Cells = Sequence[object]


def table(heads: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    """Yield a table's lines; all columns but the first are numbers."""
    yield "| " + " | ".join(map(str, heads)) + " |"
    yield "| --- |" + " ---: |" * (len(heads) - 1)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
    yield ""


def ms(value: float) -> str:
    """Write milliseconds with as many digits as tell something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.{2 if value < 10 else 1}f}"
