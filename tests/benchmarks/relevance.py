"""Scores relevance on the collections in ../shared/data/ir, ours beside bm25s."""

from __future__ import annotations

import gzip
import importlib
import json
import logging
import math
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import Stemmer
from django.test.utils import override_settings

from search.documents import Document
from search.language.common_words import COMMON_WORDS
from search.language.query import Query
from search.language.tree import And, Node, Word
from search.text import cut
from search.whoosh_engine import open_engine
from search.whoosh_engine.reading.snapshots import shared_cache
from tests.benchmarks import ROOT, ours
from tests.benchmarks.corpus import Article, Corpus

COLLECTIONS = ROOT.parent / "shared" / "data" / "ir"
TUNED_ON = ("medline", "cacm")
SETS = ("time", "cranfield", *TUNED_ON, "ki_reuters")
DEPTH = 1000
K1, B = 1.2, 0.75
NO_NAMES = Corpus(Path(), 0)

Ranking = list[int]
Ask = Callable[[str], Ranking]
Scores = dict[str, "Score"]


@dataclass(frozen=True)
class Collection:
    """Texts, questions, and how relevant which text is to which question."""

    name: str
    texts: tuple[Article, ...]
    questions: Mapping[str, str]
    grades: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True)
class Score:
    """Means over all questions of a collection, from 0 to 1."""

    map: float
    ndcg10: float


@cache
def read(name: str) -> Collection:
    """Read a collection; questions that nothing is relevant to are left out."""
    folder = COLLECTIONS / name
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = tuple(_text(json.loads(line)) for line in lines)
    grades: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for question, number, grade in _rows(folder / "qrels.tsv"):
        if int(grade) > 0:
            grades[question][int(number)] = int(grade)
    questions = {
        question: text
        for question, text in _rows(folder / "queries.tsv")
        if question in grades
    }
    return Collection(name, texts, questions, grades)


def _text(record: Mapping[str, str]) -> Article:
    body = record["body"]
    return Article(
        number=int(record["id"]),
        headline=record["title"],
        body=body,
        byline=record.get("author", ""),
        source="",
        section="",
        tags=(),
        published_on=None,
        words=body.count(" ") + 1,
    )


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        yield line.split("\t")


def score_ours(names: Iterable[str] = SETS) -> Scores:
    """Score our engine with the constants that ranking.py has now.

    The indexes are built once a process, so that other constants are quick to try.
    """
    scores = {}
    shared_cache().clear()
    for name in names:
        with override_settings(INDEX_DIR=_built(name)):
            scores[name] = score(read(name), _ask_ours)
    return scores


def score_bm25s(names: Iterable[str] = SETS) -> Scores:
    """Score bm25s with stems, stop words out, all fields as one text."""
    return {name: score(read(name), _bm25s(read(name))) for name in names}


def score(collection: Collection, ask: Ask) -> Score:
    """Ask every question of a collection."""
    precisions, gains = [], []
    for question, text in collection.questions.items():
        ranking, grades = ask(text), collection.grades[question]
        precisions.append(average_precision(ranking, grades))
        gains.append(ndcg(ranking, grades))
    return Score(statistics.fmean(precisions), statistics.fmean(gains))


def average_precision(ranking: Ranking, grades: Mapping[int, int]) -> float:
    """Return the mean precision at each relevant text, those not found counting 0."""
    found, total = 0, 0.0
    for rank, number in enumerate(ranking, start=1):
        if number in grades:
            found += 1
            total += found / rank
    return total / len(grades)


def ndcg(ranking: Ranking, grades: Mapping[int, int], top: int = 10) -> float:
    """Return the gain of the first ten in proportion to the best there could be."""
    ideal = sorted(grades.values(), reverse=True)[:top]
    gained = [grades.get(number, 0) for number in ranking[:top]]
    return _gain(gained) / _gain(ideal)


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(grades))


def tree_of(text: str) -> Node | None:
    """Return a question's words but for the common ones, each as often as it stands."""
    words = [
        term.text for term in cut(text) if term.span == 1 and not term.is_possessive
    ]
    telling = [word for word in words if word not in COMMON_WORDS["en"]]
    nodes = tuple(map(Word, telling or words))
    return And(nodes) if len(nodes) > 1 else nodes[0] if nodes else None


def _ask_ours(text: str) -> Ranking:
    tree = tree_of(text)
    if tree is None:
        return []
    request = ours.plain(Query("", tree), size=DEPTH, any_word=True)
    return [hit.article_id for hit in open_engine().search(request).hits]


# Kept until the process ends; a folder that is forgotten deletes itself.
_folders: dict[str, tempfile.TemporaryDirectory[str]] = {}


def _built(name: str) -> Path:
    if name not in _folders:
        _folders[name] = tempfile.TemporaryDirectory(prefix=f"relevance-{name}-")
        numbers = [text.number for text in read(name).texts]
        ours.write(numbers, partial(_documents, name), Path(_folders[name].name))
    return Path(_folders[name].name)


def _documents(name: str, numbers: Sequence[int]) -> Iterator[Document]:
    wanted = set(numbers)
    for text in read(name).texts:
        if text.number in wanted:
            yield ours.document(NO_NAMES, text)


def _bm25s(collection: Collection) -> Ask:
    bm25s: Any = importlib.import_module("bm25s")
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    stemmer = Stemmer.Stemmer("english")
    split = partial(
        bm25s.tokenize, stopwords="en", stemmer=stemmer, show_progress=False
    )
    texts = [f"{text.headline} {text.body} {text.byline}" for text in collection.texts]
    index = bm25s.BM25(k1=K1, b=B)
    index.index(split(texts), show_progress=False)
    numbers = np.array([text.number for text in collection.texts])
    depth = min(DEPTH, len(numbers))

    def ask(text: str) -> Ranking:
        found, scores = index.retrieve(split(text), k=depth, show_progress=False)
        ranking: Ranking = numbers[found[0][scores[0] > 0]].tolist()
        return ranking

    return ask
