"""What every kind of correction is: a rule that gives an article other facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from archive import locally
from archive.changes import Facts, Pair
from archive.models import Article


class CannotCorrect(Exception):
    """An article has not what the correction needs; says what."""


@dataclass(frozen=True)
class Subject:
    """What a correction must know of one article."""

    article_id: int
    facts: Facts
    lines: tuple[str, ...] = ()
    former_state: str = Article.State.LIVE.value
    reading: Any = None  # as `Kind.read` gives


@dataclass(frozen=True)
class Labels:
    """Sources and tags by the key of a name; the id is None until they are made."""

    sources: Mapping[str, Pair] = field(default_factory=dict)
    tags: Mapping[str, Pair] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """One change that can be made of any article."""

    # The facts that it reads and may alter.
    columns: ClassVar[tuple[str, ...]]
    is_an_edit: ClassVar[bool] = True
    reads_text: ClassVar[bool] = False

    def read(self, ids: Sequence[int]) -> Mapping[int, Any]:
        """Read by article what takes too long with the database's lock held."""
        return {}

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        """Return the facts as they are to be.

        Raises: CannotCorrect.
        """
        raise NotImplementedError

    def source_names(self) -> tuple[str, ...]:
        """Return the sources that it puts on articles."""
        return ()

    def names_read(self, subject: Subject) -> tuple[str, ...]:
        """Return the sources that it puts on one article, by what was read."""
        return ()

    def kept(self, subject: Subject, labels: Labels) -> Facts:
        """Return the facts that it would alter, had nobody edited them."""
        return {}

    def settle(self, readings: Mapping[int, Any]) -> None:
        """Note that articles are by now what was read for them."""

    def tag_names(self) -> tuple[str, ...]:
        """Return the tags that it puts on articles."""
        return ()

    def tags_removed(self) -> tuple[str, ...]:
        """Return the tags that it takes from articles, by any of their names."""
        return ()


def quoted(names: Iterable[str]) -> str:
    """Return names as a kind says them."""
    return ", ".join(map(locally.quoted, names))
