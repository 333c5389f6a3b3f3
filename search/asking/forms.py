"""Reads what a reader asks of the results page; what is wrong is noted, not refused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from search.asking import advice
from search.asking.address import Address
from search.asking.asked import asked_in
from search.asking.fields import DayField, QueryTextField
from search.asking.labels import Label, find_by_keys
from search.asking.options import COPIES, PAGE_SIZES, UNDATED, LineOrder, View
from search.asking.query_text import has_words
from search.language.dialects import DIALECTS
from search.language.parser import parse
from search.language.query import Query
from search.names import ArchiveNames
from search.request import Facet, Filter, Order, Period, SearchRequest

LAST_PAGE = 10_000_000
LAST_ARTICLE = 1 << 40
NAME_IN_ADDRESS = {"first": "from", "last": "to"}
DATES = ("first", "last")
SHOWING = ("view", "lines", "bars", "select")


@dataclass(frozen=True)
class Choice:
    """A facet's value that the reader asked for, or asked to be without."""

    label: Label
    is_excluded: bool

    @property
    def parameter(self) -> str:
        """The name of the parameter that makes the choice."""
        prefix = "not_" if self.is_excluded else ""
        return f"{prefix}{self.label.facet}"


class SearchForm(forms.Form):
    """Query, filters, order and page, as addresses write them."""

    q = QueryTextField(required=False)
    first = DayField()
    last = DayField(is_last=True)
    dialect = forms.ChoiceField(
        required=False, choices=[(one.name, one.title) for one in DIALECTS]
    )
    undated = forms.ChoiceField(
        required=False, choices=[(word, word) for word in UNDATED]
    )
    sort = forms.ChoiceField(
        required=False, choices=[(order.value, order.name) for order in Order]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)
    per = forms.TypedChoiceField(
        required=False, coerce=int, choices=[(n, n) for n in PAGE_SIZES]
    )
    bars = forms.ChoiceField(required=False, choices=[("share", "share")])
    copies = forms.ChoiceField(
        required=False, choices=[(word, word) for word in COPIES]
    )
    newer = forms.IntegerField(required=False, min_value=1, max_value=LAST_ARTICLE)
    view = forms.ChoiceField(
        required=False, choices=[(view.value, view.name) for view in View]
    )
    select = forms.ChoiceField(required=False, choices=[("1", "1")])
    lines = forms.ChoiceField(
        required=False, choices=[(order.value, order.name) for order in LineOrder]
    )

    def __init__(self, data: QueryDict, *, names: ArchiveNames | None = None) -> None:
        """Read an address; names: those of another form of the same page."""
        super().__init__(data)
        self.parameters = data
        self.names = names or ArchiveNames()
        self.notes: list[str] = []
        self.choices: list[Choice] = []
        self.full_clean()
        self.notes += [self._note_of(name) for name in self.errors]

    def add_prefix(self, field_name: str) -> str:
        """Name fields as addresses do, where Python reserves the word."""
        return NAME_IN_ADDRESS.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """Find what the filters name, and put the dates in order."""
        self._expect_names()
        for facet in Facet:
            self._read_choices(facet, is_excluded=False)
            self._read_choices(facet, is_excluded=True)
        chosen = self.cleaned_data
        first, last = chosen.get("first"), chosen.get("last")
        if first and last and first > last:
            chosen["first"], chosen["last"] = last, first
            told = _("The dates stood the wrong way round and were swapped.")
            self.notes.append(told)
        return chosen

    def to_request(self) -> SearchRequest:
        """Return what to ask the engine."""
        chosen = self.cleaned_data
        return SearchRequest(
            query=self.query,
            filters=tuple(filter(None, map(self._filter, Facet))),
            period=self.period,
            newer_than=chosen.get("newer") or 0,
            order=self.order,
            page=chosen.get("page") or 1,
            page_size=chosen.get("per") or PAGE_SIZES[0],
            fold_copies=chosen.get("copies") != "show",
        )

    @cached_property
    def query(self) -> Query:
        """The query as read."""
        text = self.cleaned_data.get("q", "")
        return parse(text, names=self.names, dialect=self.dialect_name)

    @property
    def dialect_name(self) -> str:
        """The query language that was chosen; "" leaves it to the query's signs."""
        return str(self.cleaned_data.get("dialect") or "")

    @property
    def period(self) -> Period:
        """The days asked for."""
        undated = self.cleaned_data.get("undated")
        return Period(
            self.cleaned_data.get("first"),
            self.cleaned_data.get("last"),
            with_undated=undated == "1",
            only_undated=undated == "only",
        )

    @property
    def order(self) -> Order:
        """The order asked for; without one, relevance where there are words."""
        if chosen := self.cleaned_data.get("sort"):
            return Order(chosen)
        return Order.RELEVANCE if has_words(self.query.tree) else Order.NEWEST

    @property
    def leaves_copies_out(self) -> bool:
        """Whether files are to hold no copies; pages fold them unless told to show."""
        return self.cleaned_data.get("copies") == "fold"

    @property
    def chosen_view(self) -> View:
        """What is shown of each hit."""
        return View(self.cleaned_data.get("view") or View.ARTICLES)

    @property
    def shows_lines(self) -> bool:
        """Whether every mention is shown."""
        return self.chosen_view is View.LINES

    @property
    def is_selecting(self) -> bool:
        """Whether hits can be ticked; lines are no hits."""
        return bool(self.cleaned_data.get("select")) and not self.shows_lines

    @property
    def line_order(self) -> LineOrder:
        """How lines are sorted where they are shown."""
        chosen = self.cleaned_data.get("lines") if self.shows_lines else ""
        return LineOrder(chosen or LineOrder.RESULT)

    @cached_property
    def address(self) -> Address:
        """The address of the first page of this request, wrong values left out."""
        chosen = self.cleaned_data
        address = Address().setting(q=chosen.get("q", ""))
        for choice in self.choices:
            address = address.having(choice.parameter, choice.label.key)
        days = {
            NAME_IN_ADDRESS[name]: chosen[name].isoformat()
            for name in DATES
            if chosen.get(name)
        }
        rest = ("undated", "newer", "sort", "per", "copies", *SHOWING)
        kept = {
            name: str(chosen[name]) for name in ("dialect", *rest) if chosen.get(name)
        }
        return address.setting(**days, **kept)

    def _expect_names(self) -> None:
        """Look up at once all that query and filters name, and what may be offered."""
        text = self.cleaned_data.get("q", "")
        asked = asked_in(self.parameters, text=text, dialect=self.dialect_name)
        self.names.expect(asked.names, keys=asked.keys, imports=asked.imports)

    def _read_choices(self, facet: Facet, *, is_excluded: bool) -> None:
        name = f"not_{facet}" if is_excluded else str(facet)
        keys = dict.fromkeys(filter(None, self.parameters.getlist(name)))
        labels = find_by_keys(facet, keys, names=self.names)
        known = dict.fromkeys(labels[key] for key in keys if key in labels)
        self.choices += [Choice(label, is_excluded) for label in known]
        self.notes += [
            advice.no_such(facet, name, key) for key in keys if key not in labels
        ]

    def _filter(self, facet: Facet) -> Filter | None:
        chosen = [choice for choice in self.choices if choice.label.facet is facet]
        if not chosen:
            return None
        return Filter(
            facet,
            values=tuple(c.label.value for c in chosen if not c.is_excluded),
            excluded=tuple(c.label.value for c in chosen if c.is_excluded),
        )

    def _note_of(self, name: str) -> str:
        written = self.add_prefix(name)
        return advice.wrong(name, written, str(self.parameters.get(written, "")))
