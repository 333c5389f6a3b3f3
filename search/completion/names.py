"""Finds the names of the archive that begin as typed; only those in use are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from heapq import nlargest
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from archive.models import Source, Tag
from archive.text import name_key
from search.engine import Engine
from search.language.lexer import QUOTES
from search.language.tree import LabelField
from search.request import Facet, Value
from search.results.labels import Label, find_by_values, language_name

FACETS = {
    LabelField.SOURCE: Facet.SOURCE,
    LabelField.CREDIT: Facet.CREDIT,
    LabelField.TAG: Facet.TAG,
    LabelField.SECTION: Facet.SECTION,
    LabelField.LANGUAGE: Facet.LANGUAGE,
}
# Read from the database for one prefix, in the order of its index.
ROWS = 200
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
    rows: dict[type, list[tuple[Value, str]]] = {}
    found: list[FoundName] = []
    for field in fields:
        counts = dict(engine.values(FACETS[field]))
        for value, name in _begun(field, keys, counts, rows):
            run = _run_of(field, name, keys)
            if counts.get(value) and run >= 0 and not set(QUOTES) & set(name):
                found.append(FoundName(field, name, counts[value], run))
    return nlargest(limit, found, key=lambda name: name.article_count)


def _begun(
    field: LabelField,
    keys: Sequence[str],
    counts: dict[Value, int],
    rows: dict[type, list[tuple[Value, str]]],
) -> Iterable[tuple[Value, str]]:
    """Return candidates; names of sources, which are credits too, are read once."""
    if field in {LabelField.SECTION, LabelField.LANGUAGE}:
        return [(value, str(value)) for value in counts if value]
    model = Tag if field is LabelField.TAG else Source
    if model not in rows:
        between = [Q(key__gte=key, key__lt=key + LAST_SIGN) for key in keys]
        begun = model.objects.filter(reduce(or_, between)).order_by("key")
        rows[model] = list(begun.values_list("pk", "name")[:ROWS])
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
