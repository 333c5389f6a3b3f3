"""The kinds of corrections that merge labels: one stands in the place of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from archive.changes import Facts, Pair
from archive.correcting.kind import Kind, Labels, Subject, quoted
from archive.models import Source, Tag


@dataclass(frozen=True)
class Merge(Kind):
    """Gives articles one label, or none, for others that go."""

    is_an_edit = False
    model: ClassVar[type[Any]]  # Source or Tag
    merged: tuple[Pair, ...]
    into: Pair = ()

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        wanted: Facts = {}
        for name in self.columns:
            fact = subject.facts[name]
            if name != "source":
                wanted[name] = self._among(fact)
            elif fact and fact[0] in self.ids:
                wanted[name] = self.into or None
        return wanted

    @property
    def ids(self) -> set[int]:
        """The labels that go."""
        return {pair[0] for pair in self.merged}

    def _among(self, pairs: Sequence[Pair]) -> Sequence[Pair]:
        """Return credits or tags without those that go, and with what stays instead."""
        if self.ids.isdisjoint(pair[0] for pair in pairs):
            return pairs
        stay = {pair[0]: pair for pair in (*pairs, *filter(None, [self.into]))}
        return [pair for pk, pair in stay.items() if pk not in self.ids]

    def __str__(self) -> str:
        names = quoted(pair[1] for pair in self.merged)
        if self.into:
            return _("{names} merged into “{name}”").format(
                names=names, name=self.into[1]
            )
        is_source = self.model is Source
        said = _("source {names} deleted") if is_source else _("tag {names} deleted")
        return said.format(names=names)


@dataclass(frozen=True)
class MergeSources(Merge):
    """Merges sources, which are what articles were taken from and what they credit."""

    columns = ("source", "credits")
    model = Source


@dataclass(frozen=True)
class MergeTags(Merge):
    """Merges tags."""

    columns = ("tags",)
    model = Tag


def merge_into(into: Source | Tag | None, others: Iterable[Source | Tag]) -> Merge:
    """Return what merges labels into one of their kind, or deletes them."""
    labels = [label for label in others if label != into]
    kind = MergeSources if isinstance(labels[0], Source) else MergeTags
    return kind(
        merged=tuple((label.pk, label.name) for label in labels),
        into=(into.pk, into.name) if into else (),
    )
