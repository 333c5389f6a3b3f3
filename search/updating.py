"""Brings the index up to date in the quicker of two ways."""

from __future__ import annotations

from search import outbox
from search.whoosh_engine import index_state, merge_when_crowded, rebuild

# Below this, commits of 500 articles are quick enough whatever the archive's size.
ALWAYS_DRAIN = 3_000


def update_index() -> int:
    """Apply what waits, and return the number of articles; raises IndexUnusable.

    When most of the archive waits, as after a first import, a rebuild is quicker than
    hundreds of small commits.
    """
    waiting = outbox.pending_count()
    if waiting > max(ALWAYS_DRAIN, index_state().article_count):
        rebuild()
        return waiting
    applied = outbox.drain()
    while merge_when_crowded():
        pass
    return applied
