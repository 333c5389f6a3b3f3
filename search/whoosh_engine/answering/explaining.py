"""Says what a hit's score is made of."""

from __future__ import annotations

import numpy as np

from search.answers import Explanation, PartScore
from search.whoosh_engine.answering import ranking
from search.whoosh_engine.answering.finding import Found
from search.whoosh_engine.reading.snapshot import Snapshot


def explain(found: Found, snapshot: Snapshot, article_id: int) -> Explanation | None:
    """Return an article's score as a sum over the query's wanted leaves."""
    docs = np.flatnonzero(snapshot.column("number") == article_id)
    docs = docs[found.docs.contains(docs)]
    if not len(docs):
        return None
    parts = []
    for wanted in found.matching.wanted:
        score = float(wanted.leaf.scores_of(docs)[0])
        rarity = wanted.leaf.rarity
        frequency = ranking.frequency(score / rarity)
        parts.append(PartScore(wanted.node, score, frequency, rarity))
    gained = found.gained_by(int(docs[0]))
    score = sum(part.score for part in parts) + gained
    return Explanation(score, tuple(parts), closeness=gained)
