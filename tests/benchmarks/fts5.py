"""Builds a full-text table of SQLite, and asks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.benchmarks.corpus import Article, Corpus
from tests.benchmarks.queries import (
    FIRST_DAY,
    LAST_DAY,
    NEAR_WORDS,
    PAGE,
    TOP,
    Answer,
    Kind,
    Question,
)

MEMORY = "PRAGMA cache_size=-200000; PRAGMA mmap_size=4000000000;"
# Without it the table writes out a megabyte at a time, and merges for ever.
HASH_BYTES = 64_000_000
TABLES = """
    CREATE TABLE article (number INTEGER PRIMARY KEY, source, section, language,
        date INTEGER, month INTEGER, words INTEGER);
    CREATE TABLE tag (article INTEGER, tag, PRIMARY KEY (article, tag)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE text USING fts5(headline, body, byline,
        tokenize='porter unicode61' {options});
"""
INDEXES = """
    CREATE INDEX by_source ON article (source, date);
    CREATE INDEX by_date ON article (date);
    CREATE INDEX by_tag ON tag (tag);
"""
JOINED = "FROM text CROSS JOIN article ON number = text.rowid WHERE text MATCH :match"
IN_PERIOD = " AND date BETWEEN :first AND :last"
OF_SOURCE = " AND source = :source"
HAS_NO = {Kind.WILDCARD, Kind.FUZZY, Kind.FUZZY_2, Kind.SIMILAR}


def build(corpus: Corpus, folder: Path, *, stored: bool) -> None:
    """Build in one transaction; without the texts the table is contentless."""
    connection = sqlite3.connect(folder / "fts5.sqlite3")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(MEMORY)
    connection.executescript(TABLES.format(options="" if stored else ", content=''"))
    connection.execute(
        "INSERT INTO text (text, rank) VALUES ('hashsize', ?)", (HASH_BYTES,)
    )
    for article in corpus.read():
        add(connection, article)
    connection.executescript(INDEXES)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def add(connection: sqlite3.Connection, article: Article) -> None:
    """Insert an article."""
    number = article.number
    values = (number, article.source, article.section, "en", article.day)
    connection.execute(
        "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*values, article.month, article.words),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO tag VALUES (?, ?)",
        [(number, tag) for tag in article.tags],
    )
    texts = (number, article.headline, article.body, article.byline)
    connection.execute(
        "INSERT INTO text (rowid, headline, body, byline) VALUES (?, ?, ?, ?)", texts
    )


@dataclass
class Fts5:
    """A full-text table in a folder; `texts` is one with the texts stored."""

    folder: Path
    texts: Path
    name: str = "fts5"
    _connection: sqlite3.Connection = field(init=False)
    _with_texts: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = connect(self.folder)
        self._with_texts = connect(self.texts)

    def prepare(self, question: Question) -> Answer | None:
        """Return a call that asks a question and returns the number of hits."""
        if question.kind in HAS_NO:
            return None
        if question.kind is Kind.SNIPPETS:
            return self._snippets(question)
        return partial(self._total, question)

    def _total(self, question: Question) -> int:
        values = _values(question)
        for statement in _statements(question.kind):
            self._connection.execute(statement, values).fetchall()
        (total,) = self._connection.execute(_count(question.kind), values).fetchone()
        return int(total)

    def _snippets(self, question: Question) -> Answer:
        match = _match(question)
        found = self._with_texts.execute(
            "SELECT rowid FROM text WHERE text MATCH ? ORDER BY rank LIMIT ?",
            (match, PAGE),
        ).fetchall()
        statement = """SELECT snippet(text, 1, '<b>', '</b>', '…', 40) FROM text
            WHERE text MATCH ? AND rowid = ?"""

        def ask() -> int:
            for (number,) in found:
                self._with_texts.execute(statement, (match, number)).fetchone()
            return len(found)

        return ask


def connect(folder: Path) -> sqlite3.Connection:
    """Open the table in a folder."""
    connection = sqlite3.connect(folder / "fts5.sqlite3")
    connection.executescript(MEMORY)
    return connection


def _statements(kind: Kind) -> Iterator[str]:
    """Yield the statements that find the top hits and count values."""
    match kind:
        case Kind.DATE_SORT:
            yield f"SELECT number {JOINED} ORDER BY date DESC LIMIT {TOP}"
        case Kind.FILTER:
            yield f"SELECT number {JOINED}{IN_PERIOD}{OF_SOURCE} ORDER BY rank LIMIT 10"
        case Kind.PAGE:
            yield from _counts(JOINED + IN_PERIOD, "source")
            narrowed = JOINED + IN_PERIOD + OF_SOURCE
            yield from _counts(narrowed, "section", "language", "month", "tag")
            yield f"SELECT number {narrowed} ORDER BY rank LIMIT {PAGE}"
        case Kind.FACETS:
            yield from _counts(JOINED, "source", "month", "tag")
            yield f"SELECT number {JOINED} ORDER BY rank LIMIT {TOP}"
        case _:
            yield f"SELECT rowid FROM text(:match) ORDER BY rank LIMIT {TOP}"


def _counts(found: str, *names: str) -> Iterator[str]:
    for name in names:
        joined = "JOIN tag ON article = number WHERE" if name == "tag" else "WHERE"
        yield f"SELECT {name}, count(*) {found.replace('WHERE', joined)} GROUP BY 1"


def _count(kind: Kind) -> str:
    if kind in {Kind.FILTER, Kind.PAGE}:
        return f"SELECT count(*) {JOINED}{IN_PERIOD}{OF_SOURCE}"
    return "SELECT count(*) FROM text(:match)"


def _values(question: Question) -> dict[str, str | int]:
    return {
        "match": _match(question),
        "source": question.source,
        "first": FIRST_DAY.toordinal(),
        "last": LAST_DAY.toordinal(),
    }


def _match(question: Question) -> str:
    words = [f'"{word}"' for word in question.words]
    match question.kind:
        case Kind.PHRASE | Kind.PHRASE_STEMMED:
            return '"' + " ".join(question.words) + '"'
        case Kind.NEAR:
            return f"NEAR({' '.join(words)}, {NEAR_WORDS - 1})"
        case Kind.PREFIX:
            return f"{words[0]}*"
        case Kind.OR:
            return " OR ".join(words)
    return " AND ".join(words)
