"""Puts together what a page of results shows."""

from __future__ import annotations

from dataclasses import dataclass

from archive.charts import Chart
from archive.paging import Paging
from search import outbox
from search.engine import Engine, Order, Results, SearchRequest
from search.forms import PAGE_SIZES, SearchForm
from search.language.readback import read_back
from search.results.address import Address
from search.results.chips import Chip, make_chips
from search.results.facets import FacetColumn, make_columns
from search.results.histogram import draw_histogram
from search.results.hits import ShownHit, load_hits
from search.results.offers import Offer, offer_names, offer_repairs
from search.results.query_text import has_words

KEPT_WHEN_CLEARED = {"q", "sort", "per", "copies"}


@dataclass(frozen=True)
class Option:
    """One of several ways to show the same results."""

    name: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class ResultsPage:
    """Everything a page of results shows, in no need of further questions."""

    request: SearchRequest
    results: Results
    reading: str
    notes: tuple[str, ...]
    quiet_notes: tuple[str, ...]
    address: Address
    chips: tuple[Chip, ...]
    paging: Paging
    orders: tuple[Option, ...]
    sizes: tuple[Option, ...]
    chart: Chart | None
    columns: tuple[FacetColumn, ...]
    hits: tuple[ShownHit, ...]
    offers: tuple[Offer, ...]
    repairs: tuple[Offer, ...]
    pending_count: int

    @property
    def is_read_otherwise(self) -> bool:
        """Whether the reading says more than what was typed."""
        return self.request.query.text.strip() not in {"", self.reading}

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
    def missing_count(self) -> int:
        """Hits of this page whose article was deleted since."""
        return len(self.results.hits) - len(self.hits)

    @property
    def undated_count(self) -> int:
        """Undated articles that the dates asked for keep out."""
        period = self.request.period
        dates_only = bool(period.first or period.last) and not period.with_undated
        return self.results.undated if dates_only else 0

    @property
    def with_undated(self) -> Address:
        """The same request with undated articles."""
        return self.address.setting(undated="1")

    @property
    def undated_only(self) -> Address:
        """The same query among the undated articles only."""
        return self.address.without("from", "to").setting(undated="only")

    @property
    def folded(self) -> Address:
        """The same request with each copy under another hit."""
        return self.address.setting(copies="fold")

    @property
    def unfolded(self) -> Address:
        """The same request with each copy by itself."""
        return self.address.without("copies")

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
    results = engine.search(request)
    told = (*request.query.notes, *results.notes)
    paging = Paging(request.page, request.page_size, results.shown_total)
    return ResultsPage(
        request=request,
        results=results,
        reading=read_back(request.query),
        notes=(
            *form.notes,
            *(note.message for note in told if not note.is_quiet),
        ),
        quiet_notes=tuple(note.message for note in told if note.is_quiet),
        address=form.address,
        chips=make_chips(form),
        paging=paging,
        orders=_orders(form),
        sizes=_sizes(form),
        chart=draw_histogram(results, form.address),
        columns=make_columns(form, results, for_editors=for_editors),
        hits=load_hits(results, form.address),
        offers=offer_names(form),
        repairs=() if results.total else offer_repairs(form, engine),
        pending_count=outbox.pending_count(),
    )


def _orders(form: SearchForm) -> tuple[Option, ...]:
    useful = [
        order
        for order in Order
        if order is not Order.RELEVANCE or has_words(form.query.tree)
    ]
    return tuple(
        Option(str(order), str(form.address.setting(sort=order)), order is form.order)
        for order in useful
    )


def _sizes(form: SearchForm) -> tuple[Option, ...]:
    current = form.to_request().page_size
    return tuple(
        Option(str(n), str(form.address.setting(per=str(n))), n == current)
        for n in PAGE_SIZES
    )
