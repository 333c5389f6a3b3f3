"""Offers other searches: what each would find, what it is called, where it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from archive.text import name_key
from archive.wording import counted
from search.engine import Engine
from search.forms import Choice, SearchForm
from search.request import Facet, Filter, everything
from search.results.address import Address
from search.results.labels import Label, find_by_keys
from search.results.query_text import Piece, possible_names, without


@dataclass(frozen=True)
class Offer:
    """Another search: what it would find, its name and its address."""

    finding: str
    name: str
    address: str
    article_count: int


def offer_names(form: SearchForm, engine: Engine) -> tuple[Offer, ...]:
    """Offer the source, credit or tag whose name stands in the query.

    A name is offered once, as what most articles have it for.
    """
    text = form.query.text
    by_key = possible_names(text)
    likeliest: dict[str, tuple[int, Choice, Piece]] = {}
    for key, label in _labels(form, by_key):
        chosen = Filter(label.facet, (label.value,))
        count = engine.count(replace(everything(), filters=(chosen,)))
        name = name_key(label.name)
        if count > (likeliest[name][0] if name in likeliest else 0):
            likeliest[name] = count, Choice(label, is_excluded=False), by_key[key]
    return tuple(
        _offer(choice, count, form.address.setting(q=without(text, run)))
        for count, choice, run in likeliest.values()
        if choice not in form.choices
    )


def _labels(form: SearchForm, keys: Collection[str]) -> Iterator[tuple[str, Label]]:
    """Yield what each key is the name of; the form has looked them up."""
    for facet in (Facet.CREDIT, Facet.SOURCE, Facet.TAG):
        yield from find_by_keys(facet, keys, names=form.names).items()


def _offer(choice: Choice, count: int, address: Address) -> Offer:
    name = choice.label.name
    match choice.label.facet:
        case Facet.CREDIT:
            finding = counted(count, "article credits", "articles credit")
            finding, name = f"{finding} {name}", f"based on {name}"
        case Facet.SOURCE:
            finding, name = f"{counted(count, 'article')} from {name}", f"from {name}"
        case _:
            carry = counted(count, "article carries", "articles carry")
            finding, name = f"{carry} the tag {name}", f"tagged {name}"
    narrowed = address.having(choice.parameter, choice.label.key)
    return Offer(finding, name, str(narrowed), count)
