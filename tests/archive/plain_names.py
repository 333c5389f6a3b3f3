"""What renaming, merging and undoing do, said with dicts and sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count


class Refused(Exception):
    """It cannot be done."""


@dataclass
class Label:
    """A label by its names."""

    name: str
    others: set[str] = field(default_factory=set)


@dataclass
class Step:
    """A merge, or its undoing: what went, and what it made of articles."""

    ids: set[int]
    into: tuple[int, str] | None
    parts: bool = False
    is_undone: bool = False
    gone: dict[int, Label] = field(default_factory=dict)
    changes: dict[int, tuple[set[int], set[int]]] = field(default_factory=dict)


class PlainNames:
    """Labels on articles, in memory."""

    def __init__(self, articles: Iterable[int]) -> None:
        self.labels: dict[int, Label] = {}
        self.carried: dict[int, set[int]] = {article: set() for article in articles}
        self.numbers = count(1)

    def find(self, name: str) -> int | None:
        """Return the label that a name stands for."""
        for pk, label in self.labels.items():
            if name == label.name or name in label.others:
                return pk
        return None

    def make(self, name: str) -> int:
        """Return the label of a name, made if need be."""
        found = self.find(name)
        if found is None:
            found = next(self.numbers)
            self.labels[found] = Label(name)
        return found

    def rename(self, old: str, new: str) -> None:
        """Rename a label."""
        pk, other = self.find(old), self.find(new)
        if pk is None or other not in {None, pk}:
            raise Refused
        label = self.labels[pk]
        label.others = (label.others | {label.name}) - {new}
        label.name = new

    def merge(self, names: Iterable[str], *, into: str) -> Step:
        """Merge labels into one; without a name for it, delete them."""
        pk = self.find(into) if into else None
        ids = {found for name in names if (found := self.find(name))} - {pk}
        if not ids or (into and pk is None):
            raise Refused
        return self._merge(Step(ids, (pk, self.labels[pk].name) if pk else None))

    def undo(self, step: Step) -> Step:
        """Take a merge back, or make it again."""
        if step.is_undone or not (step.gone or step.changes):
            raise Refused
        if step.parts:
            step.is_undone = True
            return self._merge(Step(step.ids, step.into))
        into = step.into[0] if step.into and step.into[0] in self.labels else None
        for label in step.gone.values():
            owner = self.find(label.name)
            is_name = owner is not None and self.labels[owner].name == label.name
            if owner is not None and (owner != into or is_name):
                raise Refused
        step.is_undone = True
        return self._part(step, into=into)

    def seen(self) -> Mapping[str, tuple[set[str], set[int]]]:
        """Return other names and articles of each label, by its name."""
        return {
            label.name: (
                label.others,
                {article for article, pks in self.carried.items() if pk in pks},
            )
            for pk, label in self.labels.items()
        }

    def _target(self, step: Step) -> int | None:
        if step.into is None or step.into[0] in self.labels:
            return step.into[0] if step.into else None
        return self.find(step.into[1])

    def _merge(self, step: Step) -> Step:
        going = step.ids & self.labels.keys()
        into = self._target(step)
        if step.into and into is None and going:
            into = self.make(step.into[1])
        step.gone = {pk: self.labels[pk] for pk in going - {into}}
        for article, before in self.carried.items():
            if before & step.gone.keys():
                after = before - step.gone.keys() | ({into} if into else set())
                step.changes[article] = before, after
                self.carried[article] = after
        for pk, label in step.gone.items():
            del self.labels[pk]
            if into:
                self.labels[into].others |= {label.name, *label.others}
        return step

    def _part(self, step: Step, *, into: int | None) -> Step:
        parting = Step(step.ids, step.into, parts=True, gone=step.gone)
        for pk, label in step.gone.items():
            if into:
                self.labels[into].others -= {label.name, *label.others}
            free = {name for name in label.others if self.find(name) is None}
            self.labels[pk] = Label(label.name, free)
        for article, (before, after) in step.changes.items():
            now, added, removed = self.carried[article], after - before, before - after
            if added <= now and not removed & now:
                self.carried[article] = now - added | removed
                parting.changes[article] = now, self.carried[article]
        return parting
