"""Builds our index, and asks it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.test.utils import override_settings

from search.documents import Document
from search.language.query import Query
from search.language.tree import (
    And,
    Everything,
    Fuzzy,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    State,
    Wildcard,
    Word,
)
from search.request import Facet, Filter, Order, Period, SearchRequest, Unit
from search.snippets import make_snippets
from search.whoosh_engine import open_engine
from search.whoosh_engine.commits.generations import (
    create_generation,
    folder_of,
    use_generation,
)
from search.whoosh_engine.commits.sharing import write_segments
from search.whoosh_engine.commits.writing import adopt, writing
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

ADDED_ON = datetime.date(2026, 1, 1)
ALWAYS = Period()


def build(
    corpus: Corpus, folder: Path, *, processes: int = 1, segments: int = 1
) -> None:
    """Build and commit an index; it has at least so many segments."""
    write(corpus.numbers, partial(documents, corpus), folder, processes, segments)


def write(
    numbers: Sequence[int],
    source: Callable[[Sequence[int]], Iterable[Document]],
    folder: Path,
    processes: int = 1,
    segments: int = 1,
) -> None:
    """Write the documents of these numbers to a new index and commit it."""
    share = -(-len(numbers) // segments)
    with override_settings(INDEX_DIR=folder):
        generation, _ = create_generation()
        written = [
            segment
            for start in range(0, len(numbers), share)
            for segment in write_segments(
                iter(numbers[start : start + share]),
                source,
                folder_of(generation),
                processes=processes,
            )
        ]
        with writing(generation) as writer:
            adopt(writer, written)
        use_generation(generation)


def documents(corpus: Corpus, numbers: Sequence[int]) -> Iterator[Document]:
    """Yield the documents of some articles."""
    for article in corpus.read(numbers):
        yield document(corpus, article)


def document(corpus: Corpus, article: Article) -> Document:
    """Return an article as our index takes it."""
    return Document(
        article_id=article.number,
        headline=article.headline,
        derived_headline="",
        body=article.body,
        byline=article.byline,
        source=corpus.source_numbers[article.source] if article.source else None,
        credits=(),
        tags=tuple(sorted({corpus.tag_numbers[tag] for tag in article.tags})),
        section=article.section,
        language="en",
        imports=(1,),
        copy_group=None,
        published_on=article.published_on,
        created_on=ADDED_ON,
        word_count=article.words,
        states=tuple(_states(article)),
    )


def _states(article: Article) -> Iterator[State]:
    if article.published_on is None:
        yield State.UNDATED
    if not article.tags:
        yield State.UNTAGGED


@dataclass
class Ours:
    """Our engine over an index in a folder, opened anew for each question."""

    folder: Path
    corpus: Corpus
    name: str = "ours"

    def __post_init__(self) -> None:
        self._settings = override_settings(INDEX_DIR=self.folder)
        self._settings.enable()

    def close(self) -> None:
        """Give the settings back."""
        self._settings.disable()

    def prepare(self, question: Question) -> Answer | None:
        """Return a call that asks a question and returns the number of hits."""
        if question.kind is Kind.SIMILAR:
            return self._similar(question)
        if question.kind is Kind.SNIPPETS:
            return self._snippets(question)
        return partial(self._total, question)

    def _total(self, question: Question) -> int:
        return open_engine().search(request(question, self.corpus)).total

    def _similar(self, question: Question) -> Answer | None:
        (article,) = self.corpus.read([question.article])
        if not hasattr(open_engine(), "similar"):
            return None
        return lambda: len(
            open_engine().similar(article.number, article.body, limit=SIMILAR)
        )

    def _snippets(self, question: Question) -> Answer:
        engine, asked = open_engine(), request(question, self.corpus)
        marks = engine.marks(asked)
        found = [hit.article_id for hit in engine.search(asked).hits]
        bodies = [article.body for article in self.corpus.read(found)]
        return lambda: len([make_snippets(body, marks) for body in bodies])


def request(question: Question, corpus: Corpus) -> SearchRequest:
    """Return the request that a question stands for."""
    query = Query("", tree_of(question))
    source = corpus.source_numbers.get(question.source, 0)
    narrowed = (Filter(Facet.SOURCE, (source,)),)
    period = Period(FIRST_DAY, LAST_DAY)
    match question.kind:
        case Kind.PAGE:
            return SearchRequest(query, narrowed, period, page_size=PAGE)
        case Kind.FACETS:
            facets = (Facet.SOURCE, Facet.TAG)
            return SearchRequest(
                query, page_size=TOP, facets=facets, unit=Unit.MONTH, marks=False
            )
        case Kind.FILTER:
            return plain(query, filters=narrowed, period=period)
        case Kind.DATE_SORT:
            return plain(query, order=Order.NEWEST)
        case Kind.SNIPPETS:
            return plain(query, size=PAGE)
    return plain(query)


def plain(
    query: Query,
    *,
    size: int = TOP,
    filters: tuple[Filter, ...] = (),
    period: Period = ALWAYS,
    order: Order = Order.RELEVANCE,
    any_word: bool = False,
) -> SearchRequest:
    """Return a request for the first hits and their number, and nothing beside."""
    return SearchRequest(
        query,
        filters=filters,
        period=period,
        order=order,
        page_size=size,
        any_word=any_word,
        facets=(),
        histogram=False,
        marks=False,
    )


def tree_of(question: Question) -> Node:
    """Return the tree of a question's words."""
    words = tuple(Word(text) for text in question.words)
    first = question.words[0] if words else ""
    match question.kind:
        case Kind.OR:
            return Or(words)
        case Kind.PHRASE | Kind.PHRASE_STEMMED:
            return Phrase(words, any_form=question.kind is Kind.PHRASE_STEMMED)
        case Kind.NEAR:
            return Near(words[0], words[1], NEAR_WORDS)
        case Kind.PREFIX:
            return Prefix(first)
        case Kind.WILDCARD:
            return Wildcard(first)
        case Kind.FUZZY | Kind.FUZZY_2:
            return Fuzzy(first, 2 if question.kind is Kind.FUZZY_2 else 1)
    return And(words) if len(words) > 1 else words[0] if words else Everything()
