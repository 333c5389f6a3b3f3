"""Folds the copies of an article into one hit."""

from __future__ import annotations

import numpy as np

from search.whoosh_engine.reading.docset import DocSet
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array


def count_folded(docs: DocSet, snapshot: Snapshot) -> int:
    """Count the documents beyond one of each copy group."""
    members = (docs & snapshot.in_groups).docs
    seen = np.zeros(snapshot.group_count + 1, bool)
    seen[snapshot.groups[members]] = True
    return len(members) - int(np.count_nonzero(seen))


def leaders(ordered: Array, snapshot: Snapshot) -> Array:
    """Return the places of the first of each copy group, ascending, (n,).

    ordered: documents in an order, each once. Those of no group lead themselves.
    """
    groups = snapshot.groups[ordered]
    places = np.arange(len(ordered))
    first = np.zeros(snapshot.group_count + 1, np.int64)
    # Of several places that are written to one group the last one stays.
    first[groups[::-1]] = places[::-1]
    return np.flatnonzero((groups == 0) | (first[groups] == places))


def followers(docs: DocSet, chosen: Array, snapshot: Snapshot) -> DocSet:
    """Return the other documents of the copy groups of those chosen, (n,)."""
    wanted = np.zeros(snapshot.group_count + 1, bool)
    wanted[snapshot.groups[chosen]] = True
    wanted[0] = False
    members = (docs & snapshot.in_groups).docs
    copies = members[wanted[snapshot.groups[members]]]
    return DocSet(docs.size, docs=copies[~np.isin(copies, chosen)])
