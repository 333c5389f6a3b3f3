"""Counts what queries find, for pages that know nothing of the index."""

from collections.abc import Sequence

from archive.attention import Counts, count_lacks
from search import outbox
from search.engine import IndexUnusable
from search.language.parser import parse
from search.names import ArchiveNames
from search.request import SearchRequest
from search.whoosh_engine import open_engine


def count_articles(queries: Sequence[str]) -> Counts:
    """Count what each query finds; without an index, what the database knows."""
    names = ArchiveNames()
    requests = {text: SearchRequest(parse(text, names=names)) for text in queries}
    try:
        engine = open_engine()
        found = {text: engine.count(request) for text, request in requests.items()}
    except IndexUnusable:
        return Counts(count_lacks(queries), waiting=0)
    return Counts(found, waiting=outbox.pending_count())
