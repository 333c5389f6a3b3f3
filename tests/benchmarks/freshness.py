"""Measures what a commit costs: the search after it, and the article found again."""

from __future__ import annotations

import multiprocessing
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from search.language.query import Query
from search.language.tree import Word
from search.request import SearchRequest
from search.whoosh_engine import Batch, index_lock, open_engine
from tests.benchmarks import fts5, ours, tantivy_peer
from tests.benchmarks.corpus import Article, Corpus
from tests.benchmarks.queries import Kind, Question
from tests.benchmarks.timing import Table, Timing, by_class, milliseconds, p95

EDITS = 40
COMMITS = 5
FRESH_PROCESSES = 5


@dataclass(frozen=True)
class Spread:
    """The middle and the slow end of some times in milliseconds."""

    median_ms: float
    p95_ms: float


def spread(times: list[float]) -> Spread:
    """Sum up times."""
    return Spread(statistics.median(times), p95(times))


def edited(corpus: Corpus) -> Iterable[Article]:
    """Yield articles spread over the corpus, each with a word of its own."""
    step = max(1, corpus.count // EDITS)
    for article in corpus.read(corpus.numbers[::step][:EDITS]):
        word = word_of(article)
        yield replace(article, body=f"{article.body}\n\nMended: {word}.")


def word_of(article: Article) -> str:
    """Return a word that only the edited article has."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(article.number))
    return f"zyqx{letters}"


def found_again(change: Callable[[Article], int], corpus: Corpus) -> Spread:
    """Time edits; `change` stores one and returns how many articles have its word."""
    times = []
    for article in edited(corpus):
        begun = time.perf_counter()
        found = change(article)
        times.append((time.perf_counter() - begun) * 1000)
        if found != 1:
            raise RuntimeError(f"edited article {article.number}: {found} found")
    return spread(times)


def change_ours(corpus: Corpus) -> Callable[[Article], int]:
    """Return what edits an article in our index; INDEX_DIR says which."""

    def change(article: Article) -> int:
        commit(corpus, article)
        return open_engine().search(_about(word_of(article))).total

    return change


def commit(corpus: Corpus, article: Article) -> None:
    """Replace one article in our index."""
    with index_lock(wait=True):
        document = ours.document(corpus, article)
        Batch().commit(gone=[article.number], documents=[document])


def change_tantivy(folder: Path) -> Callable[[Article], int]:
    """Return what edits an article in tantivy's index, its writer kept open."""
    index = tantivy_peer.tantivy.Index.open(str(folder))
    writer = index.writer(heap_size=tantivy_peer.HEAP_BYTES, num_threads=1)

    def change(article: Article) -> int:
        writer.delete_documents_by_term("number", article.number)
        writer.add_document(tantivy_peer.make_document(article))
        writer.commit()
        index.reload()
        query = index.parse_query(word_of(article), list(tantivy_peer.TEXTS))
        return int(index.searcher().search(query, 10, count=True).count)

    return change


def change_fts5(folder: Path) -> Callable[[Article], int]:
    """Return what edits an article in a full-text table with its texts."""
    connection = fts5.connect(folder)
    connection.execute("PRAGMA synchronous=FULL")

    def change(article: Article) -> int:
        with connection:
            connection.execute("DELETE FROM text WHERE rowid = ?", (article.number,))
            fts5.add(connection, article)
        return _count(connection, word_of(article))

    return change


def _count(connection: sqlite3.Connection, word: str) -> int:
    statement = "SELECT count(*) FROM text(?)"
    (count,) = connection.execute(statement, (word,)).fetchone()
    return int(count)


def after_commits(
    peer: ours.Ours, corpus: Corpus, questions: Iterable[Question]
) -> Table:
    """Commit an edit, then ask every question once, several times over."""
    asked = [
        (question, answer)
        for question in questions
        if question.kind not in {Kind.SNIPPETS, Kind.SIMILAR}
        and (answer := peer.prepare(question))
    ]
    timings = []
    for article, _ in zip(edited(corpus), range(COMMITS), strict=False):
        for question, answer in asked:
            commit(corpus, article)
            took = milliseconds(answer)
            timings.append(Timing(peer.name, question, (took,), 0))
    return by_class(timings)


def fresh_processes(
    folder: Path, corpus: Corpus, question: Question
) -> tuple[Spread, Spread]:
    """Time the opening and the first answer of new processes, imports left out."""
    spawning = multiprocessing.get_context("spawn")
    opening, first = [], []
    for _ in range(FRESH_PROCESSES):
        with spawning.Pool(1) as pool:
            times: tuple[float, float] = pool.apply(
                _open_and_ask, (folder, corpus, question)
            )
        opening.append(times[0])
        first.append(times[1])
    return spread(opening), spread(first)


def _open_and_ask(
    folder: Path, corpus: Corpus, question: Question
) -> tuple[float, float]:
    peer = ours.Ours(folder, corpus)
    request = ours.request(question, corpus)
    begun = time.perf_counter()
    engine: Any = open_engine()
    opened = time.perf_counter()
    engine.search(request)
    answered = time.perf_counter()
    peer.close()
    return (opened - begun) * 1000, (answered - opened) * 1000


def _about(word: str) -> SearchRequest:
    return ours.plain(Query("", Word(word)))
