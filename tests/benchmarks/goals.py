"""Says what the engine is meant to reach, and whether this run shows it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.queries import Kind
from tests.benchmarks.run import Run

PLAIN = (Kind.COMMON, Kind.AND, Kind.OR, Kind.FILTER, Kind.DATE_SORT, Kind.FACETS)
PLACED = (Kind.PHRASE, Kind.PHRASE_STEMMED, Kind.NEAR)
EXPANDED = (Kind.PREFIX, Kind.WILDCARD)
FUZZY = (Kind.FUZZY, Kind.FUZZY_2)


@dataclass(frozen=True)
class Goal:
    """One thing to reach: how much at least, or else at most."""

    what: str
    goal: float
    measured: float
    unit: str
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether this run reaches it."""
        if self.at_least:
            return self.measured >= self.goal
        return self.measured <= self.goal


def goals(run: Run) -> Iterator[Goal]:
    """Yield all goals with what was measured."""
    yield from _against_peers(run)
    yield from _milliseconds(run)
    yield from _room(run)
    yield from _relevance(run)
    for grown in run.grown[-1:]:
        slowest = max(figures.median_ms for figures in grown.answers.values())
        what = f"slowest class, {grown.built.articles:,} short articles"
        yield Goal(what, 20, slowest, "ms")
        what = f"building {grown.built.articles:,}, private memory"
        yield Goal(what, 1000, grown.built.peak_private_mb, "MB")


def _against_peers(run: Run) -> Iterator[Goal]:
    mine = run.answers["ours"]
    yield Goal("rare word", 0.1, mine[Kind.RARE].median_ms, "ms")
    for kinds, tantivy, fts5 in (PLAIN, 2, 20), (PLACED, 1, 10):
        for kind in kinds:
            for engine, times in ("tantivy", tantivy), ("fts5", fts5):
                other = run.answers[engine].get(kind)
                if other:
                    ratio = other.median_ms / mine[kind].median_ms
                    what = f"{kind}, times as fast as {engine}"
                    yield Goal(what, times, ratio, "×", at_least=True)
    for kind in EXPANDED:
        slow = run.states.cold[kind].median_ms
        ratio = run.answers["tantivy"][kind].median_ms / slow
        what = f"{kind}, caches empty, times as fast as tantivy"
        yield Goal(what, 1, ratio, "×", at_least=True)


def _milliseconds(run: Run) -> Iterator[Goal]:
    mine = run.answers["ours"]
    yield Goal("page, median", 3, mine[Kind.PAGE].median_ms, "ms")
    yield Goal("page, 95 of 100", 10, mine[Kind.PAGE].p95_ms, "ms")
    yield Goal("page, first of a process", 30, run.first.median_ms, "ms")
    yield Goal("opening", 50, run.opening.median_ms, "ms")
    for kind in FUZZY:
        slow = run.states.crowded_cold[kind].median_ms
        yield Goal(f"{kind}, 12 segments, caches empty", 15, slow, "ms")
    slowest = max(max(timing.milliseconds) for timing in run.mine)
    yield Goal("slowest answer of all", 200, slowest, "ms")
    yield Goal("snippets of 20", 5, mine[Kind.SNIPPETS].median_ms, "ms")
    if Kind.SIMILAR in mine:
        yield Goal("similar", 3, mine[Kind.SIMILAR].median_ms, "ms")
    again = run.found_again["ours"]
    yield Goal("edited article found, 95 of 100", 50, again.p95_ms, "ms")


def _room(run: Run) -> Iterator[Goal]:
    builds = run.builds
    one, two = builds["ours"], builds["ours_2_processes"]
    for name in "fts5", "tantivy":
        ratio = one.articles_per_s / builds[name].articles_per_s
        yield Goal(f"building, times as fast as {name}", 1.2, ratio, "×", at_least=True)
    ratio = two.articles_per_s / one.articles_per_s
    yield Goal("building, two processes", 1.5, ratio, "×", at_least=True)
    yield Goal("bytes of the text", 0.75, one.bytes / run.text_bytes, "×")
    if "whoosh" in builds:
        whoosh = builds["whoosh"].bytes / run.whoosh_articles
        yield Goal("bytes of Whoosh", 0.5, one.bytes / run.articles / whoosh, "×")
    yield Goal("building, private memory", 1000, two.peak_private_mb, "MB")
    yield Goal("answering, private memory", 400, run.states.memory.private, "MB")


def _relevance(run: Run) -> Iterator[Goal]:
    if not run.relevance:
        return
    mine, theirs = run.relevance["ours"], run.relevance["bm25s"]
    for measure in "map", "ndcg10":
        gaps = [
            getattr(score, measure) - getattr(theirs[name], measure)
            for name, score in mine.items()
        ]
        what = f"{measure}, lead over bm25s"
        yield Goal(f"{what}: least", -0.01, min(gaps), "", at_least=True)
        yield Goal(f"{what}: mean", 0, statistics.fmean(gaps), "", at_least=True)
