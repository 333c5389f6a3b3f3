"""Finds what the names in a query stand for in this archive."""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.db.models import Q

from archive.models import Article, Import, ImportedFile, Source, Tag
from archive.text import name_key
from search.language.tree import LabelField

# SQLite counts in 64 bits.
MAX_DIGITS = 18


class ArchiveNames:
    """Looks names up in the tables of the archive."""

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        """Return the ids or values that a name stands for; none if it is unknown."""
        if not any(sign.isalnum() for sign in name):
            return ()
        match field:
            case LabelField.SOURCE | LabelField.CREDIT:
                return self._sources(name)
            case LabelField.TAG:
                tags = Tag.objects.filter(key=name_key(name))
                return tuple(tags.values_list("pk", flat=True))
            case LabelField.SECTION:
                return self._sections(name)
            case LabelField.LANGUAGE:
                return self._languages(name)
            case LabelField.IMPORT:
                return self._imports(name)
            case LabelField.FILE:
                return self._articles_of_file(name)

    def _sources(self, name: str) -> tuple[int, ...]:
        """Return the sources of this name, else all that contain it."""
        key = name_key(name)
        exact = Source.objects.filter(Q(key=key) | Q(aliases__key=key)).distinct()
        found = exact or Source.objects.filter(key__contains=key)
        return tuple(found.values_list("pk", flat=True))

    def _sections(self, name: str) -> tuple[str, ...]:
        """Return the sections of this name, however it is spelt."""
        key = name_key(name)
        return tuple(text for text in _values("section") if name_key(text) == key)

    def _languages(self, name: str) -> tuple[str, ...]:
        """Return the languages of this code or English name: en is en-GB, too."""
        asked = name.lower()
        codes = {
            code
            for code, facts in LANG_INFO.items()
            if str(facts.get("name", "")).lower() == asked
        } | {asked}
        return tuple(
            value
            for value in _values("language")
            if value.lower() in codes or value.lower().partition("-")[0] in codes
        )

    def _imports(self, name: str) -> tuple[int, ...]:
        if not (name.isdecimal() and len(name) <= MAX_DIGITS):
            return ()
        runs = Import.objects.filter(pk=int(name))
        return tuple(runs.values_list("pk", flat=True))

    def _articles_of_file(self, name: str) -> tuple[int, ...]:
        """Return the articles read from a file, or from the lines of one."""
        files = ImportedFile.objects.standing().exclude(article=None)
        is_it = Q(path=name) | Q(path__startswith=f"{name}:")
        found = files.filter(is_it) or files.filter(
            Q(path__endswith=f"/{name}") | Q(path__contains=f"/{name}:")
        )
        return tuple(
            found.order_by("article").values_list("article", flat=True).distinct()
        )


def _values(column: str) -> list[str]:
    """Return the values of a column that readers can see."""
    rows = Article.objects.live().exclude(**{column: ""}).order_by(column)
    return list(rows.values_list(column, flat=True).distinct())
