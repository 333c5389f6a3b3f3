"""Says what an import made of its files, in counts that add up."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from archive.importing import telling
from archive.locally import counted, grouped
from archive.models import Import, ImportedFile

Outcome, Noted = ImportedFile.Outcome, ImportedFile.Noted
NEW = (Outcome.CREATED, Outcome.COPY)
SEEN = ("root", "path", "outcome", "reason", "noted")
PROBLEMS_SHOWN = 20
# Of other piles; this one's report is no place for them.
EARLIER_SHOWN = 3
HAS_LINE = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one file or record, and why."""

    root: str
    path: str
    outcome: str
    reason: str
    noted: str

    @classmethod
    def of(cls, file: ImportedFile) -> Self:
        """Return what became of a file, stored or not."""
        return cls(*(getattr(file, name) for name in SEEN))

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
        parts = [
            in_words(number).format(n=grouped(number))
            for outcome, in_words in telling.OUTCOMES.items()
            if (number := self.count(outcome))
        ]
        if new := self.count(*NEW):
            copies = self.count(Outcome.COPY)
            parts.insert(0, telling.new_articles(new, copies=copies))
        return f"{counted(self.total, self.unit)} = {' + '.join(parts) or _('nothing')}"

    @property
    def told(self) -> tuple[str, ...]:
        """All that there is to say, as an import keeps it."""
        return (*self.lines(), *self.problems())

    def lines(self) -> Iterator[str]:
        """Yield the sentence, then what is worth knowing of how files were read."""
        yield f"{self}"
        new = self.count(*NEW)
        if new and self.seconds:
            yield telling.speed(new, seconds=self.seconds)
        if self.undated:
            yield telling.undated(self.undated)
            yield from self._listed(self.undated_lines)
        if self.trailers_left:
            yield telling.trailers_left(self.trailers_left)
        if self.in_trash:
            files = counted(len(self.in_trash), self.unit)
            yield _("{files} of articles in the trash:").format(files=files)
            yield from self._listed(self.in_trash)

    def problems(self) -> Iterator[str]:
        """Yield the files that failed now, and those that failed before."""
        if self.failed:
            files = counted(len(self.failed), self.unit)
            yield _("{files} could not be read:").format(files=files)
            yield from self._listed(self.failed)
        if self.still_failing:
            yield _("still failing from earlier imports:")
            see = _("Needs attention")
            yield from _listed(self.still_failing, see=see, shown=EARLIER_SHOWN)

    def _listed(self, entries: Sequence[Seen]) -> Iterator[str]:
        see = _("import {number}").format(number=self.import_id)
        return _listed(entries, see=see if self.import_id else "")


def _listed(
    entries: Sequence[Seen], *, see: str, shown: int = PROBLEMS_SHOWN
) -> Iterator[str]:
    """Yield the first of some files; see: where all of them are."""
    for entry in entries[:shown]:
        yield f"  {entry}"
    if (more := len(entries) - shown) > 0:
        yield f"  {telling.and_more(more, see=see)}"


def summarise(
    entries: Iterable[Seen],
    *,
    seconds: Callable[[], float],
    run: Import | None = None,
) -> Report:
    """Count what became of files; seconds: asked once all entries have been seen."""
    counts: Counter[str] = Counter()
    noted: Counter[str] = Counter()
    failing = _failing_before(run)
    listed: dict[str, list[Seen]] = {Noted.NO_DAY: [], Noted.TRASH: []}
    failed = []
    unit = "file"
    for seen in entries:
        counts[seen.outcome] += 1
        failing.pop((seen.root, seen.path), None)
        if HAS_LINE.search(seen.path):
            unit = "record"
        for code in seen.noted.split():
            noted[code] += 1
            if code in listed:
                listed[code].append(seen)
        if seen.outcome == Outcome.FAILED:
            failed.append(seen)
    return Report(
        import_id=run.pk if run else None,
        counts=dict(counts),
        unit=unit,
        failed=tuple(failed),
        still_failing=tuple(failing.values()),
        undated=noted[Noted.UNDATED],
        undated_lines=tuple(listed[Noted.NO_DAY]),
        trailers_left=noted[Noted.TRAILER],
        in_trash=tuple(listed[Noted.TRASH]),
        seconds=seconds(),
    )


def report_of(run: Import) -> Report:
    """Return the report of an import that is stored."""
    ended = run.finished_at or run.started_at
    rows = run.files.values_list(*SEEN)
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
    rows = earlier.values_list(*SEEN)
    return {(row[0], row[1]): Seen(*row) for row in rows}
