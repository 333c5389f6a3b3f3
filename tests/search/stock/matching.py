"""Finds what a query's tree asks for with Whoosh's own searcher and matchers.

Whoosh answers the leaves and sets join them: its matchers go astray where NOT stands
inside NOT. It knows nothing of leads, sentences and paragraphs.
"""

from __future__ import annotations

from typing import Any

from whoosh import query as whoosh_query
from whoosh.index import FileIndex

from search.language.tree import (
    And,
    Everything,
    In,
    Is,
    Label,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Range,
    State,
    TextField,
    Word,
)
from tests.search.stock.translation import (
    FIELDS_OF,
    between,
    label,
    sourced,
    state,
    text,
)
from tests.search.stock.words import Words


class StockSearch:
    """Whoosh's searcher over one index, as it is when this is made."""

    def __init__(self, index: FileIndex) -> None:
        self._searcher: Any = index.searcher()
        self._words = Words(self._searcher.reader())

    def __enter__(self) -> StockSearch:
        return self

    def __exit__(self, *_: object) -> None:
        self._searcher.close()

    def find(self, tree: Node, *, any_word: bool = False) -> set[int]:
        """Return the ids of the articles that a tree finds."""
        found = self._find(tree, FIELDS_OF[TextField.ANY], any_word=any_word)
        return {int(self._searcher.stored_fields(doc)["id"]) for doc in found}

    def _find(self, node: Node, fields: tuple[str, ...], *, any_word: bool) -> set[int]:
        match node:
            case Everything():
                return set(self._searcher.reader().all_doc_ids())
            case Nothing():
                return set()
            case Word() | Phrase() | Prefix():
                return self._ask(*text(node, fields, self._words))
            case In(field, inner):
                return self._find(inner, FIELDS_OF[field], any_word=any_word)
            case Label():
                return self._ask(label(node))
            case Range():
                return self._ask(between(node))
            case Is(State.UNSOURCED):
                everything = self._find(Everything(), fields, any_word=any_word)
                return everything - self._ask(*sourced())
            case Is():
                return self._ask(state(node))
            case Or(nodes):
                return set().union(
                    *(self._find(part, fields, any_word=any_word) for part in nodes)
                )
            case And(nodes):
                return self._all(nodes, fields, any_word=any_word)
            case Not():
                return self._all((Everything(), node), fields, any_word=any_word)
            case _:
                raise NotImplementedError(type(node).__name__)

    def _all(
        self, nodes: tuple[Node, ...], fields: tuple[str, ...], *, any_word: bool
    ) -> set[int]:
        wanted = [node for node in nodes if not isinstance(node, Not)]
        found = [
            self._find(node, fields, any_word=any_word)
            for node in wanted or [Everything()]
        ]
        without = [
            self._find(node.node, fields, any_word=any_word)
            for node in nodes
            if isinstance(node, Not)
        ]
        join = set.union if any_word else set.intersection
        return join(*found).difference(*without)

    def _ask(self, *queries: whoosh_query.Query) -> set[int]:
        return {doc for each in queries for doc in self._searcher.docs_for_query(each)}
