"""Lays out bar charts, to be drawn as SVG by templates/archive/_bars.html."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 100
BAR_WIDTH = 10
GAP = 1
# A bar that stands for something is never too low to be seen.
LOWEST = 2.0


@dataclass(frozen=True)
class Span:
    """A run of days with its name, its number of articles and where it leads."""

    first: datetime.date
    last: datetime.date
    name: str
    count: int
    address: str


@dataclass(frozen=True)
class DrawnBar:
    """A span with its place in the drawing."""

    span: Span
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Chart:
    """Bars in one row; widths and heights are units of the drawing."""

    bars: tuple[DrawnBar, ...]
    unit: str

    @property
    def width(self) -> int:
        """The drawing's width."""
        return len(self.bars) * BAR_WIDTH

    @property
    def bar_width(self) -> int:
        """The width of each bar."""
        return BAR_WIDTH - GAP

    @property
    def height(self) -> int:
        """The drawing's height."""
        return HEIGHT

    @property
    def peak(self) -> Span:
        """The span with the most articles, the first of them."""
        return max((bar.span for bar in self.bars), key=lambda span: span.count)

    @property
    def first(self) -> Span:
        """The first span."""
        return self.bars[0].span

    @property
    def last(self) -> Span:
        """The last span."""
        return self.bars[-1].span


def draw(spans: Sequence[Span], *, unit: str) -> Chart | None:
    """Lay out the spans as bars; one bar or none says nothing, so it is no chart."""
    if len(spans) < 2:
        return None
    highest = max(span.count for span in spans) or 1
    return Chart(
        tuple(_bar(span, place=n, highest=highest) for n, span in enumerate(spans)),
        unit,
    )


def _bar(span: Span, *, place: int, highest: int) -> DrawnBar:
    height = round(span.count / highest * HEIGHT, 2)
    if span.count:
        height = max(LOWEST, height)
    return DrawnBar(
        span, x=place * BAR_WIDTH, y=round(HEIGHT - height, 2), height=height
    )
