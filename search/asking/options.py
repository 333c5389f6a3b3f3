"""Offers the ways in which the same results can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import pgettext_lazy

from search.asking.address import Address
from search.request import Order

PAGE_SIZES = (20, 50, 100)
COPIES = ("fold", "show")
UNDATED = ("1", "only")


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


VIEWS = {
    View.ARTICLES: pgettext_lazy("view", "Articles"),
    View.LIST: pgettext_lazy("view", "List"),
    View.LINES: pgettext_lazy("view", "Lines"),
}
ORDERS = {
    Order.RELEVANCE: pgettext_lazy("sorted by", "relevance"),
    Order.NEWEST: pgettext_lazy("sorted by", "newest"),
    Order.OLDEST: pgettext_lazy("sorted by", "oldest"),
    Order.LONGEST: pgettext_lazy("sorted by", "longest"),
    Order.ADDED: pgettext_lazy("sorted by", "added"),
}
LINE_ORDERS = {
    LineOrder.RESULT: pgettext_lazy("sorted by", "article"),
    LineOrder.LEFT: pgettext_lazy("sorted by", "the words before"),
    LineOrder.RIGHT: pgettext_lazy("sorted by", "the words after"),
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
            str(name),
            str(address.setting(view="" if view is View.ARTICLES else view)),
            view is current,
        )
        for view, name in VIEWS.items()
    )


def offer_line_orders(address: Address, current: LineOrder) -> tuple[Option, ...]:
    """Return the orders of lines."""
    return tuple(
        Option(
            str(name),
            str(address.setting(lines="" if order is LineOrder.RESULT else order)),
            order is current,
        )
        for order, name in LINE_ORDERS.items()
    )
