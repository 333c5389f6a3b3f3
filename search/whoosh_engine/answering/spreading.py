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


def spread(node: Node) -> Node:
    """Return a tree that finds the same, its comparisons of places at the leaves."""
    match node:
        case And(nodes) | Or(nodes):
            return type(node)(tuple(spread(part) for part in nodes))
        case Not(inner):
            return Not(spread(inner))
        case AtLeast(_, inner) | First(_, inner) | In(_, inner):
            return _within(spread(inner), lambda part: replace(node, node=part))
        case Near(left, right) | SameSentence(left, right) | SameParagraph(left, right):
            return _pair(spread(left), spread(right), node)
        case NotNear(left, right):
            return _apart(spread(left), spread(right), node)
        case _:
            return node


def _within(inner: Node, wrap: Callable[[Node], Node]) -> Node:
    """Wrap what stands at places, below whatever does not."""
    if has_occurrences(inner):
        return wrap(inner)
    match inner:
        case And(nodes) | Or(nodes):
            return type(inner)(tuple(_within(part, wrap) for part in nodes))
        case Not(negated):
            return Not(_within(negated, wrap))
        case _:
            return inner


def _pair(left: Node, right: Node, node: Near | SameSentence | SameParagraph) -> Node:
    if has_occurrences(left) and has_occurrences(right):
        return replace(node, left=left, right=right)
    if not has_occurrences(left):
        return _around(left, right, lambda part: _pair(part, right, node))
    return _around(right, left, lambda part: _pair(left, part, node))


def _around(side: Node, other: Node, pair: Callable[[Node], Node]) -> Node:
    """Pair the members of one side with the other side."""
    match side:
        case And(nodes) | Or(nodes):
            return type(side)(tuple(pair(part) for part in nodes))
        case _:
            return And((side, other))


def _apart(left: Node, right: Node, node: NotNear) -> Node:
    if not has_occurrences(left):
        match left:
            case And(nodes) | Or(nodes):
                parts = tuple(_apart(part, right, node) for part in nodes)
                return type(left)(parts)
            case _:
                return And((left, Not(right)))
    if has_occurrences(right):
        return replace(node, left=left, right=right)
    match right:
        case And(nodes):
            return Or(tuple(_apart(left, part, node) for part in nodes))
        case Or(nodes):
            return And(tuple(_apart(left, part, node) for part in nodes))
        case Not(negated):
            return And((left, negated))
        case _:
            return And((left, Not(right)))
