"""Asks the index as the pages do."""

from search.answers import Results
from search.language.parser import parse
from search.names import ArchiveNames
from search.request import SearchRequest
from search.whoosh_engine import open_engine


def search(query: str, **asked: object) -> Results:
    request = SearchRequest(parse(query, names=ArchiveNames()), **asked)  # type: ignore[arg-type]
    return open_engine().search(request)


def found(query: str, **asked: object) -> list[int]:
    return [hit.article_id for hit in search(query, **asked).hits]
