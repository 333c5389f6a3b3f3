"""The Whoosh index: the only room that knows of Whoosh."""

from search.whoosh_engine.answering.searching import open_engine
from search.whoosh_engine.commits.generations import (
    check_files,
    current_generation,
    index_state,
)
from search.whoosh_engine.commits.locks import index_lock
from search.whoosh_engine.commits.rebuilding import is_rebuilding, rebuild
from search.whoosh_engine.commits.tidying import merge_when_crowded
from search.whoosh_engine.commits.writing import Batch

__all__ = [
    "Batch",
    "check_files",
    "current_generation",
    "index_lock",
    "index_state",
    "is_rebuilding",
    "merge_when_crowded",
    "open_engine",
    "rebuild",
]
