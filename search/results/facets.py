"""Turns the counted values of facets into columns of links."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.answers import Results, ValueCount
from search.asking.forms import Choice, SearchForm
from search.asking.labels import Label, find_by_values
from search.request import Facet, Value

VALUES_SHOWN = 6

TITLES = {
    Facet.DATE: _("Date"),
    Facet.SOURCE: _("Source"),
    Facet.CREDIT: _("Based on"),
    Facet.SECTION: _("Section"),
    Facet.TAG: _("Tag"),
    Facet.LANGUAGE: _("Language"),
    Facet.LENGTH: _("Length"),
    Facet.IMPORT: pgettext_lazy("noun", "Import"),
}
FOR_EDITORS = {Facet.IMPORT}


@dataclass(frozen=True)
class FacetValue:
    """One value in a column; its links add, exclude or take it away."""

    name: str
    count: int
    is_chosen: bool
    is_excluded: bool
    choose: str
    exclude: str
    remove: str


@dataclass(frozen=True)
class FacetColumn:
    """One facet with the values it shows and, where there are more, the way to all."""

    title: str
    name: str
    values: tuple[FacetValue, ...]
    value_count: int
    show_all: str


def facets_for(*, editor: bool) -> tuple[Facet, ...]:
    """Return the facets that a reader sees."""
    return tuple(facet for facet in Facet if editor or facet not in FOR_EDITORS)


def make_columns(
    form: SearchForm, results: Results, *, for_editors: bool
) -> tuple[FacetColumn, ...]:
    """Return a column for each facet that has something to choose between."""
    counts = {
        facet: counts_of(results.facets[facet])
        for facet in facets_for(editor=for_editors)
        if facet in results.facets
    }
    shown = {
        facet: _shown(of_facet, chosen_in(form, facet))
        for facet, of_facet in counts.items()
    }
    labels = find_by_values(shown)
    return tuple(
        FacetColumn(
            title=str(TITLES[facet]),
            name=str(facet),
            values=tuple(
                make_value(form, labels[facet, value], counts[facet].get(value, 0))
                for value in values
                if (facet, value) in labels
            ),
            value_count=len(counts[facet]),
            show_all=form.address.values_of(facet)
            if len(counts[facet]) > VALUES_SHOWN
            else "",
        )
        for facet, values in shown.items()
        if values
    )


def counts_of(counted: Collection[ValueCount]) -> dict[Value, int]:
    """Return the hits of each value, in the engine's order; no value is none."""
    return {entry.value: entry.hit_count for entry in counted if entry.value != ""}


def chosen_in(form: SearchForm, facet: Facet) -> list[Value]:
    """Return the values of a facet that the reader asked for or asked to be without."""
    labels = (choice.label for choice in form.choices)
    return [label.value for label in labels if label.facet is facet]


def make_value(form: SearchForm, label: Label, count: int) -> FacetValue:
    """Return a value with its links into the results."""
    included, excluded = Choice(label, False), Choice(label, True)
    without = form.address.without_value(included.parameter, label.key).without_value(
        excluded.parameter, label.key
    )
    return FacetValue(
        name=label.name,
        count=count,
        is_chosen=included in form.choices,
        is_excluded=excluded in form.choices,
        choose=str(without.having(included.parameter, label.key)),
        exclude=str(without.having(excluded.parameter, label.key)),
        remove=str(without),
    )


def _shown(counts: Collection[Value], chosen: list[Value]) -> list[Value]:
    """Return the first values; what was chosen stays in its place, or comes last."""
    if len(counts) < 2 and not chosen:
        return []
    first = list(counts)[:VALUES_SHOWN]
    return first + [value for value in chosen if value not in first]
