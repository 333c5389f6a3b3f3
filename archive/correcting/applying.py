"""Previews, applies and undoes corrections, a short transaction at a time."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.correcting.kind import Kind
from archive.correcting.kinds import to_json
from archive.correcting.planning import NO_CHANGE, plan_change, planner
from archive.correcting.subjects import labels_of
from archive.correcting.writing import write
from archive.models import Correction

# What fits well under half a second, the longest that the database may be held.
BATCH_SIZE = 250
SECONDS_FOR_OTHERS = 0.01
NAMED_AT_MOST = 20


class CannotUndo(Exception):
    """A correction is not to be taken back; says why."""


def preview(
    kind: Kind,
    ids: Sequence[int],
    *,
    by: AbstractBaseUser | None,
    versions: Mapping[int, int] | None = None,
) -> Correction:
    """Find the articles that a kind would change, and keep them with their versions.

    Nothing is changed before `go_on`. versions: those that a person has seen; without
    them, those that are read now.
    """
    Correction.objects.forgotten().delete()
    labels = labels_of(kind, make=False)
    articles: list[tuple[int, int]] = []
    reasons: Counter[str] = Counter()
    named: list[tuple[int, str]] = []
    for batch in _batches(list(dict.fromkeys(ids))):
        plan = plan_change(kind, batch, labels=labels)
        seen = plan.versions if versions is None else versions
        articles += [(pk, seen[pk]) for pk in plan.wanted]
        reasons.update(plan.left.values())
        why = [entry for entry in plan.left.items() if entry[1] != NO_CHANGE]
        named += why[: NAMED_AT_MOST - len(named)]
    return Correction.objects.create(
        made_by_id=by.pk if by else None,
        what=str(kind)[:200],
        change=to_json(kind),
        article_count=len(articles),
        articles=articles,
        preview={"reasons": dict(reasons), "named": named},
    )


def go_on(correction: Correction, *, seconds: float | None = None) -> bool:
    """Apply a correction, or what is left of it; return whether it is finished.

    seconds: how long to work, or as long as it takes. Killed at any moment, it leaves
    batches that are done and noted, and can be called again.
    """
    begun = time.monotonic()
    ids = [pk for pk, _ in correction.articles]
    plan = planner(correction)
    while True:
        with transaction.atomic():
            # Asked with the lock held: another request may be at the same work.
            correction.refresh_from_db(
                fields=["position", "left", "begun_at", "finished_at", "article_count"]
            )
            if correction.finished_at:
                return True
            end = min(correction.position + BATCH_SIZE, correction.article_count)
            batch = ids[correction.position : end]
            planned = plan(batch)
            write(correction, now=planned.now, wanted=planned.wanted)
            correction.begun_at = correction.begun_at or timezone.now()
            correction.position += len(batch)
            correction.left += [list(entry) for entry in planned.left.items()]
            if correction.position == correction.article_count:
                correction.finished_at = timezone.now()
            correction.save(
                update_fields=["position", "left", "begun_at", "finished_at"]
            )
        if correction.finished_at:
            return True
        if seconds is not None and time.monotonic() - begun > seconds:
            return False
        time.sleep(SECONDS_FOR_OTHERS)


def apply(
    kind: Kind,
    ids: Sequence[int],
    *,
    by: AbstractBaseUser | None,
    versions: Mapping[int, int] | None = None,
) -> Correction:
    """Preview a correction and apply it at once."""
    correction = preview(kind, ids, by=by, versions=versions)
    go_on(correction)
    return correction


def begin_undoing(correction: Correction, *, by: AbstractBaseUser | None) -> Correction:
    """Return the correction that takes another back, made if need be, for `go_on`.

    One that was cut short goes no further. Raises CannotUndo.
    """
    with transaction.atomic():
        correction = Correction.objects.select_related("undone_by").get(
            pk=correction.pk
        )
        if correction.undone is not None:
            return correction.undone
        if not correction.can_be_undone:
            raise CannotUndo(_why_not(correction))
        if correction.finished_at is None:
            correction.finished_at = timezone.now()
            correction.article_count = correction.position
            correction.save(update_fields=["finished_at", "article_count"])
        done = correction.changes.order_by("id").values_list("article_id", flat=True)
        articles = [(pk, 0) for pk in done]
        return Correction.objects.create(
            made_by_id=by.pk if by else None,
            what=_wording(correction),
            change={},
            undoes=correction,
            takes_back=not correction.takes_back,
            article_count=len(articles),
            articles=articles,
            begun_at=timezone.now(),
        )


def undo(correction: Correction, *, by: AbstractBaseUser | None) -> Correction:
    """Take a correction back; return the correction that did. Raises CannotUndo."""
    undoing = begin_undoing(correction, by=by)
    go_on(undoing)
    return undoing


def _why_not(correction: Correction) -> str:
    if not correction.done_count:
        return f"{correction} changed nothing"
    return f"{correction} can be undone until {correction.undo_until:%d %b %Y} only"


def _wording(correction: Correction) -> str:
    """Say what taking a correction back does: undoing, or doing again."""
    first = correction
    while first.undoes is not None:
        first = first.undoes
    verb = "done again" if correction.takes_back else "undone"
    return f"{verb}: {first.what}"[:200]


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH_SIZE):
        yield ids[start : start + BATCH_SIZE]
