"""Queries over real articles find what a plain reading of their texts finds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

import pytest
import Stemmer
from django.db.models import Q
from django.http import QueryDict

from archive.importing.pipeline import import_articles
from archive.models import Article
from search import outbox
from search.aid.nearly import find_nearly
from search.asking.forms import SearchForm
from search.language.parser import parse
from search.names import ArchiveNames
from search.request import SearchRequest
from search.whoosh_engine import open_engine

pytestmark = pytest.mark.data

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
MARCH = datetime.date(1987, 3, 1), datetime.date(1987, 3, 31)
HEADLINES = 500
stem = lru_cache(maxsize=None)(Stemmer.Stemmer("english").stemWord)


@dataclass(frozen=True)
class Reading:
    """An article as someone reads it with a pencil: its words, one after another.

    texts: headline, body and byline.
    """

    texts: tuple[tuple[str, ...], ...]
    published_on: datetime.date | None
    tags: frozenset[str]
    word_count: int

    @property
    def headline(self) -> tuple[str, ...]:
        return self.texts[0]

    def places(self, is_meant: Callable[[str], bool]) -> Iterator[list[int]]:
        """Yield where words stand, text by text."""
        for text in self.texts:
            yield [place for place, word in enumerate(text) if is_meant(word)]


# One test, because to import and index all stories is most of its time.
def test_all_stories_go_in_and_are_found_as_plainly_read_and_by_their_headlines(
    shared_data: Path, index: Path
) -> None:
    report = import_articles([shared_data / "reuters.jsonl.gz"])
    assert report.total == 21_578
    assert report.counts["duplicate"] == 235
    assert [seen.reason for seen in report.failed] == ["neither headline nor text"]
    assert Article.objects.count() == 21_342
    outbox.drain()
    readings = [_read(article) for article in _articles()]
    counted = {
        query: sum(map(is_meant, readings)) for query, is_meant in PLAINLY.items()
    }
    assert {query: _count(query) for query in PLAINLY} == counted
    assert all(counted.values())
    pasted = Article.objects.order_by("pk")
    assert [
        article.headline
        for article in pasted[:: len(pasted) // HEADLINES]
        if not _is_among_the_first(article)
    ] == []


def _is_among_the_first(article: Article) -> bool:
    """Return whether its headline finds an article, or a copy it is folded into."""
    form = SearchForm(QueryDict(urlencode({"q": article.headline})))
    engine, request = open_engine(), form.to_request()
    results = engine.search(request)
    hits = (*results.hits, *find_nearly(form, results, engine).hits)[:10]
    found = Article.objects.filter(pk__in=[hit.article_id for hit in hits])
    itself = Q(pk=article.pk)
    copies = Q(copy_group=article.copy_group_id, copy_group__isnull=False)
    return found.filter(itself | copies).exists()


def _oil_prices_near_opec_in_march(article: Reading) -> bool:
    day = article.published_on
    return (
        day is not None
        and MARCH[0] <= day <= MARCH[1]
        and any(
            _are_near(text, ("oil", "prices"), any_form("opec"), 10)
            for text in article.texts
        )
    )


def _are_near(
    text: tuple[str, ...],
    phrase: tuple[str, str],
    is_other: Callable[[str], bool],
    distance: int,
) -> bool:
    starts = [n for n in range(len(text) - 1) if text[n : n + 2] == phrase]
    others = [n for n, word in enumerate(text) if is_other(word)]
    return any(
        0 < start - other <= distance or 0 < other - (start + 1) <= distance
        for start in starts
        for other in others
    )


def any_form(*words: str) -> Callable[[str], bool]:
    """Return what tells whether a word is a form of one of these."""
    stems = set(map(stem, words))
    return lambda word: stem(word) in stems


def _merger_in_headline_without_banks(article: Reading) -> bool:
    is_merger, is_bank = any_form("merger"), any_form("bank")
    return any(map(is_merger, article.headline)) and not any(
        any(map(is_bank, text)) for text in article.texts
    )


def _crude_before_oil(article: Reading) -> bool:
    is_crude, is_oil = _begins_with("crud"), any_form("oil")
    return any(
        is_crude(text[first]) and any(map(is_oil, text[first + 1 : first + 3]))
        for text in article.texts
        for first in range(len(text))
    )


def _begins_with(letters: str) -> Callable[[str], bool]:
    return lambda word: word.startswith(letters)


def _five_times_coffee(article: Reading) -> bool:
    return sum(map(len, article.places(any_form("coffee")))) >= 5


def _long_and_on_grain(article: Reading) -> bool:
    return "grain" in article.tags and article.word_count > 300


PLAINLY: dict[str, Callable[[Reading], bool]] = {
    '"oil prices" W/10 opec date:1987-03': _oil_prices_near_opec_in_march,
    "headline:merger NOT (bank OR banks)": _merger_in_headline_without_banks,
    "crud* PRE/2 oil": _crude_before_oil,
    "ATLEAST5(coffee)": _five_times_coffee,
    "tag:grain words:>300": _long_and_on_grain,
}


def _articles() -> Iterator[Article]:
    return Article.objects.live().with_labels().iterator(chunk_size=500)


def _read(article: Article) -> Reading:
    return Reading(
        texts=tuple(
            tuple(WORD.findall(POSSESSIVE.sub("", text.lower())))
            for text in (article.headline, article.body, article.byline)
        ),
        published_on=article.published_on,
        tags=frozenset(tag.name for tag in article.tags.all()),
        word_count=article.word_count,
    )


def _count(text: str) -> int:
    query = parse(text, names=ArchiveNames())
    assert not query.notes
    return open_engine().count(SearchRequest(query))
