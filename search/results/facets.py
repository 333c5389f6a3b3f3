"""Turns the counted values of facets into columns of links."""

from __future__ import annotations

from dataclasses import dataclass

from search.engine import Facet, Results, ValueCount
from search.forms import Choice, SearchForm
from search.results.address import Address
from search.results.labels import Label, find_by_values

VALUES_SHOWN = 6
# A column that shows everything stops somewhere too.
VALUES_AT_MOST = 500

TITLES = {
    Facet.SOURCE: "Source",
    Facet.CREDIT: "Based on",
    Facet.TAG: "Tag",
    Facet.SECTION: "Section",
    Facet.LANGUAGE: "Language",
    Facet.IMPORT: "Import",
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


def make_columns(
    form: SearchForm, results: Results, *, for_editors: bool
) -> tuple[FacetColumn, ...]:
    """Return a column for each facet that has something to choose between."""
    columns = [
        _column(facet, form, results.facets.get(facet, ()))
        for facet in Facet
        if for_editors or facet not in FOR_EDITORS
    ]
    return tuple(column for column in columns if column)


def _column(
    facet: Facet, form: SearchForm, counted: tuple[ValueCount, ...]
) -> FacetColumn | None:
    choices = [choice for choice in form.choices if choice.label.facet is facet]
    counts = {entry.value: entry.hit_count for entry in counted if entry.value != ""}
    if len(counts) < 2 and not choices:
        return None
    is_whole = form.whole_facet is facet
    shown = list(counts)[: VALUES_AT_MOST if is_whole else VALUES_SHOWN]
    # What was chosen stays in its place, or comes last.
    chosen = {choice.label.value: choice for choice in choices}
    shown += [value for value in chosen if value not in shown]
    labels = find_by_values(facet, shown)
    cut = len(counts) > len(shown) and not is_whole
    return FacetColumn(
        title=TITLES[facet],
        name=str(facet),
        values=tuple(
            _value(labels[value], counts.get(value, 0), chosen.get(value), form.address)
            for value in shown
            if value in labels
        ),
        value_count=len(counts),
        show_all=str(form.address.setting(all=str(facet))) if cut else "",
    )


def _value(
    label: Label, count: int, choice: Choice | None, address: Address
) -> FacetValue:
    included, excluded = Choice(label, False), Choice(label, True)
    without = address.without_value(included.parameter, label.key).without_value(
        excluded.parameter, label.key
    )
    return FacetValue(
        name=label.name,
        count=count,
        is_chosen=choice == included,
        is_excluded=choice == excluded,
        choose=str(without.having(included.parameter, label.key)),
        exclude=str(without.having(excluded.parameter, label.key)),
        remove=str(without),
    )
