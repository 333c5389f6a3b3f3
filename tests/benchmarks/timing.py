"""Asks engines the same questions in turn, and keeps the times."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.benchmarks.queries import Answer, Kind, Peer, Question

ROUNDS = 15
FEWEST_ROUNDS = 3
# A slow answer is asked for less often.
SECONDS_A_QUESTION = 2.0


@dataclass(frozen=True)
class Timing:
    """How long one engine took for one question, each time it was asked."""

    engine: str
    question: Question
    milliseconds: tuple[float, ...]
    hits: int


@dataclass(frozen=True)
class Figures:
    """The times of a class of questions in milliseconds, and all its hits."""

    median_ms: float
    p95_ms: float
    hits: int


Table = dict[str, dict[Kind, Figures]]


def ask_in_turn(
    peers: Sequence[Peer], questions: Iterable[Question], *, rounds: int = ROUNDS
) -> list[Timing]:
    """Ask every engine all questions in turn, round after round.

    The first answers do not count.
    """
    listed = list(questions)
    asked: list[tuple[str, Question, Answer, int]] = []
    for peer in peers:
        for question in listed:
            answer = peer.prepare(question)
            if answer is not None:
                asked.append((peer.name, question, answer, answer()))
    times: defaultdict[int, list[float]] = defaultdict(list)
    for turn in range(rounds):
        for place, (_, _, answer, _) in enumerate(asked):
            spent = sum(times[place]) / 1000
            if turn < FEWEST_ROUNDS or spent < SECONDS_A_QUESTION:
                times[place].append(milliseconds(answer))
    return [
        Timing(engine, question, tuple(times[place]), hits)
        for place, (engine, question, _, hits) in enumerate(asked)
    ]


def milliseconds(answer: Answer) -> float:
    """Return how long one answer takes."""
    begun = time.perf_counter()
    answer()
    return (time.perf_counter() - begun) * 1000


def by_class(timings: Iterable[Timing]) -> Table:
    """Sum up the times of each engine by class."""
    gathered: defaultdict[tuple[str, Kind], list[Timing]] = defaultdict(list)
    for timing in timings:
        gathered[timing.engine, timing.question.kind].append(timing)
    table: Table = defaultdict(dict)
    for (engine, kind), of_class in gathered.items():
        times = [time for timing in of_class for time in timing.milliseconds]
        hits = sum(timing.hits for timing in of_class)
        table[engine][kind] = Figures(statistics.median(times), p95(times), hits)
    return dict(table)


def p95(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 do not exceed."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]
