"""Finds the names of the archive that begin as typed; only those in use are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from heapq import nlargest
from operator import or_
from typing import Any, NamedTuple

from django.db.models import F, Q

from archive.models import Source, SourceAlias, Tag, TagAlias
from archive.text import name_key
from search.asking.labels import Label, find_by_values, language_name
from search.engine import Engine
from search.language.lexer import QUOTES
from search.language.tree import LabelField
from search.request import Facet, Value

FACETS = {
    LabelField.SOURCE: Facet.SOURCE,
    LabelField.CREDIT: Facet.CREDIT,
    LabelField.TAG: Facet.TAG,
    LabelField.SECTION: Facet.SECTION,
    LabelField.LANGUAGE: Facet.LANGUAGE,
}
# Read from the database for one prefix, in the order of its index.
ROWS = 200
# Names and other names, with the way from those to the label.
TABLES: dict[type, tuple[tuple[type[Any], str], ...]] = {
    Source: ((Source, ""), (SourceAlias, "source__")),
    Tag: ((Tag, ""), (TagAlias, "tag__")),
}
# No name holds a greater sign.
LAST_SIGN = "\U0010ffff"


class FoundName(NamedTuple):
    """A name that live articles carry, with their number.

    run: which of the pieces asked for it begins with.
    """

    field: LabelField
    name: str
    article_count: int
    run: int = 0


class Begun(NamedTuple):
    """A source, tag or other value, its name, and which of its names was begun."""

    value: Value
    name: str
    called: str


def most_used(
    fields: Iterable[LabelField], engine: Engine, *, limit: int
) -> dict[LabelField, list[FoundName]]:
    """Return the names of each field that most articles carry."""
    counted = {
        field: [pair for pair in engine.values(FACETS[field]) if pair.value][:limit]
        for field in fields
    }
    labels = find_by_values(
        {FACETS[f]: [value for value, _ in pairs] for f, pairs in counted.items()}
    )
    return {
        field: [
            FoundName(field, _name(labels[FACETS[field], value]), count)
            for value, count in pairs
            if (FACETS[field], value) in labels
        ]
        for field, pairs in counted.items()
    }


def find_names(
    fields: Iterable[LabelField], runs: Sequence[str], engine: Engine, *, limit: int
) -> list[FoundName]:
    """Return the names that begin as any of some pieces, those used most first."""
    keys = [name_key(run) for run in runs]
    rows: dict[type, list[Begun]] = {}
    found: list[FoundName] = []
    for field in fields:
        counts = dict(engine.values(FACETS[field]))
        for value, name, called in _begun(field, keys, counts, rows):
            run = _run_of(field, called, keys)
            if counts.get(value) and run >= 0 and not set(QUOTES) & set(name):
                found.append(FoundName(field, name, counts[value], run))
    # A label that begins as typed under several of its names is one.
    once = {(name.field, name.name): name for name in reversed(found)}
    return nlargest(limit, once.values(), key=lambda name: name.article_count)


def _begun(
    field: LabelField,
    keys: Sequence[str],
    counts: dict[Value, int],
    rows: dict[type, list[Begun]],
) -> Iterable[Begun]:
    """Return candidates; names of sources, which are credits too, are read once."""
    if field in {LabelField.SECTION, LabelField.LANGUAGE}:
        return [Begun(value, str(value), str(value)) for value in counts if value]
    model: type[Any] = Tag if field is LabelField.TAG else Source
    if model not in rows:
        between = [Q(key__gte=key, key__lt=key + LAST_SIGN) for key in keys]
        own, others = (
            names.objects.filter(reduce(or_, between))
            .order_by()
            .annotate(called=F("name"))
            .values_list(f"{to}pk", f"{to}name", "called", "key")
            for names, to in TABLES[model]
        )
        begun = own.union(others, all=True).order_by("key")[:ROWS]
        rows[model] = [Begun(*row[:3]) for row in begun]
    return rows[model]


def _run_of(field: LabelField, name: str, keys: Sequence[str]) -> int:
    spellings = [name_key(name)]
    if field is LabelField.LANGUAGE:
        spellings.append(name_key(language_name(name)))
    held = (any(text.startswith(key) for text in spellings) for key in keys)
    return next((run for run, is_held in enumerate(held) if is_held), -1)


def _name(label: Label) -> str:
    # A language is asked for by its code.
    return str(label.value) if label.facet is Facet.LANGUAGE else label.name
