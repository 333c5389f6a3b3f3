"""Draws how hits spread over time."""

from __future__ import annotations

from archive.charts import Chart, Span, draw
from search.engine import Bar, Results, Unit
from search.results.address import Address


def draw_histogram(results: Results, address: Address) -> Chart | None:
    """Draw the bars as links that narrow the request to their days."""
    spans = [_span(bar, results.unit, address) for bar in results.bars]
    return draw(spans, unit=str(results.unit))


def _span(bar: Bar, unit: Unit, address: Address) -> Span:
    narrowed = address.without("undated").setting(
        **{"from": bar.first.isoformat(), "to": bar.last.isoformat()}
    )
    return Span(bar.first, bar.last, _name(bar, unit), bar.hit_count, str(narrowed))


def _name(bar: Bar, unit: Unit) -> str:
    day = f"{bar.first.day} {bar.first:%b} {bar.first.year}"
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return f"week of {day}"
        case Unit.MONTH:
            return f"{bar.first:%b} {bar.first.year}"
        case Unit.QUARTER:
            return f"{bar.first:%b} to {bar.last:%b} {bar.first.year}"
        case Unit.YEAR:
            return str(bar.first.year)
        case Unit.DECADE:
            return f"{bar.first.year // 10 * 10}s"
