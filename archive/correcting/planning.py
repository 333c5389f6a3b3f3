"""Works out what a correction would make of articles, and why it leaves some alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.changes import Facts, iso
from archive.correcting.kind import CannotCorrect, Kind, Labels
from archive.correcting.kinds import Restore
from archive.correcting.subjects import LABELS, NOTHING, Found, find, labels_of
from archive.models import Change, Correction

# What the archive notes for itself of articles that stay as they are.
NOTES = {"read_by"}


@dataclass
class Plan:
    """What is to become of a batch of articles."""

    now: dict[int, Facts] = field(default_factory=dict)
    wanted: dict[int, Facts] = field(default_factory=dict)
    left: dict[int, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    kept: dict[int, Facts] = field(default_factory=dict)  # what edits stand before
    notes: dict[int, Facts] = field(default_factory=dict)  # no change of an article
    readings: dict[int, Any] = field(default_factory=dict)  # what that follows from

    @property
    def already_so(self) -> set[int]:
        """The articles that no edit keeps from being what they are to be."""
        return self.notes.keys() - self.kept.keys()


def look(
    kind: Kind, ids: Sequence[int], *, readings: Mapping[int, Any] = NOTHING
) -> dict[int, Found]:
    """Return what a kind must know of articles; readings: those that are at hand."""
    missing = [pk for pk in ids if pk not in readings]
    return find(
        ids,
        kind.columns,
        reads_text=kind.reads_text,
        reads_former_state=isinstance(kind, Restore),
        readings={**readings, **kind.read(missing)} if missing else readings,
    )


def plan_change(
    kind: Kind,
    ids: Sequence[int],
    *,
    make: bool,
    versions: Mapping[int, int] | None = None,
    readings: Mapping[int, Any] = NOTHING,
) -> Plan:
    """Plan a change.

    make: whether sources and tags that are missing are made. versions: when articles
    were last changed, as the preview found them; others are left alone.
    """
    found, plan = look(kind, ids, readings=readings), Plan()
    subjects = [entry.subject for entry in found.values()]
    labels = labels_of(kind, make=make, subjects=subjects)
    edited = iso(timezone.now()) if kind.is_an_edit else None
    for pk in ids:
        if pk not in found:
            plan.left[pk] = _("no longer there")
        elif versions is not None and versions[pk] != found[pk].version:
            plan.left[pk] = _("changed since the preview")
        else:
            _plan_one(plan, kind, found[pk], labels=labels, edited=edited)
    return plan


def plan_undoing(of: Correction, ids: Sequence[int]) -> Plan:
    """Plan to put back what a correction altered and nobody has altered since."""
    changes = Change.objects.filter(correction=of, article__in=ids)
    made = {change.article_id: change for change in changes}
    columns = {name for change in made.values() for name in change.after or ()}
    found, plan = find(ids, sorted(columns - {"edited_at"})), Plan()
    for pk in ids:
        if pk not in found or pk not in made:
            plan.left[pk] = _("no longer there")
            continue
        wanted = reverse(
            found[pk].subject.facts, before=made[pk].before, after=made[pk].after or {}
        )
        if wanted is None:
            plan.left[pk] = _("changed since the correction")
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
        if name in {"edited_at", "read_by"}:
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


def _plan_one(
    plan: Plan, kind: Kind, found: Found, *, labels: Labels, edited: str | None
) -> None:
    """Plan what becomes of an article; edited: the moment, if that is an edit."""
    subject = found.subject
    pk, now = subject.article_id, subject.facts
    try:
        wanted = differing(now, kind.alter(subject, labels))
        kept = differing(now, kind.kept(subject, labels))
    except CannotCorrect as error:
        plan.left[pk] = str(error)
        return
    plan.readings[pk] = subject.reading
    if kept:
        plan.kept[pk] = kept
    if not wanted.keys() <= NOTES:
        _add(plan, found, wanted=wanted | ({"edited_at": edited} if edited else {}))
    elif kept:
        plan.left[pk] = _("edited by hand")
        plan.notes[pk] = {}
    else:
        plan.left[pk] = _("already so")
        plan.notes[pk] = wanted


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
