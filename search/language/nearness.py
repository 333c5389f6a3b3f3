"""Builds what compares the places of words."""

from __future__ import annotations

from search.language.lexer import Token
from search.language.operators import Kind
from search.language.tree import (
    And,
    AtLeast,
    Everything,
    First,
    In,
    Is,
    Label,
    Near,
    Node,
    Not,
    Nothing,
    NotNear,
    Or,
    Range,
    SameParagraph,
    SameSentence,
)


def near(left: Node, right: Node, operator: Token) -> Node:
    """Return what an operator of nearness makes of its two sides."""
    match operator.kind:
        case Kind.SENTENCE:
            return SameSentence(left, right)
        case Kind.PARAGRAPH:
            return SameParagraph(left, right)
        case _:
            in_order = operator.kind is Kind.IN_ORDER
            return Near(left, right, operator.number, in_order=in_order)


def not_near(left: Node, right: Node, operator: Token) -> tuple[Node, str]:
    """Return what NOT before such an operator makes of it, and a doubt or ""."""
    match operator.kind:
        case Kind.NEAR:
            return NotNear(left, right, operator.number), ""
        case Kind.IN_ORDER:
            doubt = "was read as NOT W/n: either order counts."
            return NotNear(left, right, operator.number), doubt
        case _:
            doubt = "leaves out every article in which they stand so even once."
            return And((left, Not(near(left, right, operator)))), doubt


def has_places(node: Node) -> bool:
    """Whether some part of a node is looked for in texts, where words have places."""
    match node:
        case Everything() | Nothing() | Label() | Range() | Is():
            return False
        case And(nodes) | Or(nodes):
            return any(map(has_places, nodes))
        case Not(inner) | In(_, inner) | AtLeast(_, inner) | First(_, inner):
            return has_places(inner)
        case _:
            return True
