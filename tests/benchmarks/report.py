"""Writes the figures of a run as a page of tables."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from importlib.metadata import version

from tests.benchmarks.counts import compare_counts
from tests.benchmarks.goals import Goal, goals
from tests.benchmarks.profiling import Line
from tests.benchmarks.queries import NEAR_WORDS, Kind
from tests.benchmarks.report_index import show_building, show_growth, show_states
from tests.benchmarks.run import Run
from tests.benchmarks.tables import MEGABYTE, Cells, ms, table

PEERS = ("tantivy", "fts5", "whoosh")


def write_report(run: Run) -> str:
    """Return the whole page."""
    parts: list[Callable[[Run], Iterator[str]]] = [
        _opening,
        _goals,
        _answers,
        show_states,
        show_building,
        compare_counts,
        _relevance,
        show_growth,
        _profiles,
    ]
    return "\n".join(line for part in parts for line in part(run)) + "\n"


def _opening(run: Run) -> Iterator[str]:
    yield "# Performance"
    yield ""
    yield "Written by `make bench`; all figures are of one run."
    yield ""
    kind = f"{run.words} words, recombined from Reuters sentences"
    if run.of_samples:
        kind = "the samples, repeated with a serial number, for want of better ones"
    yield (
        f"{run.articles:,} articles ({kind}), "
        f"{run.text_bytes / MEGABYTE:,.0f} MB of text. Every engine gets the same "
        "fields: headline, body, byline, source, section, tags, language, date, words. "
        "The engines are asked all questions in turn, round after round, in one "
        "process, with their files in memory. A time is that of the ten best hits by "
        "id **and** the exact number of hits, with garbage collection as it is; no "
        "engine keeps results."
    )
    yield ""
    libraries = ("numpy", "tantivy", "whoosh3", "bm25s")
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    yield (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{versions}; {platform.machine()}, {os.cpu_count()} cores. Segments of our "
        f"index: {run.segments}."
    )
    if run.whoosh_articles < run.articles:
        yield (
            f"Whoosh as it comes is measured on the first {run.whoosh_articles:,} "
            "articles only, since it takes long to build: on all of them it would be "
            "slower still."
        )
    yield ""


def _goals(run: Run) -> Iterator[str]:
    yield from ("## What it is meant to reach", "")
    yield from table(("what", "goal", "measured", "reached"), map(_goal, goals(run)))


def _goal(goal: Goal) -> Cells:
    sign = "≥" if goal.at_least else "≤"
    figures = f"{goal.measured:.3f}" if not goal.unit else ms(goal.measured)
    reached = "yes" if goal.is_met else "**no**"
    return (goal.what, f"{sign} {goal.goal:g} {goal.unit}", figures, reached)


def _answers(run: Run) -> Iterator[str]:
    mine = run.answers["ours"]
    yield from ("## Questions", "", "Milliseconds: median / 95 of 100.", "")
    peers = [name for name in PEERS if name in run.answers]
    heads = ["class", "ours", *peers, *(f"{name} ÷ ours" for name in peers)]

    def cells(kind: Kind) -> Iterator[object]:
        found = [run.answers[name].get(kind) for name in peers]
        own = mine[kind]
        yield f"{ms(own.median_ms)} / {ms(own.p95_ms)}"
        for other in found:
            yield f"{ms(other.median_ms)} / {ms(other.p95_ms)}" if other else "–"
        for other in found:
            yield f"{other.median_ms / own.median_ms:.1f}" if other else "–"

    yield from table(heads, ((kind, *cells(kind)) for kind in mine))
    yield "![The same as a chart](images/answers.svg)"
    yield ""
    yield (
        f"`near`: at most {NEAR_WORDS} words apart. `page`: all facets without their "
        "own filter, histogram, 20 hits, one source, twenty years. `facets`: sources, "
        "tags, months. `snippets`: of 20 hits already found; ours and Whoosh are given "
        "the texts, the others read them from their own store."
    )
    yield ""


def _relevance(run: Run) -> Iterator[str]:
    if not run.relevance:
        return
    yield from ("## Relevance", "")
    yield (
        "MAP / nDCG@10 with any word matching, common words out. The parameters were "
        "chosen on medline and cacm."
    )
    yield ""
    sets = list(run.relevance["ours"])

    def means(name: str) -> str:
        scores = run.relevance[name].values()
        average = statistics.fmean(score.map for score in scores)
        gain = statistics.fmean(score.ndcg10 for score in scores)
        return f"{average:.3f} / {gain:.3f}"

    yield from table(
        ("engine", *sets, "mean"),
        (
            (
                name,
                *(f"{s.map:.3f} / {s.ndcg10:.3f}" for s in scores.values()),
                means(name),
            )
            for name, scores in run.relevance.items()
        ),
    )


def _profiles(run: Run) -> Iterator[str]:
    yield from ("## Where the time goes", "", "Each function's own share.", "")
    for what, lines in (
        ("warm questions of all classes", run.asking_profile),
        ("a build in one process", run.building_profile),
    ):
        yield from table((what, "share", "calls"), map(_profiled, lines))


def _profiled(line: Line) -> Cells:
    return (f"`{line.name}`", f"{100 * line.share:.0f} %", f"{line.calls:,}")
