"""Takes an import back: removes what it created, restores what it changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.changes import put_back
from archive.copies import part_copies, rejoin_copies
from archive.importing.kinship import CopyFinder, sketch_again
from archive.locally import dated, grouped
from archive.models import (
    Article,
    Change,
    CopyGroup,
    Import,
    ImportedFile,
    Original,
    Source,
    Tag,
)
from archive.signals import articles_changed

BATCH_SIZE = 100
ANNOUNCED_AT_ONCE = 500
Outcome = ImportedFile.Outcome
CREATED = (Outcome.CREATED, Outcome.COPY)
USES = (Outcome.DUPLICATE, Outcome.UPDATED, Outcome.KEPT_BOTH)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An article that the import brought and that was changed or used since."""

    article_id: int
    headline: str
    reason: str

    def __str__(self) -> str:
        told = _("article {number}, {headline}: {reason}")
        return told.format(
            number=self.article_id, headline=self.headline, reason=self.reason
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Undoing:
    """What taking an import back did, or would do."""

    removed: int
    restored: int
    left: tuple[Hindrance, ...]


class AlreadyUndone(Exception):
    """The import was taken back before."""


class UndoRefused(Exception):
    """Articles of the import were changed or used since; nothing was undone."""

    def __init__(self, hindrances: Sequence[Hindrance]) -> None:
        count = len(hindrances)
        told = ngettext(
            "{n} article was changed or used since",
            "{n} articles were changed or used since",
            count,
        )
        super().__init__(told.format(n=grouped(count)))
        self.hindrances = tuple(hindrances)


def undo_import(
    run: Import, *, leave_changed: bool = False, dry_run: bool = False
) -> Undoing:
    """Undo an import, a batch at a time; what was cut short is done by another call.

    leave_changed: whether articles changed or used since stay, instead of all.
    """
    if run.undone_at:
        raise AlreadyUndone(f"import {run.pk} is already undone")
    left = [hindrance for batch in _batches(run) for hindrance in _hindrances(batch)]
    if left and not leave_changed:
        raise UndoRefused(left)
    removed = restored = 0
    finder = CopyFinder()
    if not dry_run and run.files.filter(before__isnull=False).exists():
        finder.make_ready()
    for batch in _batches(run):
        with transaction.atomic():
            free = _free(batch)
            removed += len(_brought(free, *CREATED))
            restored += len(_brought(free, Outcome.UPDATED))
            if not dry_run:
                _undo(free, run=run, finder=finder)
    if not dry_run:
        _close(run)
    return Undoing(removed=removed, restored=restored, left=tuple(left))


def _close(run: Import) -> None:
    """Mark an import as undone, and announce the articles that outlast it."""
    brought = run.files.filter(
        outcome__in=[*CREATED, Outcome.UPDATED], article__isnull=False
    )
    remaining = list(brought.order_by().values_list("article", flat=True).distinct())
    with transaction.atomic():
        run.undone_at = timezone.now()
        run.save(update_fields=["undone_at"])
        for start in range(0, len(remaining), ANNOUNCED_AT_ONCE):
            ids = remaining[start : start + ANNOUNCED_AT_ONCE]
            articles_changed.send(sender=Article, ids=ids)


def _batches(run: Import) -> Iterator[list[ImportedFile]]:
    """Yield the files whose work still stands, newest first."""
    files = (
        run.files.filter(
            Q(outcome__in=[*CREATED, Outcome.KEPT_BOTH]) | Q(before__isnull=False),
            article__isnull=False,
        )
        .select_related("article", "before", "original")
        .defer("article__body", "original__compressed")
    )
    last = None
    while batch := list(
        files.filter(**({"pk__lt": last} if last else {})).order_by("-id")[:BATCH_SIZE]
    ):
        yield batch
        last = batch[-1].pk


def _brought(files: Iterable[ImportedFile], *outcomes: str) -> list[int]:
    """Return the ids of the articles that files with these outcomes brought."""
    return [file.article_id or 0 for file in files if file.outcome in outcomes]


def _free(files: list[ImportedFile]) -> list[ImportedFile]:
    """Keep the files whose articles nobody changed or used since."""
    held = {hindrance.article_id for hindrance in _hindrances(files)}
    return [file for file in files if file.article_id not in held]


def _hindrances(files: list[ImportedFile]) -> list[Hindrance]:
    brought = {
        file.article_id or 0: file
        for file in files
        if file.outcome != Outcome.KEPT_BOTH
    }
    if not brought:
        return []
    run = files[0].import_run_id
    reasons: dict[int, str] = {}
    changes = Change.objects.standing().filter(article__in=brought).order_by("id")
    for article_id, pk, why in changes.values_list("article_id", "id", "why"):
        if pk > (brought[article_id].before_id or 0):
            reasons[article_id] = _("changed since: {why}").format(why=why)
    uses = ImportedFile.objects.standing().filter(
        outcome__in=USES, article__in=brought, import_run__gt=run
    )
    for use in uses.order_by("-id"):
        told = _("used since: {outcome} (import {number}, {file})")
        reasons[use.article_id or 0] = told.format(
            outcome=use.get_outcome_display(), number=use.import_run_id, file=use
        )
    for article_id, file in brought.items():
        if file.article and file.article.edited_at:
            told = _("edited by hand on {date}")
            day = dated(file.article.edited_at)
            reasons[article_id] = told.format(date=day)
    return [
        Hindrance(article_id, str(brought[article_id].article), reason)
        for article_id, reason in sorted(reasons.items())
    ]


def _undo(files: list[ImportedFile], *, run: Import, finder: CopyFinder) -> None:
    """Undo what an import made of some files, labels and copy groups included."""
    created = _brought(files, *CREATED)
    touched = [*created, *_brought(files, Outcome.UPDATED)]
    tags = _ids(Tag.objects.filter(articles__in=touched))
    # One after the other: a join of both has a row for each pair of articles.
    sources = {
        *_ids(Source.objects.filter(articles__in=touched)),
        *_ids(Source.objects.filter(credited_articles__in=touched)),
    }
    groups = set(_ids(CopyGroup.objects.filter(articles__in=touched)))
    joined: list[int] = []
    for file in files:
        if file.outcome == Outcome.UPDATED:
            joined += _restore(file, finder=finder)
        elif file.outcome == Outcome.KEPT_BOTH:
            _forget(file.original)
    Article.objects.filter(pk__in=created).delete()
    groups.update(_ids(CopyGroup.objects.filter(articles__in=touched)))
    parted = part_copies(groups)
    unused = Tag.objects.unused().filter(pk__in=tags, created_at__gte=run.started_at)
    Tag.objects.filter(pk__in=_ids(unused)).delete()
    unnamed = Source.objects.unused().filter(
        pk__in=sources, created_at__gte=run.started_at
    )
    Source.objects.filter(pk__in=_ids(unnamed)).delete()
    articles_changed.send(sender=Article, ids=[*touched, *joined, *parted])


def _restore(file: ImportedFile, *, finder: CopyFinder) -> list[int]:
    """Put an article back to what it was; return whose copy group is another now."""
    if file.before is None:
        return []
    group = file.before.before["copy_group"]
    article = put_back(file.before)
    file.before.delete()
    _forget(file.original)
    sketch_again([article.pk])
    if group is None or article.copy_group is not None:
        return []
    alike = finder.find_stored(article.body)
    return rejoin_copies(article, former=group, alike=alike)


def _forget(original: Original | None) -> None:
    """Delete an original; what stood for it stands for the one before it again."""
    if original is None:
        return
    beside = Q(files__outcome=Outcome.KEPT_BOTH)
    others = Original.objects.filter(article=original.article_id).exclude(beside)
    former = others.exclude(pk=original.pk).order_by("-id").first()
    if former is not None:
        original.files.exclude(outcome=Outcome.KEPT_BOTH).update(original=former)
        Original.objects.filter(pk=former.pk).update(is_current=True)
    original.delete()


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True).distinct())
