"""Offers other searches: what each would find, what it is called, where it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.locally import grouped
from archive.text import name_key
from search.asking.address import Address
from search.asking.forms import Choice, SearchForm
from search.asking.labels import Label, find_by_keys
from search.asking.query_text import possible_names, without
from search.engine import Engine
from search.language.parser import parse
from search.request import Facet, Filter, SearchRequest


@dataclass(frozen=True)
class Offer:
    """Another search: what it would find, its name and its address."""

    finding: str
    name: str
    address: str
    article_count: int


def offer_names(form: SearchForm, engine: Engine) -> tuple[Offer, ...]:
    """Offer the source, credit or tag whose name stands in the query.

    A name is offered once, as what most articles have it for, and not where values of
    its facet are chosen: one more would widen the request.
    """
    by_key = possible_names(form.query.text)
    taken = {choice.parameter for choice in form.choices}
    likeliest: dict[str, tuple[int, Choice, str]] = {}
    for key, label in _labels(form, by_key):
        choice = Choice(label, is_excluded=False)
        rest = without(form.query.text, by_key[key])
        count = engine.count(_narrowed(form, label, rest))
        name = name_key(label.name)
        if count > (likeliest[name][0] if name in likeliest else 0):
            likeliest[name] = count, choice, rest
    return tuple(
        _offer(choice, count, form.address.setting(q=rest))
        for count, choice, rest in likeliest.values()
        if choice.parameter not in taken
    )


def _narrowed(form: SearchForm, label: Label, text: str) -> SearchRequest:
    """Return the request for another query text within a facet's value."""
    request = form.to_request()
    of_facet = [one for one in request.filters if one.facet is label.facet]
    others = [one for one in request.filters if one.facet is not label.facet]
    excluded = of_facet[0].excluded if of_facet else ()
    return replace(
        request,
        query=parse(text, names=form.names, dialect=form.dialect_name),
        filters=(*others, Filter(label.facet, (label.value,), excluded)),
    )


def _labels(form: SearchForm, keys: Collection[str]) -> Iterator[tuple[str, Label]]:
    """Yield what each key is the name of; the form has looked them up."""
    for facet in (Facet.CREDIT, Facet.SOURCE, Facet.TAG):
        yield from find_by_keys(facet, keys, names=form.names).items()


def _offer(choice: Choice, count: int, address: Address) -> Offer:
    name = choice.label.name
    match choice.label.facet:
        case Facet.CREDIT:
            finding = ngettext(
                "{n} article credits {name}", "{n} articles credit {name}", count
            )
            offered = _("based on {name}")
        case Facet.SOURCE:
            finding = ngettext(
                "{n} article from {name}", "{n} articles from {name}", count
            )
            offered = _("from {name}")
        case _:
            finding = ngettext(
                "{n} article carries the tag {name}",
                "{n} articles carry the tag {name}",
                count,
            )
            offered = _("tagged {name}")
    finding = finding.format(n=grouped(count), name=name)
    narrowed = address.having(choice.parameter, choice.label.key)
    return Offer(finding, offered.format(name=name), str(narrowed), count)
