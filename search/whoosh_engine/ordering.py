"""Narrows, sorts and folds what a query has found.

A hit is its score and its document number.
"""

from __future__ import annotations

from search.engine import Facet, Filter, Order
from search.whoosh_engine.faceting import Columns
from search.whoosh_engine.schema import NO_DATE


def narrowed(
    hits: list[tuple[float, int]],
    checks: dict[Filter, list[bool]],
    *,
    without: Facet | None = None,
) -> list[tuple[float, int]]:
    """Keep the hits that pass the filters, one facet's own left aside."""
    used = [check for chosen, check in checks.items() if chosen.facet is not without]
    return [pair for pair in hits if all(check[pair[1]] for check in used)]


def in_order(
    columns: Columns, hits: list[tuple[float, int]], order: Order
) -> list[tuple[float, int]]:
    """Sort hits; ties are newest, then highest id, and undated come last."""
    dates, numbers, words = columns.dates, columns.ids, columns.words
    keys = {
        Order.RELEVANCE: lambda hit: (
            -round(hit[0], 6), -dates[hit[1]], -numbers[hit[1]],
        ),
        Order.NEWEST: lambda hit: (-dates[hit[1]], -numbers[hit[1]]),
        Order.OLDEST: lambda hit: (
            dates[hit[1]] == NO_DATE, dates[hit[1]], numbers[hit[1]],
        ),
        Order.LONGEST: lambda hit: (-words[hit[1]], -dates[hit[1]], -numbers[hit[1]]),
    }  # fmt: skip
    return sorted(hits, key=keys[order])


def folded(
    columns: Columns, ordered: list[tuple[float, int]], *, fold: bool
) -> list[tuple[float, int, list[int]]]:
    """Return the hits with the copies folded into each; the best copy leads."""
    hits: list[tuple[float, int, list[int]]] = []
    copies_of: dict[str, list[int]] = {}
    for score, doc in ordered:
        group = columns.groups[doc] if fold else ""
        if group in copies_of:
            copies_of[group].append(doc)
            continue
        hits.append((score, doc, []))
        if group:
            copies_of[group] = hits[-1][2]
    return hits
