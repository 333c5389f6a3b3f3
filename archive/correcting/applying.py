"""Previews, applies and undoes corrections, a short transaction at a time."""

import time
from collections.abc import Iterator, Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.correcting.kind import Kind
from archive.correcting.kinds import to_json
from archive.correcting.merging import why_not_parted
from archive.correcting.planning import plan_change
from archive.correcting.tallying import Tally
from archive.correcting.work import work_of
from archive.correcting.writing import note, write
from archive.importing.kinship import CopyFinder
from archive.locally import dated
from archive.models import Correction

# What fits well under half a second, the longest that the database may be held.
BATCH_SIZE = 250
SECONDS_FOR_OTHERS = 0.01
# How long a page may keep a person waiting; the rest is done by going on.
SECONDS_A_PAGE = 8.0
# What going on writes, and so reads again.
WRITTEN = (
    "position", "article_count", "left", "merged", "begun_at", "finished_at"
)  # fmt: skip


class CannotUndo(Exception):
    """A correction is not to be taken back; says why."""


def preview(
    kind: Kind,
    ids: Sequence[int],
    *,
    by: AbstractBaseUser | None,
    versions: Mapping[int, int] | None = None,
    seconds: float | None = None,
    notes: bool = True,
) -> Correction:
    """Find the articles that a kind would change, and keep them with their versions.

    Nothing is changed before `go_on`. versions: those that a person has seen; without
    them, those that are read now. seconds: after how long the rest of the articles
    wait for another correction. notes: whether what is no change of an article, but
    only how it came about, is noted at once.
    """
    Correction.objects.forgotten().delete()
    begun, ids = time.monotonic(), list(dict.fromkeys(ids))
    articles: list[tuple[int, int]] = []
    tally, looked_at = Tally(), 0
    for batch in _batches(ids):
        plan = plan_change(kind, batch, make=False)
        seen = plan.versions if versions is None else versions
        articles += [(pk, seen[pk]) for pk in plan.wanted]
        tally.add(plan)
        if notes:
            note(plan.notes)
            kind.settle({pk: plan.readings[pk] for pk in plan.notes})
        looked_at += len(batch)
        if seconds is not None and time.monotonic() - begun > seconds:
            break
    return Correction.objects.create(
        made_by_id=by.pk if by else None,
        what=str(kind)[:200],
        change=to_json(kind),
        article_count=len(articles),
        articles=articles,
        preview=tally.as_json() | {"waiting": len(ids) - looked_at},
    )


def go_on(correction: Correction, *, seconds: float | None = None) -> bool:
    """Apply a correction, or what is left of it; return whether it is finished.

    seconds: how long to work, or as long as it takes. Killed at any moment, it leaves
    batches that are done and noted, and can be called again.
    """
    begun = time.monotonic()
    work, finder = work_of(correction), CopyFinder()
    if work.alters_texts:
        finder.make_ready()
    while True:
        work.prepare(correction, at_most=BATCH_SIZE)
        with transaction.atomic():
            # Asked with the lock held: another request may be at the same work.
            correction.refresh_from_db(fields=WRITTEN)
            if correction.finished_at:
                return True
            if not correction.position:
                work.begin(correction)
            batch = work.next_batch(correction, at_most=BATCH_SIZE)
            planned = work.plan(batch)
            write(
                correction,
                now=planned.now,
                wanted=planned.wanted,
                finder=finder,
            )
            correction.begun_at = correction.begun_at or timezone.now()
            correction.position += len(batch)
            correction.left += [list(entry) for entry in planned.left.items()]
            if work.is_done(correction):
                work.end(correction)
                correction.finished_at = timezone.now()
            correction.save(update_fields=WRITTEN)
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
        if why := why_not_parted(correction):
            raise CannotUndo(why)
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
            merged=correction.merged,
            begun_at=timezone.now(),
        )


def undo(correction: Correction, *, by: AbstractBaseUser | None) -> Correction:
    """Take a correction back; return the correction that did. Raises CannotUndo."""
    undoing = begin_undoing(correction, by=by)
    go_on(undoing)
    return undoing


def _why_not(correction: Correction) -> str:
    if not correction.done_count:
        return _("{correction} changed nothing").format(correction=correction)
    return _("{correction} can be undone until {day} only").format(
        correction=correction, day=dated(correction.undo_until)
    )


def _wording(correction: Correction) -> str:
    """Say what taking a correction back does: undoing, or doing again."""
    said = _("done again: {what}") if correction.takes_back else _("undone: {what}")
    return said.format(what=correction.first.what)[:200]


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH_SIZE):
        yield ids[start : start + BATCH_SIZE]
