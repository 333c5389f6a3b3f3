"""Says what an import made of its files, in counts that add up."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.importing.decisions import IN_TRASH
from archive.importing.drafts import TRAILER_LEFT, UNDATED
from archive.locally import counted
from archive.models import Import, ImportedFile

Outcome = ImportedFile.Outcome
NEW = (Outcome.CREATED, Outcome.COPY)
READ_NOW = (*NEW, Outcome.UPDATED)
PROBLEMS_SHOWN = 20
HAS_LINE = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one file or record, and why."""

    root: str
    path: str
    outcome: str
    reason: str

    def __str__(self) -> str:
        return f"{self.root}/{self.path}: {self.reason}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What became of the files of one import, whether it was stored or rehearsed."""

    import_id: int | None
    counts: Mapping[str, int]  # of files, by outcome
    unit: str  # "file", or "record" where files hold many
    failed: tuple[Seen, ...]
    still_failing: tuple[Seen, ...]  # since earlier imports
    undated: int
    undated_lines: tuple[Seen, ...]  # where a line was meant as a date
    trailers_left: int
    in_trash: tuple[Seen, ...]  # files whose article lies there
    seconds: float

    def count(self, *outcomes: str) -> int:
        """Return the number of files with one of the outcomes."""
        return sum(self.counts.get(outcome, 0) for outcome in outcomes)

    @property
    def total(self) -> int:
        """The number of files, or of records."""
        return sum(self.counts.values())

    def __str__(self) -> str:
        """Say it in a sentence: 2,000 files = 1,972 new articles + 28 duplicates."""
        copies = self.count(Outcome.COPY)
        new = counted(self.count(*NEW), "new article")
        if copies:
            new += f" ({copies:,} of them {'copies' if copies > 1 else 'a copy'})"
        duplicates = self.count(Outcome.DUPLICATE)
        parts = (
            (self.count(*NEW), new),
            (self.count(Outcome.UPDATED), "{:,} updated"),
            (self.count(Outcome.UNCHANGED), "{:,} unchanged"),
            (duplicates, counted(duplicates, "duplicate")),
            (self.count(Outcome.KEPT_BOTH), "{:,} edited by hand, both kept"),
            (self.count(Outcome.FAILED), "{:,} failed"),
            (self.count(Outcome.IGNORED), "{:,} ignored"),
        )
        told = " + ".join(words.format(number) for number, words in parts if number)
        return f"{counted(self.total, self.unit)} = {told or 'nothing'}"

    def lines(self) -> Iterator[str]:
        """Yield the sentence, then what is worth knowing of how files were read."""
        yield f"{self}"
        new = self.count(*NEW)
        if new and self.seconds:
            rate = f"{new / self.seconds:,.0f} articles a second"
            yield f"{self.seconds:,.1f} seconds, {rate}"
        if self.undated:
            yield f"{counted(self.undated, 'article')} without a date"
            yield from self._listed(self.undated_lines)
        if self.trailers_left:
            left = counted(self.trailers_left, "trailer")
            yield f"{left} that no rule took, left in the text: see --suggest-rules"
        if self.in_trash:
            yield f"{counted(len(self.in_trash), self.unit)} of articles in the trash:"
            yield from self._listed(self.in_trash)

    def problems(self) -> Iterator[str]:
        """Yield the files that failed now, and those that failed before."""
        if self.failed:
            yield f"{counted(len(self.failed), self.unit)} could not be read:"
            yield from self._listed(self.failed)
        if self.still_failing:
            yield "still failing from earlier imports:"
            yield from _listed(self.still_failing, see="Needs attention")

    def _listed(self, entries: Sequence[Seen]) -> Iterator[str]:
        see = f"import {self.import_id}" if self.import_id else ""
        return _listed(entries, see=see)


def _listed(entries: Sequence[Seen], *, see: str) -> Iterator[str]:
    """Yield the first of some files; see: where all of them are."""
    for entry in entries[:PROBLEMS_SHOWN]:
        yield f"  {entry}"
    if (more := len(entries) - PROBLEMS_SHOWN) > 0:
        yield f"  and {more:,} more" + (f": see {see}" if see else "")


def summarise(
    entries: Iterable[Seen],
    *,
    seconds: Callable[[], float],
    run: Import | None = None,
) -> Report:
    """Count what became of files; seconds: asked once all entries have been seen."""
    counts: Counter[str] = Counter()
    failing = _failing_before(run)
    failed, undated_lines, in_trash = [], [], []
    undated = trailers_left = 0
    unit = "file"
    for seen in entries:
        counts[seen.outcome] += 1
        failing.pop((seen.root, seen.path), None)
        if HAS_LINE.search(seen.path):
            unit = "record"
        if seen.reason.endswith(IN_TRASH):
            in_trash.append(seen)
        if seen.outcome == Outcome.FAILED:
            failed.append(seen)
        elif seen.outcome in READ_NOW:
            trailers_left += TRAILER_LEFT in seen.reason
            undated += seen.reason.startswith(UNDATED)
            if seen.reason.startswith(f"{UNDATED}:"):
                undated_lines.append(seen)
    return Report(
        import_id=run.pk if run else None,
        counts=dict(counts),
        unit=unit,
        failed=tuple(failed),
        still_failing=tuple(failing.values()),
        undated=undated,
        undated_lines=tuple(undated_lines),
        trailers_left=trailers_left,
        in_trash=tuple(in_trash),
        seconds=seconds(),
    )


def report_of(run: Import) -> Report:
    """Return the report of an import that is stored."""
    ended = run.finished_at or run.started_at
    rows = run.files.values_list("root", "path", "outcome", "reason")
    return summarise(
        (Seen(*row) for row in rows.iterator(chunk_size=2_000)),
        seconds=(ended - run.started_at).total_seconds,
        run=run,
    )


def count_so_far(run: Import) -> Report:
    """Return the counts alone of an import, which may still be at work."""
    return Report(
        import_id=run.pk,
        counts=run.counts(),
        unit="file",
        failed=(),
        still_failing=(),
        undated=0,
        undated_lines=(),
        trailers_left=0,
        in_trash=(),
        seconds=0,
    )


def _failing_before(run: Import | None) -> dict[tuple[str, str], Seen]:
    earlier = ImportedFile.objects.unmended()
    if run is not None:
        earlier = earlier.filter(import_run__lt=run)
    rows = earlier.values_list("root", "path", "outcome", "reason")
    return {(row[0], row[1]): Seen(*row) for row in rows}
