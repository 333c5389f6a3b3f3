"""Finds or makes the sources and tags that drafts name; aliases are obeyed."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from archive.importing import agencies
from archive.importing.records import Draft
from archive.models import Source, Tag
from archive.text import name_key as compute_key

# The same few names come thousands of times.
name_key = lru_cache(maxsize=10_000)(compute_key)
Ids = dict[str, int]


class Naming:
    """Sources and tags by the key of any of their names, for one batch.

    Asked anew for each batch: a person may join or rename them while an import runs.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._sources: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        for draft in drafts:
            for name in (draft.source, *draft.credits):
                if name:
                    self._sources.setdefault(name_key(name), name)
            for name in draft.tags:
                self._tags.setdefault(name_key(name), name)
        self._sources_meant = Source.keys_meant(self._sources)
        self._tags_meant = Tag.keys_meant(self._tags)
        self._other_keys: defaultdict[str, list[str]] = defaultdict(list)
        today = (self._sources_meant.get(key, key) for key in self._sources)
        for key, other in Source.other_keys(today):
            self._other_keys[key].append(other)

    def source_key(self, name: str) -> str:
        """Return the key of the source that a name stands for; "" for no name."""
        key = name_key(name) if name else ""
        return self._sources_meant.get(key, key)

    def source_keys(self, name: str) -> tuple[str, ...]:
        """Return all keys that the source of a name has or had, today's first."""
        key = self.source_key(name)
        return (key, *self._other_keys.get(key, ()))

    def credit_keys(self, draft: Draft) -> tuple[str, ...]:
        """Return the keys of a draft's credits, each once."""
        return tuple(dict.fromkeys(self.source_key(name) for name in draft.credits))

    def tag_keys(self, draft: Draft) -> tuple[str, ...]:
        """Return the keys of a draft's tags, each once."""
        return tuple(dict.fromkeys(map(self._tag_key, draft.tags)))

    def store_sources(self) -> Ids:
        """Return the ids of all sources by key, after making those that are missing."""
        wanted = {self.source_key(name): name for name in self._sources.values()}
        found = _ids(Source, wanted)
        Source.objects.bulk_create(
            (
                Source(name=name, is_named=agencies.is_named(name))
                for key, name in wanted.items()
                if key not in found
            ),
            ignore_conflicts=True,
        )
        return found if len(found) == len(wanted) else _ids(Source, wanted)

    def store_tags(self) -> Ids:
        """Return the ids of all tags by key, after making those that are missing."""
        wanted = {self._tag_key(name): name for name in self._tags.values()}
        found = _ids(Tag, wanted)
        Tag.objects.bulk_create(
            (Tag(name=name) for key, name in wanted.items() if key not in found),
            ignore_conflicts=True,
        )
        return found if len(found) == len(wanted) else _ids(Tag, wanted)

    def _tag_key(self, name: str) -> str:
        key = name_key(name)
        return self._tags_meant.get(key, key)


def _ids(model: type[Source | Tag], keys: Iterable[str]) -> Ids:
    return dict(model._default_manager.filter(key__in=keys).values_list("key", "id"))
