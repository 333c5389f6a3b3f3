"""The Whoosh index: the only room that knows of Whoosh."""

from search.whoosh_engine.generations import index_state
from search.whoosh_engine.searching import open_engine
from search.whoosh_engine.writing import Batch, index_lock

__all__ = ["Batch", "index_lock", "index_state", "open_engine"]
