"""Brings articles from files into the archive, a batch at a time."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.importing.decisions import Decision, Memory
from archive.importing.drafts import Labels, make_draft, refuse
from archive.importing.files import find_files
from archive.importing.identity import Claims, file_key
from archive.importing.matching import Matcher
from archive.importing.names import readable
from archive.importing.reading import read_files
from archive.importing.records import Draft, FoundFile, Refusal, Unreadable
from archive.importing.report import Report, Seen, report_of, summarise
from archive.importing.writing import Writer
from archive.models import Import

BATCH_SIZE = 200
# A few books in one batch would hold the database for too long.
BATCH_BYTES = 4_000_000
Batch = list[Draft | Refusal]
Progress = Callable[[int, int], None]  # bytes done, bytes in all


def import_articles(
    paths: Sequence[Path],
    *,
    tags: Sequence[str] = (),
    source: str = "",
    dry_run: bool = False,
    is_sample: bool = False,
    user: AbstractBaseUser | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import what the paths lead to, and report what became of each file.

    Raises PathMissing before anything is read. A dry run goes through the same
    decisions, remembers them itself instead of storing them, and takes no lock.
    """
    files = find_files(paths)
    labels = Labels(tags=tuple(tags), source=source)
    batches = _batches(read_drafts(files, labels=labels, progress=progress))
    listed = {file_key(file.root, file.path) for file in files}
    if dry_run:
        return _rehearse(batches, listed=listed)
    run = Import.objects.create(
        paths=[readable(str(path)) for path in paths],
        options={"tags": list(tags), "source": source},
        started_by_id=user.pk if user else None,
        is_sample=is_sample,
    )
    for batch in batches:
        _store(batch, run=run, listed=listed)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    return report_of(run)


def read_drafts(
    files: Sequence[FoundFile], *, labels: Labels, progress: Progress | None
) -> Iterator[Draft | Refusal]:
    """Read the files one after the other, each record by the rules."""
    claims = Claims()
    total, done = sum(file.size for file in files), 0
    for file, found in read_files(files):
        if isinstance(found, Unreadable):
            yield refuse(found, file=file)
            continue
        yield make_draft(found, file=file, claims=claims, labels=labels)
        done += len(found.data)
        if progress:
            progress(done, total)


def _batches(entries: Iterable[Draft | Refusal]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for entry in entries:
        batch.append(entry)
        size += len(entry.record.data) if isinstance(entry, Draft) else 0
        if len(batch) >= BATCH_SIZE or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _drafts(batch: Batch) -> list[Draft]:
    return [entry for entry in batch if isinstance(entry, Draft)]


def _store(batch: Batch, *, run: Import, listed: set[str]) -> None:
    # Looked for and stored under one lock: two imports at once find each other's.
    with transaction.atomic():
        matcher = Matcher(_drafts(batch), run=run, listed=listed, memory=Memory())
        Writer(matcher.decide(), run=run).store(batch)


def _rehearse(batches: Iterable[Batch], *, listed: set[str]) -> Report:
    """Decide everything and store nothing."""
    started, memory = time.monotonic(), Memory()

    def seen() -> Iterator[Seen]:
        for batch in batches:
            matcher = Matcher(_drafts(batch), run=None, listed=listed, memory=memory)
            decided = {d.draft.key: d for d in matcher.decide()}
            for entry in batch:
                yield _seen(entry, decided=decided)

    return summarise(seen(), seconds=lambda: time.monotonic() - started)


def _seen(entry: Draft | Refusal, *, decided: Mapping[str, Decision]) -> Seen:
    if isinstance(entry, Refusal):
        return Seen(entry.root, entry.path, entry.outcome, entry.reason)
    decision = decided[entry.key]
    reason = decision.reason(kin_id=decision.kin.article_id if decision.kin else None)
    return Seen(entry.root, entry.path, decision.outcome, reason)
