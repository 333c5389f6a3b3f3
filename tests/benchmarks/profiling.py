"""Says where the time of warm questions and of a build goes."""

from __future__ import annotations

import cProfile
import pstats
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import ROOT, ours
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.queries import Kind, Question

LINES = 12
ROUNDS = 5
ARTICLES = 4000


@dataclass(frozen=True)
class Line:
    """A function's own share of the time, from 0 to 1, and how often it was called."""

    name: str
    share: float
    calls: int


def of_questions(peer: ours.Ours, asked: Iterable[Question]) -> list[Line]:
    """Profile warm questions of all classes but snippets."""
    answers = [
        answer
        for question in asked
        if question.kind is not Kind.SNIPPETS and (answer := peer.prepare(question))
    ]
    for answer in answers:
        answer()

    def ask() -> None:
        for _ in range(ROUNDS):
            for answer in answers:
                answer()

    return profile(ask)


def of_build(corpus: Corpus) -> list[Line]:
    """Profile the building of a small index in one process."""
    with tempfile.TemporaryDirectory() as folder:
        return profile(lambda: ours.build(corpus.first(ARTICLES), Path(folder)))


def profile(work: Callable[[], None]) -> list[Line]:
    """Return the functions that take the most time themselves."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    stats = pstats.Stats(profiler)
    # The stubs do not know of these two, which the documentation names.
    functions: dict[tuple[str, int, str], tuple[int, int, float, float, object]]
    functions = vars(stats)["stats"]
    total: float = vars(stats)["total_tt"]
    ranked = sorted(functions.items(), key=lambda item: -item[1][2])
    return [
        Line(_name(where), own / total, calls)
        for where, (_, calls, own, *_) in ranked[:LINES]
    ]


def _name(where: tuple[str, int, str]) -> str:
    path, _, name = where
    if path == "~":
        return name.strip("<>").replace("built-in method ", "")
    place = Path(path)
    if place.is_relative_to(ROOT) and "site-packages" not in place.parts:
        return f"{place.relative_to(ROOT)}: {name}"
    return f"{place.stem}: {name}"
