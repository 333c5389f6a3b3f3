"""Works out what a correction would make of articles, and why it leaves some alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from archive.changes import Facts, iso
from archive.correcting.kind import CannotCorrect, Kind, Labels
from archive.correcting.kinds import Restore, from_json
from archive.correcting.subjects import LABELS, Found, find, labels_of
from archive.models import Change, Correction

CHANGED_SINCE = "changed since the preview"
EDITED_SINCE = "changed since the correction"
GONE = "no longer there"
NO_CHANGE = "already so"


@dataclass
class Plan:
    """What is to become of a batch of articles."""

    now: dict[int, Facts] = field(default_factory=dict)
    wanted: dict[int, Facts] = field(default_factory=dict)
    left: dict[int, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)


def look(kind: Kind, ids: Sequence[int]) -> dict[int, Found]:
    """Return what a kind must know of articles."""
    return find(
        ids,
        kind.columns,
        reads_text=kind.reads_text,
        reads_former_state=isinstance(kind, Restore),
    )


def plan_change(
    kind: Kind,
    ids: Sequence[int],
    *,
    labels: Labels,
    versions: Mapping[int, int] | None = None,
) -> Plan:
    """Plan a change.

    versions: when articles were last changed, as the preview found them; others are
    left alone.
    """
    found, plan = look(kind, ids), Plan()
    edited = iso(timezone.now())
    for pk in ids:
        if pk not in found:
            plan.left[pk] = GONE
            continue
        subject = found[pk].subject
        if versions is not None and versions[pk] != found[pk].version:
            plan.left[pk] = CHANGED_SINCE
            continue
        try:
            wanted = differing(subject.facts, kind.alter(subject, labels))
        except CannotCorrect as error:
            plan.left[pk] = str(error)
            continue
        if not wanted:
            plan.left[pk] = NO_CHANGE
            continue
        if kind.is_an_edit:
            wanted["edited_at"] = edited
        _add(plan, found[pk], wanted=wanted)
    return plan


def plan_undoing(of: Correction, ids: Sequence[int]) -> Plan:
    """Plan to put back what a correction altered and nobody has altered since."""
    changes = Change.objects.filter(correction=of, article__in=ids)
    made = {change.article_id: change for change in changes}
    columns = {name for change in made.values() for name in change.after or ()}
    found, plan = find(ids, sorted(columns - {"edited_at"})), Plan()
    for pk in ids:
        if pk not in found or pk not in made:
            plan.left[pk] = GONE
            continue
        wanted = reverse(
            found[pk].subject.facts, before=made[pk].before, after=made[pk].after or {}
        )
        if wanted is None:
            plan.left[pk] = EDITED_SINCE
        else:
            _add(plan, found[pk], wanted=wanted)
    return plan


def reverse(now: Facts, *, before: Facts, after: Facts) -> Facts | None:
    """Return the facts that take a change back; None where they are others by now.

    Of labels only those that the change added or took away count, so that one that a
    person added since stays. The mark of an edit goes unless it is a newer one's.
    """
    wanted: Facts = {}
    for name, old in before.items():
        new, current = after[name], now[name]
        if name == "edited_at":
            wanted |= {name: old} if current == new else {}
        elif name in LABELS:
            added, removed = _ids(new) - _ids(old), _ids(old) - _ids(new)
            if not added <= _ids(current) or removed & _ids(current):
                return None
            kept = [pair for pair in current if pair[0] not in added]
            wanted[name] = kept + [pair for pair in old if pair[0] in removed]
        elif _value(name, current) != _value(name, new):
            return None
        else:
            wanted[name] = old
    return wanted


def differing(now: Facts, wanted: Facts) -> Facts:
    """Keep the facts that are not so already."""
    return {
        name: value
        for name, value in wanted.items()
        if _value(name, value) != _value(name, now[name])
    }


def planner(correction: Correction) -> Callable[[Sequence[int]], Plan]:
    """Return what plans the batches of a correction; to be used with its lock held."""
    if correction.undoes is not None:
        undone = correction.undoes
        return lambda ids: plan_undoing(undone, ids)
    kind = from_json(correction.change)
    versions = dict(correction.articles)
    return lambda ids: plan_change(
        kind, ids, labels=labels_of(kind, make=True), versions=versions
    )


def _add(plan: Plan, found: Found, *, wanted: Facts) -> None:
    pk = found.subject.article_id
    plan.now[pk] = found.subject.facts
    plan.wanted[pk] = wanted
    plan.versions[pk] = found.version


def _value(name: str, fact: Any) -> Any:
    """Return what makes two facts the same: of labels their ids, not their names."""
    if name in LABELS:
        return {_key(pair) for pair in fact}
    return _key(fact) if name == "source" and fact else fact


def _key(pair: Sequence[Any]) -> Any:
    """Return what tells labels apart: one not yet made has nothing but its name."""
    return pair[0] if pair[0] is not None else pair[1]


def _ids(pairs: Sequence[Sequence[Any]]) -> set[Any]:
    return {pair[0] for pair in pairs}
