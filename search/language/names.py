"""Finds what the names in a query stand for in this archive."""

from __future__ import annotations

from django.db.models import Q

from archive.models import Source, Tag
from archive.text import name_key
from search.language.tree import LabelField


class ArchiveNames:
    """Looks names up in the tables of sources and tags."""

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        """Return the ids of the label of this name, else of all that contain it."""
        if not any(sign.isalnum() for sign in name):
            return ()
        if field in {LabelField.SOURCE, LabelField.CREDIT}:
            return self._sources(name)
        if field is LabelField.TAG:
            tags = Tag.objects.filter(key=name_key(name))
            return tuple(tags.values_list("pk", flat=True))
        return ()

    def _sources(self, name: str) -> tuple[int, ...]:
        key = name_key(name)
        exact = Source.objects.filter(Q(key=key) | Q(aliases__key=key)).distinct()
        found = exact or Source.objects.filter(key__contains=key)
        return tuple(found.values_list("pk", flat=True))
