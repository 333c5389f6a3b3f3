"""Finds what names stand for in this archive, each once and many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.conf.locale import LANG_INFO
from django.db.models import F, Q
from django.db.models import Value as Constant

from archive.models import (
    Import,
    ImportedFile,
    Source,
    SourceAlias,
    Tag,
    TagAlias,
)
from archive.text import name_key
from search.engine import IndexUnusable
from search.language.asked_names import Asked
from search.language.tree import LabelField
from search.request import Facet
from search.whoosh_engine import open_engine

# SQLite counts in 64 bits.
MAX_DIGITS = 18
LONGEST_KEY = 200
# Whose names have keys, and in which table.
KEYED = {
    LabelField.SOURCE: LabelField.SOURCE,
    LabelField.CREDIT: LabelField.SOURCE,
    LabelField.TAG: LabelField.TAG,
}


class Named(NamedTuple):
    """A source or a tag: its id, its key in addresses and its name."""

    pk: int
    key: str
    name: str


class ArchiveNames:
    """Looks names up in the tables of the archive, and none of them twice."""

    def __init__(self) -> None:
        self._named: dict[Asked, Named | None] = {}
        self._alike: dict[str, tuple[int, ...]] = {}
        self._imports: dict[str, Import | None] = {}
        self._files: dict[str, tuple[int, ...]] = {}

    def expect(
        self,
        names: Iterable[Asked],
        *,
        keys: Iterable[Asked] = (),
        imports: Iterable[str] = (),
    ) -> None:
        """Look up at once what a query names, and keys and imports of an address."""
        asked: dict[LabelField, set[str]] = {field: set() for field in LabelField}
        for field, name in names:
            if _is_name(name):
                asked[field].add(name)
        sought = {
            (table, name_key(name))
            for field, table in KEYED.items()
            for name in asked[field]
        }
        self._look_up({*keys, *sought})
        self._look_for_alike(key for field, key in sought if field is LabelField.SOURCE)
        self.imports([*imports, *asked[LabelField.IMPORT]])
        self._look_for_files(asked[LabelField.FILE])

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        """Return the ids or values that a name stands for; none if it is unknown."""
        if not _is_name(name):
            return ()
        self.expect([(field, name)])
        match field:
            case LabelField.SOURCE | LabelField.CREDIT:
                key = name_key(name)
                source = self._named[LabelField.SOURCE, key]
                return (source.pk,) if source else self._alike.get(key, ())
            case LabelField.TAG:
                tag = self._named[field, name_key(name)]
                return (tag.pk,) if tag else ()
            case LabelField.SECTION:
                return _sections(name)
            case LabelField.LANGUAGE:
                return _languages(name)
            case LabelField.IMPORT:
                return tuple(run.pk for run in self.imports([name]).values())
            case LabelField.FILE:
                return self._files[name.lower()]

    def by_key(self, field: LabelField, keys: Collection[str]) -> dict[str, Named]:
        """Return the sources or tags that keys stand for; aliases are obeyed."""
        self._look_up({(field, key) for key in keys})
        found = {key: self._named[field, key] for key in keys}
        return {key: named for key, named in found.items() if named}

    def named_today(self, field: LabelField, text: str) -> Named | None:
        """Return what a text named before it was renamed or merged, if it did."""
        key = name_key(text)
        named = self._named.get((KEYED.get(field, field), key))
        return named if named and named.key != key else None

    def imports(self, numbers: Collection[str]) -> dict[str, Import]:
        """Return the imports of some numbers, as written."""
        new = [number for number in numbers if number not in self._imports]
        readable = [n for n in new if n.isdecimal() and len(n) <= MAX_DIGITS]
        runs = Import.objects.in_bulk(map(int, readable)) if readable else {}
        self._imports |= dict.fromkeys(new)
        self._imports |= {number: runs.get(int(number)) for number in readable}
        found = {number: self._imports[number] for number in numbers}
        return {number: run for number, run in found.items() if run}

    def _look_up(self, asked: set[Asked]) -> None:
        new = {
            (field, key)
            for field, key in asked - self._named.keys()
            if len(key) <= LONGEST_KEY
        }
        self._named |= dict.fromkeys(asked - self._named.keys())
        if not new:
            return
        sources = [key for field, key in new if field is LabelField.SOURCE]
        tags = [key for field, key in new if field is LabelField.TAG]
        # A label's own key comes after an alias, and stands above it.
        for _, field, key, pk, own_key, name in sorted(_rows_of(sources, tags)):
            self._named[LabelField(field), key] = Named(pk, own_key, name)

    def _look_for_alike(self, keys: Iterable[str]) -> None:
        """Find the sources whose keys contain those that are no source's own."""
        new = {
            key
            for key in keys
            if not self._named[LabelField.SOURCE, key]
            and key not in self._alike
            and len(key) <= LONGEST_KEY
        }
        if not new:
            return
        contains = reduce(or_, (Q(key__contains=key) for key in new))
        rows = list(Source.objects.filter(contains).values_list("pk", "key"))
        for key in new:
            self._alike[key] = tuple(pk for pk, other in rows if key in other)

    def _look_for_files(self, names: Iterable[str]) -> None:
        """Find the articles read from files, or from the lines of one.

        A name without its folder is any folder's, where no path is that name.
        """
        new = {name for name in names if name.lower() not in self._files}
        if not new:
            return
        is_it = (
            Q(path__iexact=name)
            | Q(path__startswith=f"{name}:")
            | Q(path__endswith=f"/{name}")
            | Q(path__contains=f"/{name}:")
            for name in new
        )
        files = ImportedFile.objects.standing().exclude(article=None)
        rows = files.filter(reduce(or_, is_it)).values_list("path", "article")
        whole: dict[str, set[int]] = {name.lower(): set() for name in new}
        ends: dict[str, set[int]] = {name: set() for name in whole}
        for path, article in rows:
            for is_whole, name in _names_of_file(path.lower()):
                if name in whole:
                    (whole if is_whole else ends)[name].add(article)
        for name, articles in whole.items():
            self._files[name] = tuple(sorted(articles or ends[name]))


