"""Holds what one run of the benchmark has measured, in plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.building import Built
from tests.benchmarks.freshness import Spread
from tests.benchmarks.growth import Grown
from tests.benchmarks.profiling import Line
from tests.benchmarks.queries import Kind
from tests.benchmarks.relevance import Scores
from tests.benchmarks.states import States
from tests.benchmarks.timing import Figures, Table, Timing


@dataclass(frozen=True)
class Run:
    """All figures of one run; those of Whoosh are of its own, smaller corpus.

    small: our answers in that corpus. states, after_commit: of our engine with no other
    beside it. relevance: scores by engine and collection.
    """

    articles: int
    whoosh_articles: int
    words: int
    text_bytes: int
    of_samples: bool
    segments: int
    builds: Mapping[str, Built]
    timings: tuple[Timing, ...]
    answers: Table
    small: Mapping[Kind, Figures]
    states: States
    after_commit: Mapping[Kind, Figures]
    opening: Spread
    first: Spread
    found_again: Mapping[str, Spread]
    asking_profile: tuple[Line, ...]
    building_profile: tuple[Line, ...]
    relevance: Mapping[str, Scores] = field(default_factory=dict)
    grown: tuple[Grown, ...] = ()

    @property
    def mine(self) -> tuple[Timing, ...]:
        """The times of our engine."""
        return tuple(timing for timing in self.timings if timing.engine == "ours")


def write_json(run: Run, path: Path) -> None:
    """Write the figures for other programs."""
    figures = {
        "queries": {
            engine: {
                kind: {
                    "median_ms": round(of_class.median_ms, 4),
                    "p95_ms": round(of_class.p95_ms, 4),
                    "hits": of_class.hits,
                }
                for kind, of_class in classes.items()
            }
            for engine, classes in run.answers.items()
        },
        "build": {
            name: {
                "articles_per_s": round(built.articles_per_s, 1),
                "bytes": built.bytes,
                "peak_rss_mb": round(built.peak_rss_mb, 1),
            }
            for name, built in run.builds.items()
        },
        "relevance": {
            name: {"map": round(score.map, 4), "ndcg10": round(score.ndcg10, 4)}
            for name, score in run.relevance.get("ours", {}).items()
        },
    }
    path.write_text(json.dumps(figures, indent=1) + "\n")
