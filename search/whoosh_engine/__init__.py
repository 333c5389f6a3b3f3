"""The Whoosh index: the only room that knows of Whoosh."""

from search.whoosh_engine.answering.searching import open_engine
from search.whoosh_engine.commits.generations import check_files, index_state
from search.whoosh_engine.commits.writing import Batch, index_lock

__all__ = ["Batch", "check_files", "index_lock", "index_state", "open_engine"]
