"""Offers other searches: those for a name in the query, those that find more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from archive.names import Column, article_counts
from archive.text import name_key
from archive.wording import counted
from search.engine import Engine, Facet
from search.forms import Choice, SearchForm
from search.results.address import Address
from search.results.chips import make_chips
from search.results.labels import Label, find_by_keys
from search.results.query_text import pieces, runs, without

REPAIRS = 8
COLUMNS: dict[Facet, Column] = {
    Facet.CREDIT: "credits",
    Facet.SOURCE: "source",
    Facet.TAG: "tags",
}


@dataclass(frozen=True)
class Offer:
    """Another search: what it would find, its name and its address."""

    finding: str
    name: str
    address: str


def offer_names(form: SearchForm) -> tuple[Offer, ...]:
    """Offer the source, credit or tag whose name stands in the query."""
    text = form.query.text
    wanted = [piece for piece in pieces(text) if not piece.text.startswith("-")]
    by_key = {name_key(run.text): run for run in runs(wanted)}
    sources = find_by_keys(Facet.SOURCE, by_key)
    labels = {
        Facet.CREDIT: {k: replace(v, facet=Facet.CREDIT) for k, v in sources.items()},
        Facet.SOURCE: sources,
        Facet.TAG: find_by_keys(Facet.TAG, by_key),
    }
    return tuple(
        _offer(choice, count, form.address.setting(q=without(text, by_key[key])))
        for facet, found in labels.items()
        for key, choice, count in _counted(facet, found)
        if choice not in form.choices
    )


def offer_repairs(form: SearchForm, engine: Engine) -> tuple[Offer, ...]:
    """Offer the request without each of its parts, where that finds something."""
    text = form.query.text
    parts = pieces(text) if len(pieces(text)) > 1 else []
    ways = [(chip.without, chip.address) for chip in make_chips(form)]
    ways += [
        (f"without {part.text}", form.address.setting(q=without(text, part)))
        for part in parts
    ]
    repairs = (_repair(name, way, engine) for name, way in ways[:REPAIRS])
    return tuple(repair for repair in repairs if repair is not None)


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
    return Offer(finding, name, str(address.having(choice.parameter, choice.label.key)))


def _repair(name: str, address: Address, engine: Engine) -> Offer | None:
    found = engine.count(SearchForm(QueryDict(address.query)).to_request())
    if found == 0:
        return None
    return Offer(counted(found, "article"), name, str(address))


def _counted(
    facet: Facet, labels: Mapping[str, Label]
) -> Iterator[tuple[str, Choice, int]]:
    ids = {label.value for label in labels.values()}
    counts = article_counts(COLUMNS[facet], among=ids) if ids else {}
    for key, label in labels.items():
        if isinstance(label.value, int) and label.value in counts:
            yield key, Choice(label, is_excluded=False), counts[label.value]
