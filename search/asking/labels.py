"""Finds the names of what facets count, and what names in addresses stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Value as Constant
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.locally import dated, grouped
from archive.models import Import, Source, Tag
from search.language.tree import LabelField
from search.names import LONGEST_KEY, ArchiveNames
from search.request import LENGTHS, Facet, Value

MOST_KEYS = 100
# More values than these are found sooner by reading all names.
MANY_VALUES = 1_000
UNDATED = "undated"
YEAR_DIGITS = 4
# The length at which the next one begins.
ABOVE = dict(pairwise(LENGTHS))
OF_SOURCES = {Facet.SOURCE, Facet.CREDIT}
TABLE_OF = {
    Facet.SOURCE: LabelField.SOURCE,
    Facet.CREDIT: LabelField.SOURCE,
    Facet.TAG: LabelField.TAG,
}


@dataclass(frozen=True)
class Label:
    """One value of a facet: as the engine, addresses and readers know it."""

    facet: Facet
    value: Value
    key: str
    name: str


def find_by_keys(
    facet: Facet, keys: Iterable[str], *, names: ArchiveNames
) -> dict[str, Label]:
    """Return the label that each known key stands for; aliases are obeyed."""
    asked = readable(keys)
    match facet:
        case Facet.SOURCE | Facet.CREDIT | Facet.TAG:
            found = names.by_key(TABLE_OF[facet], asked)
            return {asked: Label(facet, *named) for asked, named in found.items()}
        case Facet.IMPORT:
            runs = names.imports(asked)
            return {key: _of_import(run) for key, run in runs.items()}
        case Facet.DATE:
            years = {key: _year_of(key) for key in asked}
            return {k: _of_year(year) for k, year in years.items() if year is not None}
        case Facet.LENGTH:
            lengths = {key: LENGTH_KEYS[key] for key in asked if key in LENGTH_KEYS}
            return {key: _of_length(least) for key, least in lengths.items()}
        case Facet.SECTION | Facet.LANGUAGE:
            return {key: _of_text(facet, key) for key in asked}


def readable(keys: Iterable[str]) -> list[str]:
    """Return the keys that are looked up: not too long, and not too many."""
    return [key for key in keys if len(key) <= LONGEST_KEY][:MOST_KEYS]


def find_by_values(
    wanted: Mapping[Facet, Iterable[Value]],
) -> dict[tuple[Facet, Value], Label]:
    """Return the labels of values that an engine counted, asking for all at once."""
    values = {facet: set(of_facet) - {""} for facet, of_facet in wanted.items()}
    sources = set().union(*(values.get(facet, ()) for facet in OF_SOURCES))
    named = _named(sources, values.get(Facet.TAG, set()))
    runs = Import.objects.in_bulk(values.get(Facet.IMPORT, set()))
    found = {}
    for facet, of_facet in values.items():
        for value in of_facet:
            label = _label(facet, value, named, runs)
            if label:
                found[facet, value] = label
    return found


def language_name(code: str) -> str:
    """Return a language's name on the pages; the code itself when it has none."""
    try:
        return str(translation.get_language_info(code.lower())["name_translated"])
    except KeyError:
        return code


def _label(
    facet: Facet,
    value: Value,
    named: Mapping[tuple[str, Value], tuple[str, str]],
    runs: Mapping[int, Import],
) -> Label | None:
    match facet, value:
        case ((Facet.SOURCE | Facet.CREDIT | Facet.TAG), _):
            found = named.get((TABLE_OF[facet], value))
            return Label(facet, value, *found) if found else None
        case Facet.IMPORT, int():
            return _of_import(runs[value]) if value in runs else None
        case Facet.DATE, int():
            return _of_year(value)
        case Facet.LENGTH, int():
            return _of_length(value) if value in LENGTHS else None
        case _:
            return _of_text(facet, str(value))


def _named(
    sources: set[Value], tags: set[Value]
) -> dict[tuple[str, Value], tuple[str, str]]:
    """Return key and name of sources and tags, by table and id, in one query."""
    parts = [
        objects.order_by()
        .filter(**({} if len(ids) > MANY_VALUES else {"pk__in": ids}))
        .values_list(Constant(str(table)), "pk", "key", "name")
        for table, objects, ids in (
            (LabelField.SOURCE, Source.objects, sources),
            (LabelField.TAG, Tag.objects, tags),
        )
    ]
    rows = parts[0].union(parts[1], all=True)
    return {(table, pk): (key, name) for table, pk, key, name in rows}


def _of_import(run: Import) -> Label:
    told = _("import {number}, {day}")
    name = told.format(number=run.pk, day=dated(run.started_at))
    return Label(Facet.IMPORT, run.pk, str(run.pk), name)


def _of_text(facet: Facet, text: str) -> Label:
    name = language_name(text) if facet is Facet.LANGUAGE else text
    return Label(facet, text, text, name)


def _of_year(year: int) -> Label:
    if not year:
        return Label(Facet.DATE, year, UNDATED, _("undated"))
    return Label(Facet.DATE, year, str(year), str(year))


def _year_of(key: str) -> int | None:
    if key == UNDATED:
        return 0
    is_year = key.isascii() and key.isdecimal() and len(key) <= YEAR_DIGITS
    return int(key) or None if is_year else None


def _of_length(least: int) -> Label:
    """Return the label of the length that begins with so many words."""
    above = ABOVE.get(least)
    if above is None:
        name = ngettext("{n} word and more", "{n} words and more", least)
        name = name.format(n=grouped(least))
    elif least:
        name = ngettext("{least}–{most} word", "{least}–{most} words", above - 1)
        name = name.format(least=grouped(least), most=grouped(above - 1))
    else:
        name = ngettext("under {n} word", "under {n} words", above)
        name = name.format(n=grouped(above))
    return Label(Facet.LENGTH, least, _length_key(least), name)


def _length_key(least: int) -> str:
    above = ABOVE.get(least)
    return f"{least}-{above - 1 if above else ''}"


LENGTH_KEYS = {_length_key(least): least for least in LENGTHS}
