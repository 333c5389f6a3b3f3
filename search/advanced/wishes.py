"""Turns what a form asks for into a tree, and a tree into what the form shows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.language.limits import MAX_NUMBER
from search.language.operators import USUAL_DISTANCE
from search.language.sequence import either, join
from search.language.tree import (
    And,
    Everything,
    Fuzzy,
    In,
    Label,
    LabelField,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    RangeField,
    TextField,
    Wildcard,
    Word,
)
from search.language.words import AnyWord, find_words
from search.language.writing import write

WORD = Word | Prefix | Wildcard | Fuzzy
PARTS = (TextField.HEADLINE, TextField.LEAD, TextField.BYLINE)
LABELS = (
    *(LabelField.SOURCE, LabelField.CREDIT, LabelField.SECTION, LabelField.TAG),
    LabelField.LANGUAGE,
)
# What ranges of words can say.
MOST_WORDS = MAX_NUMBER - 1
Days = tuple[datetime.date | None, datetime.date | None]
Length = tuple[int | None, int | None]
OPEN = (None, None)


@dataclass(frozen=True)
class Wishes:
    """What a form asks for, text by text.

    near: both sides. parts, labels: by field. days, length: first and last, included.
    rest: what else must hold, for which the form has no place.
    """

    words: str = ""
    any_of: str = ""
    none_of: str = ""
    phrase: str = ""
    near: tuple[str, str] = ("", "")
    distance: int = USUAL_DISTANCE
    in_order: bool = False
    parts: Mapping[TextField, str] = field(default_factory=dict)
    labels: Mapping[LabelField, str] = field(default_factory=dict)
    days: Days = OPEN
    length: Length = OPEN
    rest: Node = field(default_factory=Everything)


def words_of(text: str) -> list[AnyWord]:
    """Return the words of a text, stars and tildes understood; raises QueryRefused."""
    return [found.node for found in find_words(text, shout_is_star=False)]


def tree_of(wishes: Wishes) -> Node:
    """Return the query that asks for all of it; raises QueryRefused."""
    asked: list[Node | None] = [
        *words_of(wishes.words),
        either(words_of(wishes.any_of)),
        _phrase(words_of(wishes.phrase)),
        _near(wishes),
        *(_part(place, text) for place, text in wishes.parts.items()),
        *(Label(name, text) for name, text in wishes.labels.items() if text),
        _range(RangeField.DATE, wishes.days),
        _range(RangeField.WORDS, wishes.length),
        wishes.rest,
        *map(Not, words_of(wishes.none_of)),
    ]
    return join(node for node in asked if node is not None) or Everything()


def wishes_of(tree: Node) -> Wishes:
    """Return what a form shows of a query; what it has no place for is the rest."""
    wishes, rest = Wishes(), []
    for node in tree.nodes if isinstance(tree, And) else (tree,):
        placed = _placed(node, wishes)
        if placed is None:
            rest.append(node)
        wishes = placed or wishes
    return replace(wishes, rest=join(rest) or Everything())


def _phrase(words: Sequence[AnyWord]) -> Node | None:
    return Phrase(tuple(words)) if words else None


def _near(wishes: Wishes) -> Node | None:
    left, right = (_side(words_of(text)) for text in wishes.near)
    if left is None or right is None:
        return None
    return Near(left, right, wishes.distance, in_order=wishes.in_order)


def _side(words: Sequence[AnyWord]) -> Node | None:
    """Return one side of a nearness: a word, or several in this order, in any form."""
    if len(words) > 1:
        return Phrase(tuple(words), any_form=True)
    return words[0] if words else None


def _part(place: TextField, text: str) -> Node | None:
    words = join(words_of(text))
    return In(place, words) if words else None


def _range(name: RangeField, ends: Days | Length) -> Node | None:
    return None if ends == OPEN else Range(name, *ends)


def _placed(node: Node, wishes: Wishes) -> Wishes | None:
    """Put a part of a query where the form has a free place; None if it has none."""
    match node:
        case Everything():
            return wishes
        case Word() | Prefix() | Wildcard() | Fuzzy():
            return replace(wishes, words=f"{wishes.words} {_text([node])}".strip())
        case Not(Word() | Prefix() | Wildcard() | Fuzzy() as word):
            return replace(wishes, none_of=f"{wishes.none_of} {_text([word])}".strip())
        case Or(nodes) if not wishes.any_of and (text := _text(nodes)):
            return replace(wishes, any_of=text)
        case Phrase(words, any_form=False) if not wishes.phrase:
            return replace(wishes, phrase=_text(words))
        case Near() if not any(wishes.near):
            return _with_nearness(node, wishes)
        case In(place, inner) if place in PARTS and place not in wishes.parts:
            text = _text(inner.nodes if isinstance(inner, And) else (inner,))
            parts = {**wishes.parts, place: text}
            return replace(wishes, parts=parts) if text else None
        case Label(name, text) if name in LABELS and name not in wishes.labels:
            return replace(wishes, labels={**wishes.labels, name: text})
        case Range():
            return _with_range(node, wishes)
    return None


def _with_nearness(node: Near, wishes: Wishes) -> Wishes | None:
    sides = _side_text(node.left), _side_text(node.right)
    if not all(sides):
        return None
    return replace(wishes, near=sides, distance=node.distance, in_order=node.in_order)


def _with_range(node: Range, wishes: Wishes) -> Wishes | None:
    match node:
        case Range(low=None, high=None):
            return None
        case Range(
            RangeField.DATE,
            datetime.date() | None as first,
            datetime.date() | None as last,
        ) if wishes.days == OPEN:
            return replace(wishes, days=(first, last))
        case Range(RangeField.WORDS, int() | None as least, int() | None as most) if (
            wishes.length == OPEN and max(least or 0, most or 0) <= MOST_WORDS
        ):
            return replace(wishes, length=(least, most))
    return None


def _text(words: Sequence[Node]) -> str:
    """Return plain words as a person types them; "" if any is more than a word."""
    plain = tuple(word for word in words if isinstance(word, WORD))
    # In quotation marks, words need no sign that tells them from operators.
    return write(Phrase(plain))[1:-1] if len(plain) == len(words) else ""


def _side_text(side: Node) -> str:
    if isinstance(side, Phrase) and side.any_form and len(side.parts) > 1:
        return _text(side.parts)
    return _text([side])


def query_text(wishes: Wishes) -> str:
    """Return the query as it is written in the box; raises QueryRefused."""
    return write(tree_of(wishes))
