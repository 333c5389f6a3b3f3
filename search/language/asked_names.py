"""Tells which names a query asks for, before any is looked up."""

from __future__ import annotations

from search.language.parser import parse
from search.language.tree import LabelField

# A name or a key, and what it should be the name of.
Asked = tuple[LabelField, str]
# Without any of them, a query names nothing.
SIGNS_OF_NAMES = set(":=(#")


class _AskedNames:
    """Takes down which names a query asks for."""

    def __init__(self) -> None:
        self.names: set[Asked] = set()

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        """Know nothing."""
        self.names.add((field, name))
        return ()


def names_in(text: str, *, dialect: str = "") -> set[Asked]:
    """Return the names that a query asks for."""
    asked = _AskedNames()
    if not SIGNS_OF_NAMES.isdisjoint(text):
        parse(text, names=asked, dialect=dialect)
    return asked.names
