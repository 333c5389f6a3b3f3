"""Makes the whole index anew while readers keep the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from itertools import islice

from archive.models import Article
from search.documents import documents
from search.engine import IndexUnusable
from search.models import PendingChange
from search.whoosh_engine.commits.generations import (
    REBUILD,
    create_generation,
    damage_named,
    folder_of,
    use_generation,
)
from search.whoosh_engine.commits.sharing import processes_for, write_segments
from search.whoosh_engine.commits.writing import Batch, adopt, index_lock, writing

REBUILD_LOCK = "rebuild.lock"
ARTICLES_A_COMMIT = 2_000
CATCHING_UP = 3  # rounds


def is_rebuilding() -> bool:
    """Whether a rebuild is at work, so that notes must be kept for its generation."""
    with index_lock(wait=False, name=REBUILD_LOCK) as free:
        return not free


def rebuild(*, progress: Callable[[int], None] | None = None) -> int:
    """Build a new generation and switch to it; return its number of articles.

    Raises IndexUnusable when another rebuild is at work, or when it was cut off.
    """
    with index_lock(wait=False, name=REBUILD_LOCK) as held:
        if not held:
            raise IndexUnusable("Another rebuild is at work: wait for its end.")
        # A drain that began before this may delete notes; one after it keeps them.
        with index_lock(wait=True):
            generation, _ = create_generation()
            # What these tell of is committed, so the reading below will see it.
            told = set(PendingChange.objects.values_list("pk", flat=True))
        _write_all(generation, progress=progress)
        batch = Batch(generation)
        # Most of what changed meanwhile is carried over before the drains must wait.
        for _ in range(CATCHING_UP):
            if not _carry_over(batch, told):
                break
        return _switch_to(batch, told)


def _write_all(generation: int, *, progress: Callable[[int], None] | None) -> None:
    """Write all live articles as the first commit of a generation."""
    try:
        with damage_named():
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
        raise IndexUnusable(
            "A process of the rebuild was ended from outside, perhaps for want of "
            f"memory: {REBUILD} again."
        ) from error


def _carry_over(batch: Batch, told: set[int]) -> int:
    """Write what the notes not yet told of tell; return how many there were."""
    notes = dict(PendingChange.objects.values_list("pk", "article_id"))
    untold = {pk: article_id for pk, article_id in notes.items() if pk not in told}
    ids = iter(sorted(set(untold.values())))
    while chunk := list(islice(ids, ARTICLES_A_COMMIT)):
        batch.commit(gone=chunk, documents=documents(chunk))
    told.update(untold)
    return len(untold)


def _switch_to(batch: Batch, told: set[int]) -> int:
    """Carry over the last notes, make the generation current, drop all notes told."""
    with index_lock(wait=True):
        _carry_over(batch, told)
        use_generation(batch.generation)
        PendingChange.objects.forget(sorted(told))
    return Article.objects.live().count()


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
