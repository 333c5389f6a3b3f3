"""Says which articles a correction comes to next, and what begins and ends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.copies import withdraw_ruling
from archive.correcting.kinds import from_json
from archive.correcting.merges import Merge
from archive.correcting.merging import (
    bring_back,
    carriers,
    let_go,
    merge_of,
    settled,
)
from archive.correcting.planning import Plan, plan_change, plan_undoing
from archive.models import Correction


class Work:
    """Goes through the articles that a correction lists; to be used with its lock."""

    alters_texts = False

    def __init__(self, correction: Correction) -> None:
        self.ids = [pk for pk, _ in correction.articles]

    def begin(self, correction: Correction) -> None:
        """Make ready for the first articles."""

    def prepare(self, correction: Correction, *, at_most: int) -> None:
        """Read what the next articles need, before the lock is taken."""

    def next_batch(self, correction: Correction, *, at_most: int) -> list[int]:
        """Return the articles that come next."""
        end = min(correction.position + at_most, correction.article_count)
        return self.ids[correction.position : end]

    def plan(self, ids: Sequence[int]) -> Plan:
        """Plan what becomes of articles."""
        raise NotImplementedError

    def is_done(self, correction: Correction) -> bool:
        """Tell whether no article is left."""
        return correction.position == correction.article_count

    def end(self, correction: Correction) -> None:
        """Do what is left when the last articles are done."""


class Correcting(Work):
    """Changes the articles that a preview found."""

    def __init__(self, correction: Correction) -> None:
        super().__init__(correction)
        self.kind = from_json(correction.change)
        self.alters_texts = "body" in self.kind.columns
        self.versions = dict(correction.articles)
        self.readings: Mapping[int, Any] = {}

    def prepare(self, correction: Correction, *, at_most: int) -> None:
        self.readings = self.kind.read(self.next_batch(correction, at_most=at_most))

    def plan(self, ids: Sequence[int]) -> Plan:
        plan = plan_change(
            self.kind, ids, make=True, versions=self.versions, readings=self.readings
        )
        self.kind.settle({pk: plan.readings[pk] for pk in plan.wanted})
        return plan


class Undoing(Work):
    """Takes back what another correction made of articles."""

    def __init__(self, correction: Correction, *, undone: Correction) -> None:
        super().__init__(correction)
        self.undone = undone
        self.alters_texts = "body" in from_json(undone.first.change).columns

    def begin(self, correction: Correction) -> None:
        if merge := merge_of(correction):
            bring_back(merge, correction)

    def plan(self, ids: Sequence[int]) -> Plan:
        return plan_undoing(self.undone, ids)

    def end(self, correction: Correction) -> None:
        withdraw_ruling(correction.first, stands=not correction.takes_back)


class Merging(Work):
    """Changes whoever carries a label, until nobody does, and lets the label go.

    Articles are not listed: one that gets the label meanwhile must not keep it.
    """

    def __init__(self, correction: Correction, *, kind: Merge) -> None:
        super().__init__(correction)
        self.kind = kind

    def next_batch(self, correction: Correction, *, at_most: int) -> list[int]:
        self.kind = settled(self.kind)
        return carriers(self.kind, at_most=at_most)

    def plan(self, ids: Sequence[int]) -> Plan:
        return plan_change(self.kind, ids, make=False)

    def is_done(self, correction: Correction) -> bool:
        if carriers(self.kind, at_most=1):
            correction.article_count = max(
                correction.article_count, correction.position
            )
            return False
        correction.article_count = correction.position
        return True

    def end(self, correction: Correction) -> None:
        correction.merged = let_go(self.kind)


def work_of(correction: Correction) -> Work:
    """Return what a correction has to do."""
    merge = merge_of(correction)
    if merge and not correction.takes_back:
        return Merging(correction, kind=merge)
    if correction.undoes is not None:
        return Undoing(correction, undone=correction.undoes)
    return Correcting(correction)
