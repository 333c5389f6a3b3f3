"""Gives a source or a tag another name; the old one goes on leading to it."""

from typing import Any

from django.db import transaction

from archive.changes import label_called
from archive.models import Source, Tag
from archive.text import name_key


class NameTaken(Exception):
    """Another label has the name; the two can be merged."""

    def __init__(self, other: Source | Tag) -> None:
        super().__init__(f"“{other}” has this name already")
        self.other = other


def rename(label: Source | Tag, name: str) -> None:
    """Rename a label. Raises NameTaken."""
    model: type[Any] = type(label)
    with transaction.atomic():
        other = label_called(model, name)
        if other is not None and other != label:
            raise NameTaken(other)
        label.name = name
        keep_old_name(label)
        label.save(update_fields=["name", "key"])


def keep_old_name(label: Source | Tag) -> None:
    """Make the name that is stored an alias of a label about to get another one."""
    old = type(label).objects.get(pk=label.pk)
    key = name_key(label.name)
    if key != old.key:
        label.aliases.filter(key=key).delete()
        label.aliases.create(name=old.name)
