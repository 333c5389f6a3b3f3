"""Says the filters of an address in the query language, where it has words for them."""

from __future__ import annotations

import datetime

from archive.locally import quoted
from search.asking.address import Address
from search.asking.forms import Choice, SearchForm
from search.engine import Engine
from search.language.parser import parse
from search.language.query import Query
from search.language.sequence import either, join, without
from search.language.tree import (
    And,
    Everything,
    Is,
    Label,
    LabelField,
    Node,
    Not,
    Range,
    RangeField,
    State,
)
from search.language.writing import write
from search.names import ArchiveNames
from search.request import LENGTHS, Facet, Filter, SearchRequest

Pairs = tuple[tuple[str, str], ...]
PERIOD = "period"
# What makes one condition together, or none.
GROUPS = {"from": PERIOD, "to": PERIOD, "undated": PERIOD}
NO_CONDITIONS = {"q", "dialect"}
FIELDS = {
    Facet.CREDIT: LabelField.CREDIT,
    Facet.TAG: LabelField.TAG,
    Facet.SECTION: LabelField.SECTION,
    Facet.LANGUAGE: LabelField.LANGUAGE,
    Facet.IMPORT: LabelField.IMPORT,
}


def conditions_of(address: Address) -> dict[str, Pairs]:
    """Return what an address asks beside its query; all must hold together."""
    conditions: dict[str, Pairs] = {}
    for pair in address.pairs:
        name = GROUPS.get(pair[0], pair[0])
        if name not in NO_CONDITIONS:
            conditions[name] = (*conditions.get(name, ()), pair)
    return conditions


def pairs_in_words(pairs: Pairs) -> str:
    """Return a condition as its address has it."""
    return quoted("&".join(f"{name}={value}" for name, value in pairs))


def as_node(form: SearchForm, name: str, engine: Engine) -> Node | None:
    """Return a condition as part of a query that keeps the same articles, if any is."""
    if name == PERIOD:
        return _period(form)
    chosen = [choice for choice in form.choices if choice.parameter == name]
    nodes = [_choice(choice, engine) for choice in chosen]
    if not nodes or None in nodes:
        return None
    said = [node for node in nodes if node is not None]
    any_of = either(said) or Everything()
    node = join(map(without, said)) if chosen[0].is_excluded else any_of
    # A name can mean more to a query than to a filter, or be none that it can hold.
    is_same = node and parse(write(node), names=ArchiveNames()).tree == node
    return node if is_same else None


def _period(form: SearchForm) -> Node:
    period = form.period
    undated = Is(State.UNDATED)
    if period.only_undated:
        return undated
    if period.is_open:
        return Everything()
    days = Range(RangeField.DATE, period.first, period.last)
    return (either([days, undated]) if period.with_undated else None) or days


def _choice(choice: Choice, engine: Engine) -> Node | None:
    label = choice.label
    number = label.value
    match label.facet:
        case Facet.SOURCE:
            return _source(label.name, int(number), engine)
        case Facet.DATE if number == 0:
            return Is(State.UNDATED)
        case Facet.DATE:
            year = int(number)
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            return Range(RangeField.DATE, first, last)
        case Facet.LENGTH:
            above = [length for length in LENGTHS if length > int(number)]
            return Range(RangeField.WORDS, int(number), above[0] - 1 if above else None)
        case Facet.TAG | Facet.CREDIT:
            return Label(FIELDS[label.facet], label.name, (number,))
        case _:
            return Label(FIELDS[label.facet], label.key, (number,))


def _source(name: str, number: int, engine: Engine) -> Node | None:
    """Return what finds the articles taken from a source, and none that credit it.

    In a query `source:` means both; no words tell an article that is both apart.
    """
    taken_or_based = Label(LabelField.SOURCE, name, (number,))
    based = Label(LabelField.CREDIT, name, (number,))
    request = SearchRequest(Query("", based))
    if not engine.count(request):
        return taken_or_based
    taken = Filter(Facet.SOURCE, (number,))
    if engine.count(SearchRequest(Query("", based), filters=(taken,))):
        return None
    return And((taken_or_based, Not(based)))
