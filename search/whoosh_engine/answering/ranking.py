"""Scores what is found: BM25 with the mentions of all fields joined.

BM25F as Robertson, Zaragoza and Taylor give it (Simple BM25 Extension to Multiple
Weighted Fields, CIKM 2004), with the inverse document frequency that Lucene uses. The
constants were chosen on two collections and confirmed on five: docs/performance.md.
"""

from __future__ import annotations

import math

import numpy as np

from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array

# How soon further mentions stop to count.
K1 = 2.0
# What a mention counts, by field.
WEIGHTS = {"headline": 3.0, "derived": 1.0, "body": 1.0, "byline": 1.0}
# How much a field's length counts against it, from 0 to 1.
LENGTH_SHARE = {"headline": 0.75, "derived": 0.75, "body": 0.75, "byline": 0.75}


def rarity(found: int, total: int) -> float:
    """Return the inverse document frequency of what some of all articles have."""
    return math.log(1 + (total - found + 0.5) / (found + 0.5))


def proportion(field: str, docs: Array, counts: Array, snapshot: Snapshot) -> Array:
    """Return weighed mentions in proportion to the field's length, (n,) float32."""
    share = LENGTH_SHARE[field]
    factor = snapshot.length_factor(field, share)[docs]
    factor *= counts
    factor *= np.float32(WEIGHTS[field])
    return factor


def saturated(frequencies: Array) -> Array:
    """Return what frequencies add to a score before rarity, (n,) float32."""
    return frequencies * np.float32(K1 + 1) / (frequencies + np.float32(K1))


def frequency(added: float) -> float:
    """Return the frequency that adds so much: the inverse of `saturated`."""
    return K1 * added / (K1 + 1 - added)
