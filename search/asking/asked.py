"""Gathers the names that addresses ask for, to be looked up at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from search.asking.labels import TABLE_OF, readable
from search.asking.query_text import possible_names
from search.language.asked_names import Asked, names_in
from search.language.dialects import BY_NAME
from search.names import ArchiveNames
from search.request import Facet

# More names than these are not looked up in one go.
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class AskedNames:
    """What one address names, and what may be offered for the words of its query."""

    names: frozenset[Asked]
    keys: frozenset[Asked]
    imports: frozenset[str]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names) + len(self.keys) + len(self.imports)


def asked_in(parameters: QueryDict, *, text: str, dialect: str) -> AskedNames:
    """Return what an address asks for; text, dialect: its query as it was cleaned."""
    keys = {facet: _keys(parameters, facet) for facet in (*TABLE_OF, Facet.IMPORT)}
    asked = {(TABLE_OF[facet], key) for facet in TABLE_OF for key in keys[facet]}
    asked |= {(to, key) for to in TABLE_OF.values() for key in possible_names(text)}
    names = names_in(text, dialect=dialect)
    return AskedNames(frozenset(names), frozenset(asked), frozenset(keys[Facet.IMPORT]))


def names_of(several: Iterable[QueryDict]) -> ArchiveNames:
    """Look up at once what several addresses ask for.

    Of very many names some are left to be looked up when they are needed.
    """
    names, asked, room = ArchiveNames(), [], MOST_AT_ONCE
    for parameters in several:
        dialect = parameters.get("dialect", "")
        one = asked_in(
            parameters,
            text=parameters.get("q", "").replace("\0", " ").strip(),
            dialect=dialect if dialect in BY_NAME else "",
        )
        room -= one.count
        if room >= 0:
            asked.append(one)
    names.expect(
        {name for one in asked for name in one.names},
        keys={key for one in asked for key in one.keys},
        imports={number for one in asked for number in one.imports},
    )
    return names


def _keys(parameters: QueryDict, facet: Facet) -> list[str]:
    chosen = parameters.getlist(str(facet))
    return readable([*chosen, *parameters.getlist(f"not_{facet}")])
