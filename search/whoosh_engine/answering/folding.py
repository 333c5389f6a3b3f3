"""Folds the copies of an article into one hit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.whoosh_engine.reading.docset import DocSet
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array


@dataclass(frozen=True)
class Folded:
    """Hits of which each copy group has one.

    leaders: the hits that stand for themselves or their group. followers: the copies
    folded into one of them, best first, (n,); groups: the copy group of each, (n,).
    """

    leaders: DocSet
    followers: Array
    groups: Array

    @property
    def count(self) -> int:
        """How many hits are folded into another."""
        return len(self.followers)

    def into(self, group: int) -> Array:
        """Return the copies folded into a group's leader, best first, (n,)."""
        copies: Array = self.followers[(self.groups == group) & (group > 0)]
        return copies


def unfolded(docs: DocSet) -> Folded:
    """Return hits that all stand for themselves."""
    nothing = np.zeros(0, np.int64)
    return Folded(docs, nothing, nothing)


def fold(docs: DocSet, ordered: Array, snapshot: Snapshot) -> Folded:
    """Fold hits whose copies are given best first, (n,)."""
    groups = snapshot.column("group")[ordered]
    _, first = np.unique(groups, return_index=True)
    follows = np.ones(len(ordered), bool)
    follows[first] = False
    followers = ordered[follows]
    leaders = docs - DocSet(docs.size, docs=np.sort(followers))
    return Folded(leaders, followers, groups[follows])
