"""Draws charts as SVG: points on a scale where each line is ten times the last."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

COLOURS = ("#0b6e4f", "#c1440e", "#3b5b92", "#8a6d1d", "#6b3fa0")
LEFT, RIGHT, TOP, ROW = 130, 20, 46, 24
WIDTH = 760
STYLE = "font-family: sans-serif; font-size: 12px; background: white"

Series = Mapping[str, Mapping[str, float]]


def draw(title: str, series: Series, rows: Sequence[str], *, unit: str) -> str:
    """Return a drawing with a row for each class and a point for each engine."""
    values = [value for of_one in series.values() for value in of_one.values()]
    low = math.floor(math.log10(min(values)))
    high = math.ceil(math.log10(max(values)))
    height = TOP + ROW * len(rows) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" style="{STYLE}"><title>{escape(title)}</title>',
        *_scale(low, high, height=height, unit=unit),
        *_legend(list(series)),
        *(
            part
            for at, row in enumerate(rows)
            for part in _row(row, series, y=TOP + ROW * at + ROW // 2, ends=(low, high))
        ),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _x(value: float, ends: tuple[int, int]) -> float:
    low, high = ends
    share = (math.log10(value) - low) / max(1, high - low)
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _scale(low: int, high: int, *, height: int, unit: str) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _x(10.0**power, (low, high))
        yield (
            f'<line x1="{x}" y1="{TOP - 6}" x2="{x}" y2="{height - 24}" stroke="#ddd"/>'
        )
        yield (
            f'<text x="{x}" y="{height - 8}" text-anchor="middle" fill="#555">'
            f"{10.0**power:g} {unit}</text>"
        )


def _legend(names: Sequence[str]) -> Iterator[str]:
    for at, name in enumerate(names):
        x = LEFT + at * 150
        yield f'<circle cx="{x}" cy="16" r="5" fill="{COLOURS[at % len(COLOURS)]}"/>'
        yield f'<text x="{x + 10}" y="20">{escape(name)}</text>'


def _row(row: str, series: Series, *, y: int, ends: tuple[int, int]) -> Iterator[str]:
    yield (
        f'<text x="{LEFT - 12}" y="{y + 4}" text-anchor="end">{escape(row)}</text>'
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="#eee"/>'
    )
    for at, values in enumerate(series.values()):
        if row in values:
            x, colour = _x(values[row], ends), COLOURS[at % len(COLOURS)]
            yield f'<circle cx="{x}" cy="{y}" r="5" fill="{colour}"/>'
