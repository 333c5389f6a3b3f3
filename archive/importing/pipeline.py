"""Brings articles from files into the archive, a batch at a time."""

import time
from collections import Counter
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Sequence,
)
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.importing.course import Course
from archive.importing.dates import DayOrder
from archive.importing.dayorder import DayOrders, decide_days
from archive.importing.decisions import Memory
from archive.importing.drafts import Labels
from archive.importing.files import find_files
from archive.importing.identity import file_key
from archive.importing.kinship import CopyFinder
from archive.importing.lookups import KnownFile, files_by_key
from archive.importing.matching import Matcher
from archive.importing.names import readable
from archive.importing.parsing import Parser, Parsing, parcels, weigh
from archive.importing.records import Draft, Entry, FoundFile, Unread
from archive.importing.report import Report, Seen, report_of, summarise
from archive.importing.writing import Writer
from archive.models import Import, ImportedFile

BATCH_SIZE = 200
# A few books in one batch would hold the database for too long.
BATCH_BYTES = 4_000_000
Batch = list[Entry]
Outcome = ImportedFile.Outcome
Progress = Callable[[int, int], None]  # bytes done, bytes in all


def import_articles(
    paths: Sequence[Path],
    *,
    tags: Sequence[str] = (),
    source: str = "",
    folders_as_tags: bool = False,
    day_order: DayOrder = "",
    dry_run: bool = False,
    is_sample: bool = False,
    user: AbstractBaseUser | None = None,
    progress: Progress | None = None,
    run: Import | None = None,
    wanted: Collection[str] | None = None,
) -> Report:
    """Import what the paths lead to, and report what became of each file.

    run: one that was begun, and is ended by the caller: what it stored is left out.
    wanted: where the files are that are meant, if not all. Raises PathMissing before
    anything is read. A dry run remembers its decisions instead, and takes no lock.
    """
    found = find_files(paths)
    listed = {file_key(file.root, file.path) for file in found}
    files = [file for file in found if wanted is None or file.location in wanted]
    labels = Labels(tuple(tags), source, folders_as_tags)
    parsing = Parsing(files, labels=labels)
    is_own = run is None and not dry_run
    if is_own:
        given = options_of(labels, day_order)
        run = _begin(paths, given, user=user, is_sample=is_sample)
    told = _with_progress(parsing, files, progress, Course(run) if run else None)
    entries = decide_days(told, orders=DayOrders(given=day_order))
    todo = _still_to_do(entries, run=run) if run else entries
    batches = parcels(todo, weigh=weigh, count=BATCH_SIZE, weight=BATCH_BYTES)
    if dry_run or run is None:
        return _rehearse(batches, listed=listed, parser=parsing.parser)
    _store_all(batches, run=run, listed=listed, parser=parsing.parser)
    return _end(run) if is_own else report_of(run)


def _begin(
    paths: Sequence[Path],
    options: dict[str, Any],
    *,
    user: AbstractBaseUser | None,
    is_sample: bool,
) -> Import:
    return Import.objects.create(
        paths=[readable(str(path)) for path in paths],
        options=options,
        started_by_id=user.pk if user else None,
        is_sample=is_sample,
    )


def _end(run: Import) -> Report:
    """End an import, and keep the report for its page."""
    Course(run).end()
    report = report_of(run)
    Import.objects.filter(pk=run.pk).update(report=report.told)
    return report


def options_of(labels: Labels, day_order: DayOrder) -> dict[str, Any]:
    """Return what was given along, as an import keeps it."""
    return {**asdict(labels), "tags": list(labels.tags), "day_order": day_order}


def _with_progress(
    entries: Iterable[Entry], files: Sequence[FoundFile], *told: Progress | None
) -> Iterator[Entry]:
    """Yield the entries, and tell how many of the files' bytes they account for."""
    total, done = sum(file.size for file in files), 0
    for entry in entries:
        yield entry
        done += entry.file.size if isinstance(entry, Unread) else weigh(entry)
        for tell in filter(None, told):
            tell(done, total)


def _still_to_do(entries: Iterable[Entry], *, run: Import) -> Iterator[Entry]:
    """Leave out what an import that goes on has stored already."""
    keys = run.files.order_by().values_list("key", flat=True)
    stored = Counter(bytes.fromhex(key)[:16] for key in keys.iterator())
    for entry in entries:
        key = bytes.fromhex(entry.key)[:16]
        if stored[key]:
            stored[key] -= 1
        else:
            yield entry


def _store_all(
    batches: Iterable[Batch], *, run: Import, listed: set[str], parser: Parser
) -> None:
    finder = CopyFinder()
    for batch in batches:
        _store(batch, run=run, listed=listed, parser=parser, finder=finder)


def _store(
    batch: Batch, *, run: Import, listed: set[str], parser: Parser, finder: CopyFinder
) -> None:
    if any(isinstance(entry, Draft) and entry.sketch for entry in batch):
        finder.make_ready()
    # Looked for and stored under one lock: two imports at once find each other's.
    with transaction.atomic(), closing(Memory()) as memory:
        batch, unchanged = _recognise(batch, run=run, parser=parser)
        matcher = Matcher(
            _drafts(batch), run=run, listed=listed, memory=memory, finder=finder
        )
        Writer(matcher.decide(), run=run, unchanged=unchanged).store(batch)


def _recognise(
    batch: Batch, *, run: Import | None, parser: Parser
) -> tuple[Batch, dict[str, KnownFile]]:
    """Return what is known of unread files, which are read if it is other bytes now."""
    unread = [entry for entry in batch if isinstance(entry, Unread)]
    known = files_by_key((entry.key for entry in unread), run=run)
    entries: Batch = []
    for entry in batch:
        file = known.get(entry.key)
        if isinstance(entry, Unread) and not (file and file.sha256 == entry.sha256):
            entries += parser.read_again(entry)
        else:
            entries.append(entry)
    return entries, known


def _drafts(batch: Batch) -> list[Draft]:
    return [entry for entry in batch if isinstance(entry, Draft)]


def _rehearse(batches: Iterable[Batch], *, listed: set[str], parser: Parser) -> Report:
    """Decide everything and store nothing."""
    started, finder = time.monotonic(), CopyFinder(stores=False)

    def seen(memory: Memory) -> Iterator[Seen]:
        for batch in batches:
            finder.make_ready()
            batch, unchanged = _recognise(batch, run=None, parser=parser)
            matcher = Matcher(
                _drafts(batch), run=None, listed=listed, memory=memory, finder=finder
            )
            writer = Writer(matcher.decide(), run=None, unchanged=unchanged)
            yield from (Seen.of(writer.row(entry)) for entry in batch)

    with closing(Memory()) as memory:
        return summarise(seen(memory), seconds=lambda: time.monotonic() - started)