def _rows_of(
    sources: Collection[str], tags: Collection[str]
) -> Iterable[tuple[bool, str, str, int, str, str]]:
    """Read what has the keys of sources and tags in one query.

    Yields: whether the key is its own, in which table, the key, id, own key and name.
    """
    own, *others = (
        rows.filter(key__in=keys)
        .order_by()
        .values_list(
            Constant(not to),
            Constant(str(field)),
            F("key"),
            *(F(f"{to}{column}") for column in ("pk", "key", "name")),
        )
        for field, keys, rows, to in (
            (LabelField.SOURCE, sources, Source.objects, ""),
            (LabelField.SOURCE, sources, SourceAlias.objects, "source__"),
            (LabelField.TAG, tags, Tag.objects, ""),
            (LabelField.TAG, tags, TagAlias.objects, "tag__"),
        )
    )
    return own.union(*others, all=True)


def _is_name(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _names_of_file(path: str) -> Iterator[tuple[bool, str]]:
    """Yield what a path can be called, and whether from its beginning."""
    starts = [0, *(place + 1 for place, sign in enumerate(path) if sign == "/")]
    ends = [*(place for place, sign in enumerate(path) if sign == ":"), len(path)]
    for start in starts:
        for end in ends:
            yield start == 0, path[start:end]


def _sections(name: str) -> tuple[str, ...]:
    """Return the sections of this name, however it is spelt."""
    key = name_key(name)
    return tuple(text for text in _indexed(Facet.SECTION) if name_key(text) == key)


def _languages(name: str) -> tuple[str, ...]:
    """Return the languages of this code or English name: en is en-GB, too."""
    asked = name.lower()
    codes = {
        code
        for code, facts in LANG_INFO.items()
        if str(facts.get("name", "")).lower() == asked
    } | {asked}
    return tuple(
        value
        for value in _indexed(Facet.LANGUAGE)
        if value.lower() in codes or value.lower().partition("-")[0] in codes
    )


def _indexed(facet: Facet) -> list[str]:
    """Return the values of a facet that readers can see, in order."""
    try:
        counted = open_engine().values(facet)
    except IndexUnusable:
        # Nothing can be looked for then, and the page says so.
        return []
    return sorted(str(entry.value) for entry in counted if entry.value != "")
