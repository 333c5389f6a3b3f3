"""Lists the questions that every engine is asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tests.benchmarks.corpus import Corpus

NEAR_WORDS = 10
TOP = 10
PAGE = 20
SIMILAR = 6
FIRST_DAY = datetime.date(2005, 1, 1)
LAST_DAY = datetime.date(2024, 12, 31)


class Kind(StrEnum):
    """The classes of questions."""

    RARE = "rare"
    COMMON = "common"
    AND = "and"
    OR = "or"
    PHRASE = "phrase"
    PHRASE_STEMMED = "phrase_stemmed"
    NEAR = "near"
    PREFIX = "prefix"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"
    FUZZY_2 = "fuzzy_2"
    FILTER = "filter"
    DATE_SORT = "date_sort"
    FACETS = "facets"
    PAGE = "page"
    SNIPPETS = "snippets"
    SIMILAR = "similar"


@dataclass(frozen=True)
class Question:
    """One question; a filter and a page want the source and the period as well.

    article: the number of the one that others should be like.
    """

    kind: Kind
    words: tuple[str, ...] = ()
    source: str = ""
    article: int = 0

    @property
    def name(self) -> str:
        """How it is called in tables."""
        return " ".join(self.words) or f"like {self.article}"


Answer = Callable[[], int]


class Peer(Protocol):
    """An engine with its index open."""

    name: str

    def prepare(self, question: Question) -> Answer | None:
        """Return a call that finds the top hits and returns the number of all.

        None when the engine has nothing of the kind. Whatever depends on the question
        alone is done in the call, as it is for a reader.
        """


SOME_WORDS = ("company", "bank", "oil", "coffee", "japan", "mongolia")
REUTERS = {
    Kind.RARE: ("mongolia", "virazole", "turbulent", "springfield", "panama", "katz"),
    Kind.COMMON: ("company", "market", "billion", "bank", "stock", "price"),
    Kind.AND: (
        "oil price",
        "interest rate bank",
        "company shares acquisition",
        "trade deficit",
        "brazil debt bank",
        "coffee quota",
    ),
    Kind.OR: (
        "coffee cocoa sugar",
        "oil gas energy",
        "dollar yen mark",
        "strike union workers",
        "merger acquisition takeover",
        "mongolia panama springfield",
    ),
    Kind.PHRASE: (
        "interest rates",
        "white house",
        "trade deficit",
        "second quarter",
        "bank of japan",
        "new york stock exchange",
    ),
    Kind.NEAR: (
        "oil price",
        "bank rate",
        "trade japan",
        "merger talks",
        "coffee quota",
        "thatcher election",
    ),
    Kind.PREFIX: ("financ", "regul", "refin", "subsid", "unem", "inter"),
    Kind.WILDCARD: ("*ation", "*quake", "*ward", "*berg", "inter*al", "m?rger"),
    Kind.FUZZY: ("thacher", "brasil", "exchnage", "recieve", "volker", "comission"),
    Kind.FUZZY_2: ("nakasoni", "stoltenburg", "exchnagge", "comision", "beker"),
    Kind.FILTER: SOME_WORDS,
    Kind.DATE_SORT: SOME_WORDS,
    Kind.FACETS: SOME_WORDS,
    Kind.PAGE: SOME_WORDS,
    Kind.SNIPPETS: ("oil price", "bank rate", "company", "coffee quota", "mongolia"),
}
SAMPLE_WORDS = ("ferry", "bridge", "lake", "drought", "toll", "insulin")
OF_SAMPLES = {
    Kind.RARE: ("insulin", "brazier", "plumber"),
    Kind.COMMON: ("ferry", "bridge", "first"),
    Kind.AND: ("ferry strike", "harbour bridge", "lake drought"),
    Kind.OR: ("ferry bridge toll", "hay cattle market", "chemist teacher plumber"),
    Kind.PHRASE: ("ferry strike", "harbour bridge", "half past seven"),
    Kind.NEAR: ("ferry strike", "bridge toll", "lake village"),
    Kind.PREFIX: ("ferr", "harb", "dr"),
    Kind.WILDCARD: ("*ought", "*bour", "f?rry"),
    Kind.FUZZY: ("fery", "brigde", "drougth"),
    Kind.FUZZY_2: ("feryr", "brigdes", "drugth"),
    Kind.FILTER: SAMPLE_WORDS,
    Kind.DATE_SORT: SAMPLE_WORDS,
    Kind.FACETS: SAMPLE_WORDS,
    Kind.PAGE: SAMPLE_WORDS,
    Kind.SNIPPETS: ("ferry strike", "bridge", "lake drought"),
}
ARTICLES = (17, 202, 1203, 2404, 3605)


def questions(corpus: Corpus) -> list[Question]:
    """Return all questions, class by class."""
    return list(_questions(corpus))


def _questions(corpus: Corpus) -> Iterator[Question]:
    table = OF_SAMPLES if corpus.of_samples else REUTERS
    source = corpus.facts.sources[0]
    for kind, texts in table.items():
        for text in texts:
            yield Question(kind, tuple(text.split()), source=source)
            if kind is Kind.PHRASE:
                yield Question(Kind.PHRASE_STEMMED, tuple(text.split()))
    for number in ARTICLES:
        yield Question(Kind.SIMILAR, article=1 + number % corpus.count)
