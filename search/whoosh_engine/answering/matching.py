"""Finds the articles that a query's tree asks for, and what they are scored by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from search.language.query import Note
from search.language.readback import say
from search.language.tree import (
    And,
    Everything,
    In,
    Is,
    Label,
    Node,
    Not,
    Nothing,
    Or,
    Range,
    TextField,
)
from search.whoosh_engine.answering.filtering import having
from search.whoosh_engine.answering.leaves import Leaf, find_leaf
from search.whoosh_engine.answering.occurrences import has_occurrences
from search.whoosh_engine.answering.spreading import TooManyComparisons, spread
from search.whoosh_engine.reading.docset import DocSet
from search.whoosh_engine.reading.scan import BudgetSpent, Scan
from search.whoosh_engine.segments.arrayfile import Array

TOO_MANY_COMPARISONS = _(
    "The brackets ask for too many comparisons of what stands near what: write fewer "
    "words into them."
)


@dataclass(frozen=True)
class WantedLeaf:
    """A leaf that is looked for, not only kept out, with what it found."""

    node: Node
    scope: TextField
    leaf: Leaf


class Matching:
    """The articles of one query, and its wanted leaves in the order of the query."""

    def __init__(self, scan: Scan, tree: Node, *, any_word: bool = False) -> None:
        self._scan = scan
        self._any_word = any_word
        self.wanted: list[WantedLeaf] = []
        # Those of them that AND joins.
        self.joined: list[WantedLeaf] = []
        self.notes: list[Note] = []
        try:
            tree = spread(tree)
        except TooManyComparisons:
            self.notes.append(Note(str(TOO_MANY_COMPARISONS), 0, 0))
            tree = Nothing()
        # Whether just the articles found have a score.
        self.is_found_by_score = _is_sum_of_leaves(tree)
        found = self._find(tree, wanted=True)
        self.docs = DocSet.none(scan.snapshot.size) if found is None else found

    def scores(self, docs: Array) -> Array:
        """Return the scores of some documents, (n,) float32, leaf after leaf."""
        total = np.zeros(len(docs), np.float32)
        for wanted in self.wanted:
            total += wanted.leaf.scores_of(docs)
        return total

    def scores_by_document(self) -> Array:
        """Return what all leaves add up to, found or not, (size,) float32."""
        first, *others = (wanted.leaf for wanted in self.wanted)
        total = first.scores_by_document
        if others and not first.docs.is_sparse:
            total = total.copy()
        for leaf in others:
            leaf.add_to(total)
        return total

    def _find(
        self, node: Node, *, wanted: bool, scope: TextField = TextField.ANY
    ) -> DocSet | None:
        """Return the articles of a node; None when it had to be left out."""
        match node:
            case Everything():
                return self._scan.snapshot.live
            case Nothing():
                return DocSet.none(self._scan.snapshot.size)
            case Label() | Range() | Is():
                return having(self._scan, node)
            case In(field, inner):
                return self._find(inner, wanted=wanted, scope=field)
            case Or(nodes):
                return _any(
                    [self._find(part, wanted=wanted, scope=scope) for part in nodes]
                )
            case And(nodes):
                return self._all(nodes, wanted=wanted, scope=scope)
            case Not():
                return self._all((Everything(), node), wanted=wanted, scope=scope)
            case _ if has_occurrences(node):
                return self._leaf(node, wanted=wanted, scope=scope)
            case _:
                raise TypeError(f"{type(node).__name__} was not spread")

    def _leaf(self, node: Node, *, wanted: bool, scope: TextField) -> DocSet | None:
        try:
            leaf = find_leaf(self._scan, node, scope)
        except BudgetSpent:
            message = gettext("Left out, since it would take too long: {part}.")
            self.notes.append(Note(message.format(part=say(node)), 0, 0))
            return None
        if wanted:
            self.wanted.append(WantedLeaf(node, scope, leaf))
        return leaf.docs.alone()

    def _all(
        self, nodes: Sequence[Node], *, wanted: bool, scope: TextField
    ) -> DocSet | None:
        with_them = []
        for node in nodes:
            if not isinstance(node, Not):
                before = len(self.wanted)
                with_them.append(self._find(node, wanted=wanted, scope=scope))
                # One leaf: neither the several of an Or nor those of another And.
                if len(self.wanted) == before + 1:
                    self.joined.append(self.wanted[-1])
        without = [
            self._find(node.node, wanted=not wanted, scope=scope)
            for node in nodes
            if isinstance(node, Not)
        ]
        if not with_them:
            with_them = [self._scan.snapshot.live]
        found = _any(with_them) if self._any_word else _every(with_them)
        for docs in without:
            if found is not None and docs is not None:
                found = found - docs
        return found


def _is_sum_of_leaves(node: Node) -> bool:
    match node:
        case Or(nodes):
            return all(map(_is_sum_of_leaves, nodes))
        case _:
            return has_occurrences(node)


def _any(several: Sequence[DocSet | None]) -> DocSet | None:
    kept = [docs for docs in several if docs is not None]
    if not kept:
        return None
    found = kept[0]
    for docs in kept[1:]:
        found = found | docs
    return found


def _every(several: Sequence[DocSet | None]) -> DocSet | None:
    kept = sorted((docs for docs in several if docs is not None), key=len)
    if not kept:
        return None
    found = kept[0]
    for docs in kept[1:]:
        found = found & docs
    return found
