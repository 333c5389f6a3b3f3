"""Puts together the page of all values of one facet of a result set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import pgettext

from archive.paging import Paging
from search.asking.address import Address
from search.asking.fields import QueryTextField
from search.asking.forms import SearchForm
from search.asking.labels import Label, find_by_values
from search.asking.options import Option
from search.engine import Engine
from search.request import Facet, Order, SearchRequest, Value
from search.results.facets import (
    TITLES,
    FacetValue,
    chosen_in,
    counts_of,
    facets_for,
    make_value,
)
from search.text import fold

PAGE_SIZE = 100
BY_COUNT, BY_NAME = "count", "name"
# They have an order of their own.
IN_ORDER = {Facet.DATE, Facet.LENGTH}


class ValuesForm(SearchForm):
    """A search, one of its facets, and which of the values to show in which order."""

    facet = forms.ChoiceField(choices=[(facet.value, facet.name) for facet in Facet])
    find = QueryTextField(required=False)
    by = forms.ChoiceField(
        required=False, choices=[(BY_COUNT, BY_COUNT), (BY_NAME, BY_NAME)]
    )

    @property
    def chosen_facet(self) -> Facet | None:
        """The facet asked for; None for a wrong one."""
        chosen = self.cleaned_data.get("facet")
        return Facet(chosen) if chosen else None

    @property
    def is_by_name(self) -> bool:
        """Whether values are sorted by their names."""
        return self.cleaned_data.get("by") == BY_NAME


@dataclass(frozen=True)
class ValuesPage:
    """All values of a facet among the articles found, a page at a time."""

    title: str
    facet: Facet
    query_text: str
    found: str
    total: int
    value_count: int
    values: tuple[FacetValue, ...]
    paging: Paging
    orders: tuple[Option, ...]
    address: Address
    kept_beside_query: tuple[tuple[str, str], ...]
    kept_beside_found: tuple[tuple[str, str], ...]


def find_values(
    form: ValuesForm, engine: Engine, *, for_editors: bool
) -> ValuesPage | None:
    """Count the values of the facet asked for; None when the reader sees no such one.

    Raises IndexUnusable when there is no index that can be read.
    """
    facet = form.chosen_facet
    if facet not in facets_for(editor=for_editors) or facet is None:
        return None
    results = engine.search(_request(form, facet))
    counts = counts_of(results.facets[facet])
    labels = _labels(facet, [*counts, *chosen_in(form, facet)])
    shown = _wanted(labels, form)
    paging = Paging(form.cleaned_data.get("page") or 1, PAGE_SIZE, len(shown))
    start = (paging.number - 1) * PAGE_SIZE
    return ValuesPage(
        title=str(TITLES[facet]),
        facet=facet,
        query_text=form.query.text,
        found=form.cleaned_data.get("find", ""),
        total=results.total,
        value_count=len(labels),
        values=tuple(
            make_value(form, label, counts.get(label.value, 0))
            for label in shown[start : start + PAGE_SIZE]
        ),
        paging=paging,
        orders=_orders(form, facet),
        address=form.address,
        kept_beside_query=form.address.without("q").pairs,
        kept_beside_found=_kept_beside_found(form, facet),
    )


def as_data(page: ValuesPage) -> dict[str, Any]:
    """Return a page of values as JSON values."""
    return {
        "facet": str(page.facet),
        "total": page.total,
        "value_count": page.value_count,
        "page": page.paging.number,
        "pages": page.paging.page_count,
        "values": [
            {"name": value.name, "count": value.count, "url": value.choose}
            for value in page.values
        ],
    }


def _request(form: ValuesForm, facet: Facet) -> SearchRequest:
    """Return what to ask for no more than the values of one facet."""
    return replace(
        form.to_request(),
        order=Order.NEWEST,
        page=1,
        facets=(facet,),
        histogram=False,
        marks=False,
    )


def _kept_beside_found(form: ValuesForm, facet: Facet) -> tuple[tuple[str, str], ...]:
    order = [("by", BY_NAME)] if form.is_by_name else []
    return (("facet", str(facet)), *order, *form.address.pairs)


def _labels(facet: Facet, values: Iterable[Value]) -> list[Label]:
    """Return the labels of values in their order, each once."""
    distinct = dict.fromkeys(values)
    known = find_by_values({facet: distinct})
    return [known[facet, value] for value in distinct if (facet, value) in known]


def _wanted(labels: Iterable[Label], form: ValuesForm) -> list[Label]:
    """Return the labels that hold what was typed, in the order asked for."""
    text = _folded(form.cleaned_data.get("find", ""))
    wanted = [label for label in labels if text in _folded(label.name)]
    if form.is_by_name:
        wanted.sort(key=lambda label: _folded(label.name))
    return wanted


def _orders(form: ValuesForm, facet: Facet) -> tuple[Option, ...]:
    if facet in IN_ORDER:
        return ()
    wanted = form.cleaned_data.get("find", "")
    plain = form.address.setting(find=wanted)
    by_name = plain.setting(by=BY_NAME)
    return (
        Option(
            pgettext("sorted by", "number of articles"),
            plain.values_of(facet),
            not form.is_by_name,
        ),
        Option(
            pgettext("sorted by", "A to Z"), by_name.values_of(facet), form.is_by_name
        ),
    )


def _folded(name: str) -> str:
    return fold(name.casefold())
