"""Loads the articles that an engine found, as a results page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.models import Article
from archive.wording import counted
from search.answers import Hit, Marks, Results
from search.lines import Line, Mention, cut_line
from search.results.address import Address
from search.snippets import MarkedText, make_snippets, mark

COPIES_SHOWN = 10
MORE_LINES = 5


@dataclass(frozen=True)
class ShownHit:
    """One article found; its address leads into the result set.

    more: lines of mentions that the snippets leave out, the first of unshown_count;
    beyond: the number of the mention after those, or 0.
    """

    article: Article
    address: str
    headline: MarkedText
    score: float
    copies: tuple[Article, ...]
    copy_count: int
    snippets: tuple[MarkedText, ...] = ()
    mention_count: int | None = None
    unshown_count: int = 0
    more: tuple[Line, ...] = ()
    beyond: int = 0

    @property
    def elsewhere(self) -> str:
        """Where else its story stands: in sources, where each copy names its own."""
        sources = {copy.source_id for copy in self.copies} - {self.article.source_id}
        if len(sources - {None}) == self.copy_count:
            return f"Also in {counted(self.copy_count, 'source')}"
        return f"{counted(self.copy_count, 'copy', 'copies')} of this article"

    @property
    def beyond_count(self) -> int:
        """How many mentions neither the snippets nor the lines show."""
        return self.unshown_count - len(self.more)


def load_hits(
    results: Results, address: Address, *, with_text: bool = True
) -> tuple[ShownHit, ...]:
    """Return the hits in their order; articles deleted since are left out.

    Without their text, they have neither snippets nor mentions.
    """
    ids = [pk for hit in results.hits for pk in (hit.article_id, *_copies(hit))]
    found = Article.objects.live().with_labels()
    articles = (found if with_text else found.defer("body")).in_bulk(ids)
    shown = (
        _shown(hit, articles, results.marks, address)
        for hit in results.hits
        if hit.article_id in articles
    )
    if not with_text:
        return tuple(shown)
    return tuple(_with_text(hit, results.marks) for hit in shown)


def address_within(article: Article, address: Address) -> str:
    """Return an article's address as a member of a result set."""
    # An article without parameters would not know that it came from "all articles".
    query = address.query or "sort=newest"
    return f"{article.get_absolute_url()}?{query}"


def _shown(
    hit: Hit, articles: Mapping[int, Article], marks: Marks, address: Address
) -> ShownHit:
    article = articles[hit.article_id]
    return ShownHit(
        article=article,
        address=address_within(article, address),
        headline=mark(article.headline, marks),
        score=hit.score,
        copies=tuple(articles[pk] for pk in _copies(hit) if pk in articles),
        copy_count=len(hit.copy_ids),
    )


def _with_text(hit: ShownHit, marks: Marks) -> ShownHit:
    """Add what the body shows; mentions are numbered as on the article's page."""
    article, titled = hit.article, len(hit.headline.marks)
    derived = article.headline if article.headline_is_derived else ""
    before = 0 if derived else titled
    extract = make_snippets(article.body, marks, derived_headline=derived)
    unshown = extract.unshown
    return replace(
        hit,
        snippets=extract.snippets,
        mention_count=before + len(extract.mentions),
        unshown_count=len(unshown),
        more=tuple(
            cut_line(Mention(before + n + 1, article.body, *extract.mentions[n]))
            for n in unshown[:MORE_LINES]
        ),
        beyond=before + unshown[MORE_LINES] + 1 if unshown[MORE_LINES:] else 0,
    )


def _copies(hit: Hit) -> tuple[int, ...]:
    return hit.copy_ids[:COPIES_SHOWN]
