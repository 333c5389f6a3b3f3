"""Builds what compares the places of words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.language.dialects import Chain
from search.language.lexer import Token
from search.language.limits import MAX_NUMBER
from search.language.operators import Kind
from search.language.sequence import join
from search.language.tree import (
    And,
    AtLeast,
    Everything,
    First,
    Fuzzy,
    In,
    Is,
    Label,
    Near,
    Node,
    Not,
    Nothing,
    NotNear,
    Or,
    Phrase,
    Prefix,
    Range,
    SameParagraph,
    SameSentence,
    Wildcard,
    Word,
)

# Behind every number of words.
RANKS = {Kind.SENTENCE: MAX_NUMBER + 1, Kind.PARAGRAPH: MAX_NUMBER + 2}


@dataclass(frozen=True)
class Link:
    """An operator of nearness between two operands, with NOT before it or not."""

    operator: Token
    is_negated: bool = False

    @property
    def rank(self) -> int:
        """How far apart the operands may stand; the smaller, the closer."""
        return RANKS.get(self.operator.kind, self.operator.number)


def read_chain(
    operands: list[Node], links: list[Link], chain: Chain, note: Callable[..., None]
) -> Node:
    """Join operands, one more than there are links, in the order of the chain."""
    while links:
        places = range(len(links))
        match chain:
            case Chain.LEFTMOST:
                place = places[0]
            case Chain.RIGHTMOST:
                place = places[-1]
            case Chain.CLOSEST:
                place = min(places, key=lambda at: links[at].rank)
        left, right = operands[place : place + 2]
        operands[place : place + 2] = [_pair(left, right, links.pop(place), note)]
    return operands[0]


def _pair(left: Node, right: Node, link: Link, note: Callable[..., None]) -> Node:
    operator = link.operator
    if not (has_places(left) and has_places(right)):
        message = _("“{operator}” compares words; one side here has none.")
        note(operator, message.format(operator=operator.text))
    if not link.is_negated:
        return near(left, right, operator)
    node, doubt = not_near(left, right, operator)
    if doubt:
        note(operator, doubt.format(operator=operator.text))
    return node


def is_one_word(node: Node) -> bool:
    """Whether a node stands for one word, and can be part of a phrase."""
    return isinstance(node, Word | Prefix | Wildcard | Fuzzy)


def side_by_side(nodes: Sequence[Node]) -> Node:
    """Return nodes that follow each other: as a phrase, where they are words."""
    groups: list[Node] = []
    words: list[Word | Prefix | Wildcard | Fuzzy] = []
    for node in [*nodes, None]:
        if isinstance(node, Word | Prefix | Wildcard | Fuzzy):
            words.append(node)
            continue
        if words:
            groups.append(words[0] if len(words) == 1 else Phrase(tuple(words), True))
            words = []
        if node is not None:
            groups.append(node)
    joined = groups[0]
    for group in groups[1:]:
        if has_places(joined) and has_places(group):
            joined = Near(joined, group, 1, in_order=True)
        else:
            joined = join([joined, group]) or joined
    return joined


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
            doubt = _("“NOT {operator}” was read as NOT W/n: either order counts.")
            return NotNear(left, right, operator.number), doubt
        case _:
            doubt = _(
                "“NOT {operator}” leaves out every article in which they stand so "
                "even once."
            )
            pair = Not(near(left, right, operator))
            return join([left, pair]) or pair, doubt


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
