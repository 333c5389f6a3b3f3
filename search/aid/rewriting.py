"""Rewrites a query's tree: a part replaced, left out, or asked for less strictly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from search.language.sequence import either, join, without
from search.language.tree import (
    And,
    AtLeast,
    Everything,
    First,
    Fuzzy,
    In,
    Near,
    Node,
    Not,
    Nothing,
    NotNear,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    SameSentence,
    Wildcard,
    Word,
)

AnyWord = Word | Prefix | Wildcard | Fuzzy
# How many words apart the words of a phrase may be, and where W/n was asked for.
NEARBY = 5
WIDE = 25


def parts_of(tree: Node) -> tuple[Node, ...]:
    """Return the parts that must all hold."""
    nodes = tree.nodes if isinstance(tree, And) else (tree,)
    return tuple(n for n in nodes if not isinstance(n, Everything | Nothing))


def words_of(node: Node) -> Iterator[tuple[Word, Phrase | None]]:
    """Yield the words that a node asks for, each with the phrase it stands in."""
    match node:
        case Word():
            yield node, None
        case Phrase(parts):
            yield from ((part, node) for part in parts if isinstance(part, Word))
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from words_of(part)
        case Near(left, right) | SameSentence(left, right) | SameParagraph(left, right):
            yield from words_of(left)
            yield from words_of(right)
        case NotNear(left):
            yield from words_of(left)
        case AtLeast(_, inner) | First(_, inner) | In(_, inner):
            yield from words_of(inner)


def swapped(tree: Node, part: Node, other: Node | None) -> Node | None:
    """Return a tree with another node in a part's place; without it for None.

    The part is known by identity. None is what is left of nothing else.
    """
    if tree is part:
        return other

    def inside(node: Node) -> Node | None:
        return swapped(node, part, other)

    match tree:
        case And(nodes):
            return join(filter(None, map(inside, nodes)))
        case Or(nodes):
            return either(filter(None, map(inside, nodes)))
        case Not(inner):
            left = inside(inner)
            return left and without(left)
        case Near() | NotNear() | SameSentence() | SameParagraph():
            first, second = inside(tree.left), inside(tree.right)
            if first is None or second is None:
                return first or second
            return replace(tree, left=first, right=second)
        case AtLeast() | First() | In():
            left = inside(tree.node)
            return left and replace(tree, node=left)
        case Phrase(parts):
            words = tuple(_as_words(inside(word)) for word in parts)
            return replace(tree, parts=sum(words, ())) if any(words) else None
        case _:
            return tree


def loosened(node: Node) -> Iterator[Node]:
    """Yield what a part may be taken for instead, the strictest first."""
    match node:
        case Phrase((Word() as word,)):
            yield word
        case Phrase(parts, any_form) if len(parts) > 1:
            if not any_form:
                yield Phrase(parts, any_form=True)
            yield reduce(lambda left, right: Near(left, right, NEARBY), parts)  # type: ignore[arg-type, return-value]
            yield And(parts)
        case Near(left, right, distance, in_order):
            if in_order:
                yield Near(left, right, distance)
            if distance < WIDE:
                yield Near(left, right, WIDE)
            yield from _both(left, right)
        case SameSentence(left, right):
            yield SameParagraph(left, right)
            yield from _both(left, right)
        case SameParagraph(left, right):
            yield from _both(left, right)
        case NotNear(inner) | AtLeast(_, inner) | First(_, inner):
            yield inner
        case In(field, inner):
            yield from (In(field, looser) for looser in loosened(inner))
            yield inner


def run_together(tree: Node) -> Iterator[tuple[str, Word, Node]]:
    """Yield two neighbouring words as typed and as one, and the tree with that."""
    if not isinstance(tree, And):
        return
    for first, second in zip(tree.nodes, tree.nodes[1:], strict=False):
        if isinstance(first, Word) and isinstance(second, Word):
            both = Word(first.text + second.text)
            rest = swapped(tree, second, None)
            joined = rest and swapped(rest, first, both)
            if joined:
                yield f"{first.text} {second.text}", both, joined


def _both(left: Node, right: Node) -> Iterator[Node]:
    node = join((left, right))
    if node:
        yield node


def _as_words(node: Node | None) -> tuple[AnyWord, ...]:
    """Return what may stand in a phrase."""
    match node:
        case And(nodes):
            return tuple(n for n in nodes if isinstance(n, AnyWord))
        case Word() | Prefix() | Wildcard() | Fuzzy():
            return (node,)
        case _:
            return ()
