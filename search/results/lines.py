"""Shows each mention of a query's words between what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.models import Article
from archive.paging import Paging
from search.answers import Marks, Results
from search.asking.address import Address
from search.asking.forms import SearchForm
from search.asking.options import LineOrder, Option, offer_line_orders
from search.lines import Line, Mention, cut_line, mentions_of
from search.request import SearchRequest
from search.results.hits import address_within, origin_of

# In the order of the hits, a page has its articles' lines, of one not more than these.
LINES_AN_ARTICLE = 100
# Sorted by words, lines are those of the first articles, until there are so many.
ARTICLES_READ = 800
LINES_READ = 4_000
LINES_A_PAGE = 100

WORD = re.compile(r"\w+")
# Lines are sorted by so many words, found within so many characters.
WORDS_COMPARED = 4
CHARACTERS_COMPARED = 60


class Found(NamedTuple):
    """A mention in an article; left_out: how many after it a page has no room for."""

    article_id: int
    mention: Mention
    left_out: int = 0


@dataclass(frozen=True)
class LineArticle:
    """The article of lines; its address leads into the result set."""

    article: Article
    address: str
    origin: str

    @classmethod
    def of(cls, article: Article, address: Address) -> LineArticle:
        """Return an article with its source, or what it is based on."""
        return cls(article, address_within(article, address), origin_of(article))


@dataclass(frozen=True)
class ShownLine:
    """A line of an article, and how many of its lines after it are left out."""

    line: Line
    of: LineArticle
    left_out: int

    @property
    def address(self) -> str:
        """The address of the mention."""
        return f"{self.of.address}#m{self.line.number}"

    @property
    def next_address(self) -> str:
        """The address of the mention after it."""
        return f"{self.of.address}#m{self.line.number + 1}"


@dataclass(frozen=True)
class LinesPage:
    """One page of lines.

    has_words: whether the query has any to show lines of. paging: of articles, or of
    lines where those are sorted. line_count: all lines of the articles read. is_part:
    whether sorted lines are those of the first articles only.
    """

    shown: tuple[ShownLine, ...]
    has_words: bool
    is_sorted: bool
    orders: tuple[Option, ...]
    paging: Paging
    line_count: int
    read_count: int
    is_part: bool


def widened(request: SearchRequest, order: LineOrder) -> SearchRequest:
    """Return what to ask the engine: to sort lines, many articles must be read."""
    if order is LineOrder.RESULT:
        return request
    return replace(request, page=1, page_size=ARTICLES_READ)


def find_lines(form: SearchForm, request: SearchRequest, results: Results) -> LinesPage:
    """Return the page of lines asked for; the results are of the widened request."""
    order, number = form.line_order, request.page
    address, has_words = form.address, not results.marks.are_none
    several = read_mentions([hit.article_id for hit in results.hits], results.marks)
    if order is LineOrder.RESULT:
        read = list(several)
        total = results.shown_total if has_words else 0
        paging = Paging(number, request.page_size, total)
        chosen = [found for pk, mentions in read for found in _first(pk, mentions)]
    else:
        read = list(_until(LINES_READ, several))
        found = [Found(pk, mention) for pk, mentions in read for mention in mentions]
        found.sort(key=KEYS[order])
        paging = Paging(number, LINES_A_PAGE, len(found))
        chosen = found[(number - 1) * LINES_A_PAGE :][:LINES_A_PAGE]
        # Where a hit stands does not tell the page that its line is on.
        address = address.setting(page=str(number) if number > 1 else "")
    return LinesPage(
        shown=tuple(_shown(chosen, address)),
        has_words=has_words,
        is_sorted=order is not LineOrder.RESULT,
        orders=offer_line_orders(form.address, order),
        paging=paging,
        line_count=sum(len(mentions) for _, mentions in read),
        read_count=len(read),
        is_part=len(read) < results.shown_total,
    )


def read_mentions(
    ids: Iterable[int], marks: Marks
) -> Iterator[tuple[int, list[Mention]]]:
    """Yield articles in their order with their mentions; some may be gone since."""
    if marks.are_none:
        return
    rows = Article.objects.live().filter(pk__in=ids)
    texts = {
        pk: (headline, body, is_derived)
        for pk, headline, body, is_derived in rows.values_list(
            "pk", "headline", "body", "headline_is_derived"
        )
    }
    for pk in filter(texts.__contains__, ids):
        headline, body, is_derived = texts[pk]
        yield pk, list(mentions_of(headline, body, marks, is_derived=is_derived))


def load_named(ids: Iterable[int]) -> dict[int, Article]:
    """Return articles with what names them, their text left aside."""
    articles = Article.objects.select_related("source").prefetch_related("credits")
    return articles.defer("body").in_bulk(set(ids))


def _until(
    enough: int, several: Iterable[tuple[int, list[Mention]]]
) -> Iterator[tuple[int, list[Mention]]]:
    """Pass articles on until they have enough mentions together."""
    count = 0
    for pk, mentions in several:
        yield pk, mentions
        count += len(mentions)
        if count >= enough:
            return


def _first(pk: int, mentions: Sequence[Mention]) -> Iterator[Found]:
    """Yield an article's first mentions; the last one says how many are left out."""
    left_out = max(0, len(mentions) - LINES_AN_ARTICLE)
    for mention in mentions[:LINES_AN_ARTICLE]:
        is_last = mention.number == LINES_AN_ARTICLE
        yield Found(pk, mention, left_out if is_last else 0)


def _shown(chosen: Iterable[Found], address: Address) -> Iterator[ShownLine]:
    named = load_named(found.article_id for found in chosen)
    articles = {pk: LineArticle.of(one, address) for pk, one in named.items()}
    for pk, mention, left_out in chosen:
        if pk in articles:
            yield ShownLine(cut_line(mention), articles[pk], left_out)


def _words_before(found: Found) -> list[str]:
    """Return the words before a mention, the nearest first."""
    _, text, start, _ = found.mention
    before = text[max(0, start - CHARACTERS_COMPARED) : start]
    return WORD.findall(before.casefold())[: -WORDS_COMPARED - 1 : -1]


def _words_after(found: Found) -> list[str]:
    _, text, _, end = found.mention
    after = text[end : end + CHARACTERS_COMPARED]
    return WORD.findall(after.casefold())[:WORDS_COMPARED]


KEYS = {LineOrder.LEFT: _words_before, LineOrder.RIGHT: _words_after}
