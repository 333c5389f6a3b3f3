"""Lays out bar charts, to be drawn as SVG by templates/_bars.html."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from archive import units

HEIGHT = 100
BAR_WIDTH = 10
GAP = 1
# A bar that stands for something is never too low to be seen.
LOWEST = 2
# How high the dots lie in the place of a bar where the archive has nothing.
DOTS = 2


@dataclass(frozen=True)
class Span:
    """A run of days with its name, its number of articles and where it leads.

    out_of: how many articles these days have in all, where the count is of some.
    """

    first: datetime.date
    last: datetime.date
    name: str
    count: int
    address: str
    out_of: int = 0

    @property
    def share(self) -> float:
        """The part of all articles of these days, from 0 to 1."""
        return self.count / self.out_of if self.out_of else 0.0

    @property
    def percentage(self) -> str:
        """The share in words that fit beside a number."""
        percent = self.share * 100
        digits = 1 if 0 < percent < 10 else 0
        number = number_format(f"{percent:.{digits}f}", use_l10n=True)
        return _("{number} %").format(number=number)


@dataclass(frozen=True)
class DrawnBar:
    """A span with the part of the drawing that leads there."""

    span: Span
    reach: str

    @property
    def title(self) -> str:
        """What it says where it is pointed at: "Mar 2024: 12 of 1,968"."""
        span = self.span
        return units.told(span.name, units.amount_of(span.count, span.out_of))


@dataclass(frozen=True)
class Chart:
    """Bars in one row; widths and heights are units of the drawing.

    outline, backdrop: the bars, and how many articles all days have, as SVG paths;
    each is drawn to a scale of its own. gaps: lines where the archive has nothing.
    strays: few articles too far before or after to be drawn.
    """

    bars: tuple[DrawnBar, ...]
    unit: str
    outline: str
    backdrop: str
    gaps: str
    by_share: bool
    strays: tuple[Span, ...] = ()

    @property
    def width(self) -> int:
        """The drawing's width."""
        return len(self.bars) * BAR_WIDTH

    @property
    def height(self) -> int:
        """The drawing's height."""
        return HEIGHT

    @property
    def filled(self) -> tuple[DrawnBar, ...]:
        """The bars of which there is something to see."""
        return tuple(bar for bar in self.bars if bar.span.count)

    @property
    def peak(self) -> Span:
        """The span with the most articles or the highest share, the first of them."""
        spans = (bar.span for bar in self.bars)
        return max(spans, key=lambda s: s.share if self.by_share else s.count)

    @property
    def total(self) -> int:
        """The number of articles in all spans."""
        return sum(bar.span.count for bar in self.bars)

    @property
    def finding(self) -> str:
        """The sentence that says what the chart shows: where there is most."""
        peak = self.peak
        if self.by_share:
            return _("Highest share {where}: {share} ({amount}).").format(
                where=units.WHERE[self.unit].format(name=peak.name),
                share=peak.percentage,
                amount=units.amount_of(peak.count, peak.out_of),
            )
        amount = units.amount_of(peak.count, self.total if self.backdrop else 0)
        if sum(bar.span.count == peak.count for bar in self.bars) > 1:
            return units.AT_MOST[self.unit].format(amount=amount)
        return units.most(self.unit, peak.name, amount)

    @property
    def unit_name(self) -> str:
        """What the spans are, as the head of a column."""
        return str(units.NAMES[self.unit])

    @property
    def by_unit(self) -> str:
        """What each bar stands for: "By month"."""
        return str(units.BY[self.unit])

    @property
    def first(self) -> Span:
        """The first span."""
        return self.bars[0].span

    @property
    def last(self) -> Span:
        """The last span."""
        return self.bars[-1].span


def draw(spans: Sequence[Span], *, unit: str, by_share: bool = False) -> Chart | None:
    """Lay out the spans as bars; one bar or none says nothing, so it is no chart."""
    if len(spans) < 2:
        return None
    heights = _heights([span.share if by_share else span.count for span in spans])
    behind = _heights([span.out_of for span in spans])
    return Chart(
        bars=tuple(_bar(span, place=n) for n, span in enumerate(spans)),
        unit=unit,
        outline=_line_over(heights, gap=GAP),
        backdrop=_line_over(behind, gap=0) if any(behind) else "",
        gaps="".join(
            f"M{place * BAR_WIDTH} {HEIGHT - DOTS}h{BAR_WIDTH}"
            for place, span in enumerate(spans)
            if not (span.count or span.out_of)
        ),
        by_share=by_share,
    )


def _bar(span: Span, *, place: int) -> DrawnBar:
    width = BAR_WIDTH - GAP
    return DrawnBar(span, f"M{place * BAR_WIDTH} 0h{width}v{HEIGHT}h-{width}z")


def _heights(values: Sequence[float]) -> list[int]:
    """Return heights in the drawing, the highest value as high as it is."""
    highest = max(values) or 1
    return [
        max(LOWEST, round(value / highest * HEIGHT)) if value else 0 for value in values
    ]


def _line_over(heights: Sequence[int], *, gap: int) -> str:
    """Return one line over the tops of bars, down to the ground between them."""
    down = f"V{HEIGHT}h{gap}" if gap else ""
    steps = (f"V{HEIGHT - height}h{BAR_WIDTH - gap}{down}" for height in heights)
    return f"M0 {HEIGHT}{''.join(steps)}V{HEIGHT}"
