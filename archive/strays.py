"""Tells a few dates far from all others, as wrong ones are, from those to draw."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

# Of so many articles one at each end may be left out; of fewer, one of at least FEW.
PER_STRAY = 100
FEW = 10
# Ten years off is not yet far.
NEAR = 3_652


def find_drawn(
    days: SupportsLenAndGetItem[int], up_to: SupportsLenAndGetItem[int]
) -> tuple[int, int]:
    """Return the places of the first and of the last day to draw.

    days: ordinals in order, at least one. up_to: the articles up to each, itself
    included. What is left out lies farther from all but a few articles than these
    are apart, so that of an even spread nothing is.
    """
    total = up_to[len(days) - 1]
    few = total // PER_STRAY or int(total >= FEW)
    low, high = bisect_right(up_to, few), bisect_left(up_to, total - few)
    reach = max(days[high] - days[low], NEAR)
    first = bisect_left(days, days[low] - reach)
    last = bisect_right(days, days[high] + reach) - 1
    return first, last
