"""Makes the whole index anew while readers keep the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from itertools import chain

import numpy as np
from django.utils.translation import gettext as _

from archive.models import Article
from search.documents import documents
from search.engine import IndexUnusable
from search.models import PendingChange
from search.whoosh_engine.commits.generations import (
    create_generation,
    discard,
    discard_unfinished,
    folder_of,
    use_generation,
)
from search.whoosh_engine.commits.locks import REBUILD_LOCK, index_lock
from search.whoosh_engine.commits.sharing import processes_for, write_segments
from search.whoosh_engine.commits.trouble import REBUILD, damage_named
from search.whoosh_engine.commits.writing import Batch, adopt, let_go, writing
from search.whoosh_engine.segments.arrayfile import Array

ARTICLES_A_COMMIT = 2_000
CATCHING_UP = 3  # rounds
NOTES_A_TRANSACTION = 10_000


def is_rebuilding() -> bool:
    """Whether a rebuild is at work, so that notes must be kept for its generation."""
    with index_lock(wait=False, name=REBUILD_LOCK) as free:
        return not free


def rebuild(*, progress: Callable[[int], None] | None = None) -> int:
    """Build a new generation and switch to it; return its number of articles.

    progress: is told how many articles were written since it was told last. Raises
    IndexUnusable when another rebuild is at work, or when it was cut off.
    """
    with index_lock(wait=False, name=REBUILD_LOCK) as held:
        if not held:
            problem = _("Another rebuild is at work: wait for its end.")
            raise IndexUnusable(problem)
        with damage_named(again=REBUILD):
            discard_unfinished()
        # A drain that began before this may delete notes; one after it keeps them.
        with index_lock(wait=True):
            generation, _index = create_generation()
        try:
            _fill(generation, progress=progress)
        except BaseException:
            let_go()
            discard(generation)
            raise
    return Article.objects.live().count()


def _fill(generation: int, *, progress: Callable[[int], None] | None) -> None:
    """Write all articles into a generation, and make it the one in use."""
    # What these tell of is committed, so the reading after this will see it.
    told = _notes()[:, 0]
    _write_all(generation, progress=progress)
    batch = Batch(generation)
    # Most of what changed meanwhile is carried over before the drains must wait.
    for _round in range(CATCHING_UP):
        untold = _carry_over(batch, told)
        told = np.concatenate([told, untold])
        if not len(untold):
            break
    with index_lock(wait=True):
        told = np.concatenate([told, _carry_over(batch, told)])
        use_generation(generation)
    _forget(told)


def _write_all(generation: int, *, progress: Callable[[int], None] | None) -> None:
    """Write all live articles as the first commit of a generation."""
    try:
        with damage_named(again=REBUILD):
            segments = write_segments(
                _live_ids(),
                documents,
                folder_of(generation),
                processes=processes_for(Article.objects.live().count()),
                progress=progress,
            )
            with writing(generation) as writer:
                adopt(writer, segments)
    except BrokenExecutor as error:
        problem = _(
            "A process of the rebuild was ended from outside, perhaps for want of "
            "memory: run `manage.py rebuild_index` again."
        )
        raise IndexUnusable(problem) from error


def _notes() -> Array:
    """Return the numbers of all notes and their articles, (notes, 2) int64.

    There may be millions, which as Python's numbers would take 200 bytes each.
    """
    rows = PendingChange.objects.order_by().values_list("pk", "article_id")
    numbers = chain.from_iterable(rows.iterator(chunk_size=NOTES_A_TRANSACTION))
    return np.fromiter(numbers, np.int64).reshape(-1, 2)


def _carry_over(batch: Batch, told: Array) -> Array:
    """Write what the notes not yet told of tell; return their numbers."""
    notes = _notes()
    # By number, not from the last one on: a database may show them out of order.
    untold = notes[~np.isin(notes[:, 0], told)]
    ids = np.unique(untold[:, 1])
    for start in range(0, len(ids), ARTICLES_A_COMMIT):
        some = ids[start : start + ARTICLES_A_COMMIT].tolist()
        batch.commit(gone=some, documents=documents(some))
    return untold[:, 0]


def _forget(told: Array) -> None:
    """Delete notes, run by run; the last first, as a drain would take them again."""
    if not len(told):
        return
    told = np.sort(told)
    steps = np.arange(len(told))
    ends = np.flatnonzero(np.diff(told, append=-1) != 1)
    # A run is cut where it would be too long for one transaction.
    ends = np.union1d(ends, steps[NOTES_A_TRANSACTION - 1 :: NOTES_A_TRANSACTION])
    starts = np.append(0, ends[:-1] + 1)
    for start, end in zip(starts[::-1].tolist(), ends[::-1].tolist(), strict=True):
        run = (int(told[start]), int(told[end]))
        PendingChange.objects.filter(pk__range=run).delete()


def _live_ids() -> Iterator[int]:
    """Yield the ids of live articles, read in pages so that none is held open."""
    last = 0
    while True:
        page = Article.objects.live().filter(pk__gt=last).order_by("pk")
        ids = list(page.values_list("pk", flat=True)[:10_000])
        if not ids:
            return
        yield from ids
        last = ids[-1]
