"""Offers the ways in which the same results can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search.asking.address import Address


class View(StrEnum):
    """What a page shows of each hit: snippets, one line, or every mention."""

    ARTICLES = "articles"
    LIST = "list"
    LINES = "lines"


class LineOrder(StrEnum):
    """How lines are sorted: as the hits are, or by the words beside the mention."""

    RESULT = "result"
    LEFT = "left"
    RIGHT = "right"


LINE_ORDERS = {
    LineOrder.RESULT: "article",
    LineOrder.LEFT: "the words before",
    LineOrder.RIGHT: "the words after",
}


@dataclass(frozen=True)
class Option:
    """One of several ways to show the same results."""

    name: str
    address: str
    is_current: bool


def offer_views(address: Address, current: View) -> tuple[Option, ...]:
    """Return the views; the first one is what an address shows that names none."""
    return tuple(
        Option(
            view.title(),
            str(address.setting(view="" if view is View.ARTICLES else view)),
            view is current,
        )
        for view in View
    )


def offer_line_orders(address: Address, current: LineOrder) -> tuple[Option, ...]:
    """Return the orders of lines."""
    return tuple(
        Option(
            name,
            str(address.setting(lines="" if order is LineOrder.RESULT else order)),
            order is current,
        )
        for order, name in LINE_ORDERS.items()
    )
