"""Builds an index with Whoosh as it comes, and asks it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

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

analysis: Any = importlib.import_module("whoosh.analysis")
fields: Any = importlib.import_module("whoosh.fields")
index: Any = importlib.import_module("whoosh.index")
whoosh_query: Any = importlib.import_module("whoosh.query")
sorting: Any = importlib.import_module("whoosh.sorting")

TEXTS = ("headline", "body", "byline")
MEGABYTES = 128
NO_DATE = 0
HAS_NO = {Kind.PAGE}


def make_schema(*, stored: bool) -> Any:
    """Return the schema: stemmed texts, values and numbers as columns."""
    text = fields.TEXT(analyzer=analysis.StemmingAnalyzer(stoplist=None), stored=stored)
    return fields.Schema(
        number=fields.ID(stored=True, unique=True),
        headline=text,
        body=text,
        byline=text,
        source=fields.ID(sortable=True),
        section=fields.ID(sortable=True),
        language=fields.ID(sortable=True),
        tags=fields.KEYWORD(sortable=True, commas=True),
        date=fields.NUMERIC(sortable=True, default=NO_DATE),
        month=fields.NUMERIC(sortable=True, default=NO_DATE),
        words=fields.NUMERIC(sortable=True, default=0),
    )


def build(corpus: Corpus, folder: Path, *, stored: bool) -> None:
    """Build in one commit of one process."""
    made = index.create_in(str(folder), make_schema(stored=stored))
    writer = made.writer(limitmb=MEGABYTES)
    for article in corpus.read():
        writer.add_document(**make_document(article))
    writer.commit()
    made.close()


def make_document(article: Article) -> dict[str, Any]:
    """Return an article as Whoosh takes it; what is empty is left out."""
    values = {
        "number": str(article.number),
        "headline": article.headline,
        "body": article.body,
        "byline": article.byline,
        "source": article.source,
        "section": article.section,
        "language": "en",
        "tags": ",".join(article.tags),
        "date": article.day,
        "month": article.month,
        "words": article.words,
    }
    return {name: value for name, value in values.items() if value not in {"", None}}


@dataclass
class Stock:
    """Whoosh over an index in a folder, with one searcher for all questions."""

    folder: Path
    corpus: Corpus
    name: str = "whoosh"
    _searcher: Any = field(init=False)

    def __post_init__(self) -> None:
        self._searcher = index.open_dir(str(self.folder)).searcher()

    def prepare(self, question: Question) -> Answer | None:
        """Return a call that asks a question and returns the number of hits."""
        if question.kind in HAS_NO:
            return None
        if question.kind is Kind.SIMILAR:
            return self._similar(question)
        if question.kind is Kind.SNIPPETS:
            return self._snippets(question)
        return partial(self._total, question)

    def _total(self, question: Question) -> int:
        wanted: dict[str, Any] = {}
        if question.kind is Kind.FILTER:
            wanted["filter"] = _filter(question)
        elif question.kind is Kind.DATE_SORT:
            wanted |= {"sortedby": "date", "reverse": True}
        elif question.kind is Kind.FACETS:
            facets = sorting.Facets().add_field("source").add_field("month")
            wanted["groupedby"] = facets.add_field("tags", allow_overlap=True)
        found = self._searcher.search(self._query(question), limit=TOP, **wanted)
        [hit["number"] for hit in found]
        return len(found)

    def _similar(self, question: Question) -> Answer:
        number = self._searcher.document_number(number=str(question.article))
        (article,) = self.corpus.read([question.article])

        def ask() -> int:
            like = self._searcher.more_like(
                number, "body", text=article.body, top=SIMILAR
            )
            return int(like.scored_length())

        return ask

    def _snippets(self, question: Question) -> Answer:
        found = self._searcher.search(self._query(question), limit=PAGE, terms=True)
        numbers = [int(hit["number"]) for hit in found]
        bodies = [article.body for article in self.corpus.read(numbers)]

        def ask() -> int:
            for hit, body in zip(found, bodies, strict=True):
                hit.highlights("body", text=body)
            return len(bodies)

        return ask

    def _query(self, question: Question) -> Any:
        words, kind = question.words, question.kind
        match kind:
            case Kind.PHRASE | Kind.PHRASE_STEMMED:
                return _in_texts(lambda name: self._phrase(name, words, slop=1))
            case Kind.NEAR:
                return _in_texts(lambda name: self._phrase(name, words, NEAR_WORDS))
            case Kind.PREFIX:
                return _in_texts(lambda name: whoosh_query.Prefix(name, words[0]))
            case Kind.WILDCARD:
                return _in_texts(lambda name: whoosh_query.Wildcard(name, words[0]))
            case Kind.FUZZY | Kind.FUZZY_2:
                wrong = 2 if kind is Kind.FUZZY_2 else 1
                return _in_texts(lambda name: self._fuzzy(name, words[0], wrong))
        every = [self._word(word) for word in words]
        return whoosh_query.Or(every) if kind is Kind.OR else whoosh_query.And(every)

    def _word(self, word: str) -> Any:
        return _in_texts(
            lambda name: whoosh_query.Term(name, self._stems(name, [word])[0])
        )

    def _phrase(self, name: str, words: tuple[str, ...], slop: int) -> Any:
        return whoosh_query.Phrase(name, self._stems(name, words), slop=slop)

    def _fuzzy(self, name: str, word: str, wrong: int) -> Any:
        stem = self._stems(name, [word])[0]
        return whoosh_query.FuzzyTerm(name, stem, maxdist=wrong, prefixlength=0)

    def _stems(self, name: str, words: Any) -> list[str]:
        analyse = self._searcher.schema[name].analyzer
        return [term.text for word in words for term in analyse(word)]


def _in_texts(make: Any) -> Any:
    return whoosh_query.Or([make(name) for name in TEXTS])


def _filter(question: Question) -> Any:
    first, last = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
    source = whoosh_query.Term("source", question.source)
    return whoosh_query.And([source, whoosh_query.NumericRange("date", first, last)])
