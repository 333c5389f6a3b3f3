"""Builds an index in a process of its own, and measures it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.memory import watched

Builder = Callable[[Corpus, Path], None]


@dataclass(frozen=True)
class Built:
    """What building one index took; memory in megabytes, of all its processes."""

    engine: str
    articles: int
    seconds: float
    bytes: int
    peak_rss_mb: float
    peak_private_mb: float

    @property
    def articles_per_s(self) -> float:
        """How many articles were indexed in a second, reading them included."""
        return self.articles / self.seconds


def build(engine: str, builder: Builder, corpus: Corpus, folder: Path) -> Built:
    """Build an index in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    seconds, peak = watched(_timed, builder, corpus, folder)
    size = bytes_in(folder)
    return Built(engine, corpus.count, seconds, size, peak.resident, peak.private)


def bytes_in(folder: Path) -> int:
    """Return the size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _timed(builder: Builder, corpus: Corpus, folder: Path) -> float:
    begun = time.perf_counter()
    builder(corpus, folder)
    return time.perf_counter() - begun
