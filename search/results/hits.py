"""Loads the articles that an engine found, as a results page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.differences import Run, compare
from archive.locally import grouped
from archive.models import Article
from archive.wording import based_on
from search.answers import Hit, Marks, Results
from search.asking.address import Address
from search.lines import Line, Mention, cut_line
from search.snippets import MarkedText, make_snippets, mark

# Of a hit not more are listed; the article's page has all.
COPIES_SHOWN = 6
OF_A_COPY = ("headline", "language", "published_on", "source__name")
MORE_LINES = 5


@dataclass(frozen=True)
class ShownCopy:
    """An article folded into a hit, as a line of it.

    headline: empty where it is the hit's; what the hit's has not is "added".
    """

    article: Article
    address: str
    origin: str
    headline: tuple[Run, ...]


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
    copies: tuple[ShownCopy, ...]
    copy_count: int
    snippets: tuple[MarkedText, ...] = ()
    mention_count: int | None = None
    unshown_count: int = 0
    more: tuple[Line, ...] = ()
    beyond: int = 0

    @property
    def elsewhere(self) -> str:
        """Where else its story stands: in sources, where each copy names its own."""
        sources = {copy.article.source for copy in self.copies}
        sources -= {self.article.source, None}
        count = self.copy_count
        if len(sources) == count == 1:
            return _("Also in {source}").format(source=self.copies[0].origin)
        if len(sources) == count:
            told = ngettext("Also in {n} source", "Also in {n} sources", count)
        else:
            told = ngettext(
                "{n} copy of this article", "{n} copies of this article", count
            )
        return told.format(n=grouped(count))

    @property
    def unlisted_count(self) -> int:
        """How many of its copies are not listed."""
        return self.copy_count - len(self.copies)

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
    found = Article.objects.live().with_labels()
    found = found if with_text else found.defer("body")
    articles = found.in_bulk([hit.article_id for hit in results.hits])
    copies = _load_copies(results.hits)
    shown = (
        _shown(hit, articles, copies, results.marks, address)
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


def origin_of(article: Article) -> str:
    """Return the source of an article, or what it is based on."""
    if article.source:
        return article.source.name
    credits = article.credits.all()
    named = [credit.name for credit in credits if credit.is_named]
    return based_on(named) if credits else ""


def _shown(
    hit: Hit,
    articles: Mapping[int, Article],
    copies: Mapping[int, Article],
    marks: Marks,
    address: Address,
) -> ShownHit:
    article = articles[hit.article_id]
    return ShownHit(
        article=article,
        address=address_within(article, address),
        headline=mark(article.headline, marks),
        score=hit.score,
        copies=tuple(
            _copy(copies[pk], article, address)
            for pk in hit.copy_ids[:COPIES_SHOWN]
            if pk in copies
        ),
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


def _load_copies(hits: Sequence[Hit]) -> dict[int, Article]:
    """Return the copies that are listed, with what names them."""
    ids = [pk for hit in hits for pk in hit.copy_ids[:COPIES_SHOWN]]
    rows = Article.objects.live().select_related("source").only(*OF_A_COPY)
    copies = rows.in_bulk(ids) if ids else {}
    sourceless = [copy for copy in copies.values() if copy.source is None]
    prefetch_related_objects(sourceless, "credits")
    return copies


def _copy(copy: Article, hit: Article, address: Address) -> ShownCopy:
    is_same = copy.headline == hit.headline
    # With a blank behind it the last word is as the others are.
    passages = [] if is_same else compare(f"{hit.headline} ", f"{copy.headline} ")
    return ShownCopy(
        article=copy,
        address=address_within(copy, address),
        origin=origin_of(copy),
        headline=tuple(
            Run(run.kind, run.text.strip())
            for passage in passages
            for run in passage
            if run.kind != "removed"
        ),
    )
