"""Finds the names of what facets count, and what names in addresses stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation

from archive.models import Import, Source, SourceAlias, Tag
from search.engine import Facet, Value

LONGEST_KEY = 200
MOST_KEYS = 100


@dataclass(frozen=True)
class Label:
    """One value of a facet: as the engine, addresses and readers know it."""

    facet: Facet
    value: Value
    key: str
    name: str


def find_by_keys(facet: Facet, keys: Iterable[str]) -> dict[str, Label]:
    """Return the label that each known key stands for; aliases are obeyed."""
    asked = [key for key in keys if len(key) <= LONGEST_KEY][:MOST_KEYS]
    if not asked:
        return {}
    match facet:
        case Facet.SOURCE | Facet.CREDIT:
            return _sources_by_keys(facet, asked)
        case Facet.TAG:
            tags = Tag.objects.filter(key__in=asked)
            return {tag.key: Label(facet, tag.pk, tag.key, tag.name) for tag in tags}
        case Facet.IMPORT:
            numbers = [key for key in asked if key.isdecimal() and len(key) < 18]
            runs = Import.objects.filter(pk__in=numbers)
            return {str(run.pk): _of_import(run) for run in runs}
        case Facet.SECTION | Facet.LANGUAGE:
            return {key: _of_text(facet, key) for key in asked}


def find_by_values(facet: Facet, values: Iterable[Value]) -> dict[Value, Label]:
    """Return the labels of values that an engine counted."""
    asked = [value for value in values if value != ""]
    if not asked:
        return {}
    match facet:
        case Facet.SOURCE | Facet.CREDIT:
            sources = Source.objects.in_bulk(asked)
            return {pk: _of_source(facet, source) for pk, source in sources.items()}
        case Facet.TAG:
            tags = Tag.objects.in_bulk(asked)
            return {pk: Label(facet, pk, tag.key, tag.name) for pk, tag in tags.items()}
        case Facet.IMPORT:
            runs = Import.objects.in_bulk(asked)
            return {pk: _of_import(run) for pk, run in runs.items()}
        case Facet.SECTION | Facet.LANGUAGE:
            return {value: _of_text(facet, str(value)) for value in asked}


def language_name(code: str) -> str:
    """Return a language's name in English; the code itself when it has none."""
    try:
        return str(translation.get_language_info(code.lower())["name"])
    except KeyError:
        return code


def _sources_by_keys(facet: Facet, keys: list[str]) -> dict[str, Label]:
    aliases = SourceAlias.objects.select_related("source").filter(key__in=keys)
    found = {alias.key: _of_source(facet, alias.source) for alias in aliases}
    for source in Source.objects.filter(key__in=keys):
        found[source.key] = _of_source(facet, source)
    return found


def _of_source(facet: Facet, source: Source) -> Label:
    return Label(facet, source.pk, source.key, source.name)


def _of_import(run: Import) -> Label:
    name = f"import {run.pk}, {run.started_at:%-d %b %Y}"
    return Label(Facet.IMPORT, run.pk, str(run.pk), name)


def _of_text(facet: Facet, text: str) -> Label:
    name = language_name(text) if facet is Facet.LANGUAGE else text
    return Label(facet, text, text, name)
