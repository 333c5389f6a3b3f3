"""Tells what the index holds of some articles, by their digests."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from search.whoosh_engine.commits.generations import current_generation, read_commit
from search.whoosh_engine.commits.trouble import damage_named


def digests_of(article_ids: Iterable[int]) -> dict[int, str]:
    """Return the digest of each article that the last commit has, by id.

    Raises IndexUnusable.
    """
    ids = np.fromiter(article_ids, np.int64)
    state = read_commit(current_generation())
    digests: dict[int, str] = {}
    with damage_named():
        for segment, live in zip(state.segments, state.live, strict=True):
            numbers = segment.column("number")
            found = np.isin(numbers, ids)
            if live is not None:
                found &= live
            held = segment.column("digest")[found].tolist()
            for number, digest in zip(numbers[found].tolist(), held, strict=True):
                digests[number] = f"{digest:016x}"
    return digests
