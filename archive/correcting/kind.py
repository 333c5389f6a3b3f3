"""What every kind of correction is: a rule that gives an article other facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

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

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        """Return the facts as they are to be.

        Raises: CannotCorrect.
        """
        raise NotImplementedError

    def source_names(self) -> tuple[str, ...]:
        """Return the sources that it puts on articles."""
        return ()

    def tag_names(self) -> tuple[str, ...]:
        """Return the tags that it puts on articles."""
        return ()
