"""Finds the article that a reader means by a headline, a file name or an address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.models import Article
from archive.models.articles import ArticleQuerySet
from search.engine import Engine
from search.language.query import Query
from search.language.sequence import join
from search.language.tree import (
    Everything,
    In,
    LabelField,
    Node,
    Phrase,
    TextField,
    Word,
)
from search.names import ArchiveNames
from search.request import SearchRequest
from search.text import cut

MOST_MEANT = 5
MOST_WORDS = 40
ADDRESS = re.compile(r"/articles/([0-9]{1,18})\b")
ELSEWHERE = re.compile(r"https?://\S+")
FILE_NAME = re.compile(r"\S+\.\w{1,8}(:\d+)?")


def find_meant(text: str, engine: Engine, *, for_editors: bool) -> list[Article]:
    """Return the articles that a text may stand for, at most five, the best first.

    Only editors are told of articles that readers do not see.
    """
    seen = Article.objects.all() if for_editors else Article.objects.live()
    if address := ADDRESS.search(text):
        return list(seen.filter(pk=int(address[1])))
    if ELSEWHERE.fullmatch(text) and (found := seen.filter(url=text)[:MOST_MEANT]):
        return list(found)
    if FILE_NAME.fullmatch(text) and (found := _of_file(text, seen)):
        return list(found)
    if for_editors:
        unseen = seen.exclude(state=Article.State.LIVE)
        if found := unseen.filter(headline__iexact=text)[:MOST_MEANT]:
            return list(found)
    return _of_headline(text, engine)


def _of_file(name: str, seen: ArticleQuerySet) -> ArticleQuerySet:
    ids = ArchiveNames().find(LabelField.FILE, name)
    return seen.filter(pk__in=ids)[:MOST_MEANT]


def _of_headline(text: str, engine: Engine) -> list[Article]:
    """Return the articles of just this headline, else those that hold its words."""
    words = [Word(term.text) for term in cut(text) if term.span == 1][:MOST_WORDS]
    all_of_them = join(words)
    if all_of_them is None:
        return []
    exactly = In(TextField.HEADLINE, Phrase(tuple(words)))
    same = [
        article
        for article in _best(exactly, engine)
        if article.headline.casefold() == text.casefold()
    ]
    return (
        same
        or _best(In(TextField.HEADLINE, all_of_them), engine)
        or _best(all_of_them, engine)
        or _alike(words, engine)
    )


def _alike(words: list[Word], engine: Engine) -> list[Article]:
    """Return the one whose headline has most words, if it has more than half."""
    in_headline = join(In(TextField.HEADLINE, word) for word in words)
    asked = {word.text for word in words}
    return [
        article
        for article in _best(in_headline or Everything(), engine, any_word=True)
        if 2 * len(asked & {term.text for term in cut(article.headline)}) > len(asked)
    ][:1]


def _best(node: Node, engine: Engine, *, any_word: bool = False) -> list[Article]:
    request = SearchRequest(
        Query("", node),
        page_size=MOST_MEANT,
        any_word=any_word,
        facets=(),
        histogram=False,
        marks=False,
    )
    return _in_order(hit.article_id for hit in engine.search(request).hits)


def _in_order(ids: Iterable[int]) -> list[Article]:
    wanted = list(ids)
    articles = Article.objects.live().in_bulk(wanted)
    return [articles[pk] for pk in wanted if pk in articles]
