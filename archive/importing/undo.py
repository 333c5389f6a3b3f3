"""Takes an import back: removes what it created, restores what it changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from archive.changes import put_back
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
Outcome = ImportedFile.Outcome
CREATED = (Outcome.CREATED, Outcome.COPY)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An article that the import brought and that was changed or used since."""

    article_id: int
    headline: str
    reason: str

    def __str__(self) -> str:
        return f"article {self.article_id}, {self.headline}: {self.reason}"


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
        articles = "article was" if len(hindrances) == 1 else "articles were"
        super().__init__(f"{len(hindrances):,} {articles} changed or used since")
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
    for batch in _batches(run):
        with transaction.atomic():
            free = _free(batch)
            removed += len(_brought(free, *CREATED))
            restored += len(_brought(free, Outcome.UPDATED))
            if not dry_run:
                _undo(free, run=run)
    if not dry_run:
        run.undone_at = timezone.now()
        run.save(update_fields=["undone_at"])
    return Undoing(removed=removed, restored=restored, left=tuple(left))


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
    changes = Change.objects.filter(article__in=brought).order_by("id")
    for article_id, pk, why in changes.values_list("article_id", "id", "why"):
        if pk > (brought[article_id].before_id or 0):
            reasons[article_id] = f"changed since: {why}"
    uses = ImportedFile.objects.standing().filter(
        Q(original=None) | Q(outcome__in=[Outcome.UPDATED, Outcome.KEPT_BOTH]),
        article__in=brought,
        import_run__gt=run,
    )
    for use in uses.order_by("-id"):
        by = f"import {use.import_run_id}, {use}"
        reasons[use.article_id or 0] = f"used since: {use.get_outcome_display()} ({by})"
    for article_id, file in brought.items():
        if file.article and file.article.edited_at:
            reasons[article_id] = f"edited by hand on {file.article.edited_at:%d %b %Y}"
    return [
        Hindrance(article_id, str(brought[article_id].article), reason)
        for article_id, reason in sorted(reasons.items())
    ]


def _undo(files: list[ImportedFile], *, run: Import) -> None:
    """Undo what an import made of some files, labels and copy groups included."""
    created = _brought(files, *CREATED)
    touched = [*created, *_brought(files, Outcome.UPDATED)]
    tags = _ids(Tag.objects.filter(articles__in=touched))
    sources = _ids(
        Source.objects.filter(
            Q(articles__in=touched) | Q(credited_articles__in=touched)
        )
    )
    groups = _ids(CopyGroup.objects.filter(articles__in=created))
    for file in files:
        if file.outcome == Outcome.UPDATED:
            _restore(file)
    kept = [file.pk for file in files if file.outcome == Outcome.KEPT_BOTH]
    Original.objects.filter(files__in=kept).delete()
    Article.objects.filter(pk__in=created).delete()
    alone = _dissolve(groups)
    unused = Tag.objects.unused().filter(pk__in=tags, created_at__gte=run.started_at)
    Tag.objects.filter(pk__in=_ids(unused)).delete()
    unnamed = Source.objects.unused().filter(
        pk__in=sources, created_at__gte=run.started_at
    )
    Source.objects.filter(pk__in=_ids(unnamed)).delete()
    articles_changed.send(sender=Article, ids=[*touched, *alone])


def _restore(file: ImportedFile) -> None:
    """Put an article back to what it was, and its former original with it."""
    if file.before is None:
        return
    article = put_back(file.before)
    file.before.delete()
    if file.original is not None:
        file.original.delete()
    kept_beside = Q(files__outcome=Outcome.KEPT_BOTH)
    former = article.originals.exclude(kept_beside).order_by("-id").first()
    if former is not None:
        article.originals.filter(pk=former.pk).update(is_current=True)


def _dissolve(groups: list[int]) -> list[int]:
    """Delete the copy groups that have one member left or none; return who was left."""
    small = CopyGroup.objects.filter(pk__in=groups).alias(size=Count("articles"))
    lonely = _ids(small.filter(size__lte=1))
    members = _ids(Article.objects.filter(copy_group__in=lonely))
    CopyGroup.objects.filter(pk__in=lonely).delete()
    return members


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True).distinct())
