"""Finds the documents that a query's tree asks for, leaf by leaf.

Whoosh answers the leaves and sets join them: its own matchers go astray where NOT
stands inside NOT.
"""

from __future__ import annotations

from typing import Any

from whoosh import query as whoosh_query

from search.engine import Marks
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
    Range,
    Word,
)
from search.whoosh_engine.schema import TEXT_FIELDS
from search.whoosh_engine.translation import (
    FIELDS_OF,
    Translator,
    between,
    label,
    state,
)
from search.whoosh_engine.words import Words


class Matching:
    """The documents of one query, by number, with their scores and marks."""

    def __init__(
        self, searcher: Any, words: Words, tree: Node, *, any_word: bool = False
    ) -> None:
        self._searcher = searcher
        self._translator = Translator(words)
        self._any_word = any_word
        self._scored: list[whoosh_query.Query] = []
        self.docs = self._find(tree, TEXT_FIELDS, wanted=True)

    @property
    def marks(self) -> Marks:
        """What to mark in a text that was found."""
        return self._translator.marks

    def scores(self) -> dict[int, float]:
        """Return the score of each document that holds a wanted word: BM25F."""
        if not self._scored:
            return {}
        every_word = whoosh_query.Or(self._scored)
        results = self._searcher.search(every_word, limit=None)
        return {doc: float(score) for score, doc in results.top_n}

    def _find(self, node: Node, fields: tuple[str, ...], *, wanted: bool) -> set[int]:
        match node:
            case Everything():
                return set(self._searcher.reader().all_doc_ids())
            case Nothing():
                return set()
            case Word() | Phrase():
                query = self._translator.words(node, fields, marked=wanted)
                if wanted:
                    self._scored.append(query)
                return self._ask(query)
            case In(field, inner):
                return self._find(inner, FIELDS_OF[field], wanted=wanted)
            case Label():
                return self._ask(label(node))
            case Range():
                return self._ask(between(node))
            case Is():
                return self._ask(state(node))
            case Or(nodes):
                return set().union(
                    *(self._find(part, fields, wanted=wanted) for part in nodes)
                )
            case And(nodes):
                return self._all(nodes, fields, wanted=wanted)
            case Not():
                return self._all((Everything(), node), fields, wanted=wanted)
            case _:
                raise NotImplementedError(type(node).__name__)

    def _all(
        self, nodes: tuple[Node, ...], fields: tuple[str, ...], *, wanted: bool
    ) -> set[int]:
        with_them = [
            self._find(node, fields, wanted=wanted)
            for node in nodes
            if not isinstance(node, Not)
        ]
        without = [
            self._find(node.node, fields, wanted=not wanted)
            for node in nodes
            if isinstance(node, Not)
        ]
        if not with_them:
            with_them = [self._find(Everything(), fields, wanted=wanted)]
        join = set.union if self._any_word else set.intersection
        return join(*with_them).difference(*without)

    def _ask(self, query: whoosh_query.Query) -> set[int]:
        return set(self._searcher.docs_for_query(query))
