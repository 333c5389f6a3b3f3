"""Asks our engine the same questions in small and in large archives."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial

from tests.benchmarks import WORKSHOP, ours
from tests.benchmarks.building import Built, build
from tests.benchmarks.corpus import open_corpus
from tests.benchmarks.memory import Peak, watched
from tests.benchmarks.states import Answers, answer_warm

SIZES = (10_000, 100_000, 1_000_000)
WORDS = 60


@dataclass(frozen=True)
class Grown:
    """One size of archive: its build, its answers, the memory of answering."""

    built: Built
    answers: Answers
    answering: Peak


def grow(sizes: tuple[int, ...] = SIZES) -> list[Grown]:
    """Build and ask archives of short articles, the smallest first."""
    return [_measure(size) for size in sizes]


def _measure(count: int) -> Grown:
    corpus = open_corpus(count, words=WORDS)
    # Once, not in every process that reads a share of it.
    corpus.survey()
    folder = WORKSHOP / "grown"
    built = build("ours", partial(ours.build, processes=2), corpus, folder)
    answers, answering = watched(answer_warm, corpus, folder)
    shutil.rmtree(folder)
    return Grown(built, answers, answering)
