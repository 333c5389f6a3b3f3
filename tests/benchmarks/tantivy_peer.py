"""Builds an index with tantivy, and asks it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import Stemmer

from tests.benchmarks.corpus import Article, Corpus
from tests.benchmarks.queries import (
    FIRST_DAY,
    LAST_DAY,
    NEAR_WORDS,
    PAGE,
    SIMILAR,
    TOP,
    Answer,
    Kind,
    Question,
)

tantivy: Any = importlib.import_module("tantivy")

TEXTS = ("headline", "body", "byline")
VALUES = ("source", "section", "tags", "language")
NUMBERS = ("number", "date", "month", "words")
HEAP_BYTES = 128_000_000
MOST_VALUES = 1000
OPERATORS = {Kind.AND: " AND ", Kind.OR: " OR "}
stem = Stemmer.Stemmer("english").stemWord


def make_schema(*, stored: bool) -> Any:
    """Return the schema: stemmed texts, values and numbers as columns."""
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, stored=stored, tokenizer_name="en_stem")
    for name in VALUES:
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=True
        )
    for name in NUMBERS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def build(corpus: Corpus, folder: Path, *, stored: bool) -> None:
    """Build with one thread, and wait for its merges."""
    index = tantivy.Index(make_schema(stored=stored), path=str(folder))
    writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
    for article in corpus.read():
        writer.add_document(make_document(article))
    writer.commit()
    writer.wait_merging_threads()


def make_document(article: Article) -> Any:
    """Return an article as tantivy takes it; what is empty is left out."""
    document = tantivy.Document()
    for name in (*TEXTS, "source", "section"):
        if text := getattr(article, name):
            document.add_text(name, text)
    for tag in article.tags:
        document.add_text("tags", tag)
    document.add_text("language", "en")
    if article.day is not None and article.month is not None:
        document.add_unsigned("date", article.day)
        document.add_unsigned("month", article.month)
    document.add_unsigned("number", article.number)
    document.add_unsigned("words", article.words)
    return document


@dataclass
class Tantivy:
    """tantivy over an index in a folder; `texts` is one with the texts stored."""

    folder: Path
    texts: Path
    corpus: Corpus
    name: str = "tantivy"
    _index: Any = field(init=False)
    _with_texts: Any = field(init=False)

    def __post_init__(self) -> None:
        self._index = tantivy.Index.open(str(self.folder))
        self._with_texts = tantivy.Index.open(str(self.texts))

    def prepare(self, question: Question) -> Answer | None:
        """Return a call that asks a question and returns the number of hits."""
        match question.kind:
            case Kind.SIMILAR:
                return self._similar(question)
            case Kind.SNIPPETS:
                return self._snippets(question)
            case Kind.FACETS:
                return partial(self._facets, question)
            case Kind.PAGE:
                return partial(self._page, question)
        return partial(self._total, question)

    def _total(self, question: Question) -> int:
        searcher = self._index.searcher()
        newest = "date" if question.kind is Kind.DATE_SORT else None
        found = searcher.search(
            self._query(question), TOP, count=True, order_by_field=newest
        )
        _ids(searcher, found)
        return int(found.count)

    def _facets(self, question: Question) -> int:
        searcher, query = self._index.searcher(), self._query(question)
        searcher.aggregate(query, _counted("source", "tags", months=True))
        found = searcher.search(query, TOP, count=True)
        _ids(searcher, found)
        return int(found.count)

    def _page(self, question: Question) -> int:
        """Ask for what a page of results shows; the source's counts without it."""
        searcher, query = self._index.searcher(), self._words(question)
        narrowed = _all_of(query, self._source(question), self._period())
        searcher.aggregate(_all_of(query, self._period()), _counted("source"))
        others = _counted("tags", "section", "language", months=True)
        searcher.aggregate(narrowed, others)
        found = searcher.search(narrowed, PAGE, count=True)
        _ids(searcher, found)
        return int(found.count)

    def _similar(self, question: Question) -> Answer:
        searcher = self._with_texts.searcher()
        this = tantivy.Query.term_query(
            self._with_texts.schema, "number", question.article
        )
        address = searcher.search(this, 1).hits[0][1]

        def ask() -> int:
            like = tantivy.Query.more_like_this_query(address)
            return len(searcher.search(like, SIMILAR + 1, count=False).hits) - 1

        return ask

    def _snippets(self, question: Question) -> Answer:
        searcher, query = self._with_texts.searcher(), self._words(question)
        addresses = [hit[1] for hit in searcher.search(query, PAGE).hits]
        schema = self._with_texts.schema

        def ask() -> int:
            generator = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
            for address in addresses:
                generator.snippet_from_doc(searcher.doc(address)).to_html()
            return len(addresses)

        return ask

    def _query(self, question: Question) -> Any:
        (word, *_), kind = question.words, question.kind
        match kind:
            case Kind.PREFIX:
                return self._in_texts("regex_query", f"{word}.*")
            case Kind.WILDCARD:
                pattern = word.replace("*", ".*").replace("?", ".")
                return self._in_texts("regex_query", pattern)
            case Kind.FUZZY | Kind.FUZZY_2:
                wrong = 2 if kind is Kind.FUZZY_2 else 1
                return self._in_texts("fuzzy_term_query", stem(word), wrong)
            case Kind.FILTER:
                return _all_of(
                    self._words(question), self._source(question), self._period()
                )
        return self._words(question)

    def _words(self, question: Question) -> Any:
        kind, text = question.kind, " ".join(question.words)
        if kind in {Kind.PHRASE, Kind.PHRASE_STEMMED}:
            text = f'"{text}"'
        elif kind is Kind.NEAR:
            text = f'"{text}"~{NEAR_WORDS - 1}'
        else:
            text = OPERATORS.get(kind, " AND ").join(question.words)
        return self._index.parse_query(text, list(TEXTS))

    def _in_texts(self, query: str, *arguments: object) -> Any:
        make = getattr(tantivy.Query, query)
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, make(self._index.schema, name, *arguments))
                for name in TEXTS
            ]
        )

    def _source(self, question: Question) -> Any:
        return tantivy.Query.term_query(self._index.schema, "source", question.source)

    def _period(self) -> Any:
        return tantivy.Query.range_query(
            self._index.schema,
            "date",
            tantivy.FieldType.Unsigned,
            FIRST_DAY.toordinal(),
            LAST_DAY.toordinal(),
        )


def _all_of(*queries: Any) -> Any:
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, query) for query in queries]
    )


def _counted(*names: str, months: bool = False) -> dict[str, Any]:
    """Return the counts asked for: values, and months as a histogram."""
    wanted: dict[str, Any] = {
        name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names
    }
    if months:
        wanted["month"] = {"histogram": {"field": "month", "interval": 1}}
    return wanted


def _ids(searcher: Any, found: Any) -> list[Any]:
    """Return the numbers of the hits, as every engine must."""
    return list(searcher.fast_field_values("number", [hit[1] for hit in found.hits]))
