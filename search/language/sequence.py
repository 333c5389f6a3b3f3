"""Joins the parts of a query that stand side by side, common words left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.language.lexer import Token
from search.language.tree import And, Everything, Node, Not, Nothing, Or


@dataclass(frozen=True)
class Part:
    """A node of a sequence, and where it stands if it is a common word."""

    node: Node
    common: Token | None = None


def words_left_out(parts: Sequence[Part]) -> list[Token]:
    """Return the common words to leave out: all, if anything else is asked for."""
    if all(part.common or isinstance(part.node, Not) for part in parts):
        return []
    return [part.common for part in parts if part.common]


def join(nodes: Iterable[Node]) -> Node | None:
    """Join nodes that must all hold; what only excludes excludes from everything."""
    flat = [
        inner
        for node in nodes
        for inner in (node.nodes if isinstance(node, And) else (node,))
    ]
    if not flat:
        return None
    wanted: list[Node] = [
        node for node in flat if not isinstance(node, Not | Everything)
    ]
    unwanted = [node for node in flat if isinstance(node, Not)]
    joined = (*(wanted or [Everything()]), *unwanted)
    return joined[0] if len(joined) == 1 else And(joined)


def either(nodes: Iterable[Node]) -> Node | None:
    """Join nodes of which one is enough."""
    flat = tuple(
        inner
        for node in nodes
        for inner in (node.nodes if isinstance(node, Or) else (node,))
    )
    if len(flat) < 2:
        return flat[0] if flat else None
    return Or(flat)


def without(node: Node) -> Node:
    """Return what is left of all articles; without everything that is nothing."""
    return Nothing() if isinstance(node, Everything) else Not(node)
