"""Scores articles slowly, for queries of one leaf."""

import math
from collections import Counter

from search.language.tree import Node
from search.whoosh_engine.answering.ranking import K1, LENGTH_SHARE, WEIGHTS
from tests.search.oracle import spread
from tests.search.oracle_occurrences import occurrences
from tests.search.oracle_reading import Reading


def score(leaf: Node, reading: Reading, archive: list[Reading]) -> float:
    """Return the BM25F of an article that has the leaf."""
    leaf = spread(leaf)
    found = sum(bool(occurrences(leaf, other)) for other in archive)
    rarity = math.log(1 + (len(archive) - found + 0.5) / (found + 0.5))
    counts = Counter(one.field for one in occurrences(leaf, reading))
    frequency = 0.0
    for field, count in counts.items():
        length, average = reading.length(field), average_length(field, archive)
        share = LENGTH_SHARE[field]
        frequency += WEIGHTS[field] * count / (1 - share + share * length / average)
    return rarity * (K1 + 1) * frequency / (K1 + frequency)


def average_length(field: str, archive: list[Reading]) -> float:
    """Return the mean length of a field where it is not empty."""
    lengths = [reading.length(field) for reading in archive if reading.fields[field]]
    return sum(lengths) / len(lengths)
