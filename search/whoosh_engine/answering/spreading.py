"""Rewrites a tree so that what compares places is only asked of what stands at places.

`(a AND b) W/5 c` becomes `a W/5 c AND b W/5 c`: an article's facts and AND, OR, NOT
are pulled out of nearness, of fields and of counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from search.language.tree import (
    And,
    AtLeast,
    First,
    In,
    Near,
    Node,
    Not,
    NotNear,
    Or,
    SameParagraph,
    SameSentence,
)
from search.whoosh_engine.answering.occurrences import has_occurrences

# Brackets within brackets on both sides of nearness multiply.
MAX_COMPARISONS = 500


class TooManyComparisons(Exception):
    """A tree would have to be spread into too many comparisons of places."""


def spread(tree: Node) -> Node:
    """Return a tree that finds the same, its comparisons of places at the leaves.

    Raises TooManyComparisons.
    """
    return _Spreading().spread(tree)


class _Spreading:
    """Spreads one tree, and counts what comes of it."""

    def __init__(self) -> None:
        self._left = MAX_COMPARISONS

    def spread(self, node: Node) -> Node:
        match node:
            case And(nodes) | Or(nodes):
                return type(node)(tuple(map(self.spread, nodes)))
            case Not(inner):
                return Not(self.spread(inner))
            case AtLeast(_, inner) | First(_, inner) | In(_, inner):
                whole = self.spread(inner)
                return self._within(whole, lambda part: replace(node, node=part))
            case Near(left, right) | SameSentence(left, right):
                return self._pair(self.spread(left), self.spread(right), node)
            case SameParagraph(left, right):
                return self._pair(self.spread(left), self.spread(right), node)
            case NotNear(left, right):
                return self._apart(self.spread(left), self.spread(right), node)
            case _:
                return node

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooManyComparisons

    def _within(self, inner: Node, wrap: Callable[[Node], Node]) -> Node:
        """Wrap what stands at places, below whatever does not."""
        self._count()
        if has_occurrences(inner):
            return wrap(inner)
        match inner:
            case And(nodes) | Or(nodes):
                return type(inner)(tuple(self._within(part, wrap) for part in nodes))
            case Not(negated):
                return Not(self._within(negated, wrap))
            case _:
                return inner

    def _pair(
        self, left: Node, right: Node, node: Near | SameSentence | SameParagraph
    ) -> Node:
        self._count()
        if not has_occurrences(left):
            return _around(left, right, lambda part: self._pair(part, right, node))
        if not has_occurrences(right):
            return _around(right, left, lambda part: self._pair(left, part, node))
        return replace(node, left=left, right=right)

    def _apart(self, left: Node, right: Node, node: NotNear) -> Node:
        self._count()
        if not has_occurrences(left):
            match left:
                case And(nodes) | Or(nodes):
                    parts = tuple(self._apart(part, right, node) for part in nodes)
                    return type(left)(parts)
                case _:
                    return And((left, Not(right)))
        match right:
            case _ if has_occurrences(right):
                return replace(node, left=left, right=right)
            case And(nodes):
                return Or(tuple(self._apart(left, part, node) for part in nodes))
            case Or(nodes):
                return And(tuple(self._apart(left, part, node) for part in nodes))
            case Not(negated):
                return And((left, negated))
            case _:
                return And((left, Not(right)))


def _around(side: Node, other: Node, pair: Callable[[Node], Node]) -> Node:
    """Pair the members of one side with the other side."""
    match side:
        case And(nodes) | Or(nodes):
            return type(side)(tuple(map(pair, nodes)))
        case _:
            return And((side, other))
