"""Puts together what a page of results shows."""

from __future__ import annotations

from dataclasses import dataclass

from archive.paging import Paging
from search import outbox
from search.aid.giving import Aid, give_aid
from search.aid.nearly import NearHit, find_nearly
from search.answers import Results
from search.asking.address import DISPLAY, Address
from search.asking.forms import SearchForm
from search.asking.options import (
    ORDERS,
    PAGE_SIZES,
    LineOrder,
    Option,
    View,
    offer_views,
)
from search.asking.query_text import has_words
from search.engine import Engine
from search.request import Order, SearchRequest
from search.results.chips import Chip, make_chips
from search.results.facets import FacetColumn, make_columns
from search.results.histogram import Dates, find_dates
from search.results.hits import ShownHit, load_hits
from search.results.lines import LinesPage, find_lines, widened
from search.results.named import offer_named
from search.results.offers import Offer, offer_names
from search.results.reading import Reading, find_reading

KEPT_WHEN_CLEARED = {"q", "dialect", *DISPLAY}


@dataclass(frozen=True)
class ResultsPage:
    """Everything a page of results shows, in no need of further questions."""

    request: SearchRequest
    results: Results
    reading: Reading
    address: Address
    chips: tuple[Chip, ...]
    paging: Paging
    orders: tuple[Option, ...]
    sizes: tuple[Option, ...]
    dates: Dates
    columns: tuple[FacetColumn, ...]
    view: View
    views: tuple[Option, ...]
    hits: tuple[ShownHit, ...]
    lines: LinesPage | None
    offers: tuple[Offer, ...]
    nearly: tuple[NearHit, ...]
    aid: Aid
    pending_count: int

    @property
    def filter_count(self) -> int:
        """The number of filters in force."""
        return len(self.chips)

    @property
    def cleared(self) -> Address:
        """The same query without filters."""
        names = {name for name, _ in self.address.pairs} - KEPT_WHEN_CLEARED
        return self.address.without(*names)

    @property
    def pages(self) -> Paging:
        """The pages to turn: of articles, or of lines in an order of their own."""
        return self.lines.paging if self.lines else self.paging

    @property
    def is_list(self) -> bool:
        """Whether each hit takes one line."""
        return self.view is View.LIST

    @property
    def missing_count(self) -> int:
        """Hits of this page whose article was deleted since."""
        return 0 if self.lines else len(self.results.hits) - len(self.hits)

    @property
    def folded(self) -> Address:
        """The same request with each copy under another hit."""
        return self.address.setting(copies="")

    @property
    def unfolded(self) -> Address:
        """The same request with each copy by itself."""
        return self.address.setting(copies="show")

    @property
    def export(self) -> str:
        """The address where all that was found is handed out, each copy, too."""
        return self.address.setting(copies="").at("search-export")

    @property
    def csv(self) -> str:
        """The address of all that was found as a table."""
        return self.address.setting(format="csv", copies="").at("search-export")

    @property
    def data(self) -> str:
        """The address of the same page as data."""
        return self.address.at("search-json")

    @property
    def selecting(self) -> Address:
        """The same page with a tick box beside each hit, or without."""
        number = self.paging.number
        select = "" if ("select", "1") in self.address.pairs else "1"
        return self.address.setting(
            select=select, page=str(number) if number > 1 else ""
        )

    @property
    def kept_beside_query(self) -> tuple[tuple[str, str], ...]:
        """What a new query keeps."""
        return self.address.without("q").pairs

    @property
    def kept_beside_dates(self) -> tuple[tuple[str, str], ...]:
        """What new dates keep."""
        return self.address.without("from", "to", "undated").pairs


def find_results(
    form: SearchForm, engine: Engine, *, for_editors: bool = False
) -> ResultsPage:
    """Ask the engine, and load what the page shows.

    Raises IndexUnusable when there is no index that can be read.
    """
    request = form.to_request()
    results = engine.search(widened(request, form.line_order))
    chips = make_chips(form)
    near = find_nearly(form, results, engine)
    hits, nearly = near.part(_hits(form, near.after(results)))
    lines = find_lines(form, request, results) if form.shows_lines else None
    paging = Paging(request.page, request.page_size, results.shown_total)
    return ResultsPage(
        request=request,
        results=results,
        reading=find_reading(form, results, engine),
        address=form.address,
        chips=chips,
        paging=paging,
        orders=_orders(form),
        sizes=_sizes(form),
        dates=find_dates(form, results, engine),
        columns=make_columns(form, results, for_editors=for_editors),
        view=form.chosen_view,
        views=offer_views(form.address, form.chosen_view),
        hits=hits,
        lines=lines,
        offers=(*offer_named(form, engine), *offer_names(form, engine)),
        nearly=nearly,
        aid=give_aid(form, chips, results, engine, for_editors=for_editors),
        pending_count=outbox.pending_count(),
    )


def _hits(form: SearchForm, results: Results) -> tuple[ShownHit, ...]:
    if form.shows_lines:
        return ()
    with_text = form.chosen_view is View.ARTICLES
    return load_hits(results, form.address, with_text=with_text)


def _orders(form: SearchForm) -> tuple[Option, ...]:
    left_out = {Order.ADDED} if form.order is not Order.ADDED else set()
    if not has_words(form.query.tree):
        left_out.add(Order.RELEVANCE)
    useful = [order for order in Order if order not in left_out]
    return tuple(
        Option(
            str(ORDERS[order]),
            str(form.address.setting(sort=order)),
            order is form.order,
        )
        for order in useful
    )


def _sizes(form: SearchForm) -> tuple[Option, ...]:
    """Return how many articles a page may have; sorted lines leave no choice."""
    if form.line_order is not LineOrder.RESULT:
        return ()
    current = form.to_request().page_size
    return tuple(
        Option(str(n), str(form.address.setting(per=str(n))), n == current)
        for n in PAGE_SIZES
    )
