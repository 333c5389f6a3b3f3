"""Asks our engine everything where no other is open, its caches full or empty."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from search.whoosh_engine.reading.snapshots import shared_cache
from tests.benchmarks import ours
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.memory import Peak, watched
from tests.benchmarks.queries import Kind, questions
from tests.benchmarks.timing import Figures, Timing, ask_in_turn, by_class, milliseconds

ROUNDS = 7
COLD_ROUNDS = 3
SECONDS_OF_REST = 0.5

Answers = dict[Kind, Figures]


@dataclass(frozen=True)
class States:
    """Answers with full and with emptied caches, of few and of many segments.

    memory: what the process takes that gives the warm answers.
    """

    warm: Answers
    cold: Answers
    crowded: Answers
    crowded_cold: Answers
    memory: Peak


def measure_states(corpus: Corpus, few: Path, many: Path) -> States:
    """Ask two indexes of the same articles, of few segments and of many."""
    warm, memory = watched(answer_warm, corpus, few)
    return States(
        warm=warm,
        cold=watched(answer_cold, corpus, few)[0],
        crowded=watched(answer_warm, corpus, many)[0],
        crowded_cold=watched(answer_cold, corpus, many)[0],
        memory=memory,
    )


def answer_warm(corpus: Corpus, folder: Path) -> Answers:
    """Ask all questions in turn, round after round."""
    peer = ours.Ours(folder, corpus)
    table = by_class(ask_in_turn([peer], questions(corpus), rounds=ROUNDS))
    # Whoever watches the memory sees what stays.
    time.sleep(SECONDS_OF_REST)
    peer.close()
    return table[peer.name]


def answer_cold(corpus: Corpus, folder: Path) -> Answers:
    """Ask all questions, each with emptied caches; the index itself stays open."""
    peer = ours.Ours(folder, corpus)
    timings = []
    for question in questions(corpus):
        answer = peer.prepare(question)
        if answer is None or question.kind is Kind.SNIPPETS:
            continue
        hits, times = answer(), []
        for _ in range(COLD_ROUNDS):
            shared_cache().clear()
            times.append(milliseconds(answer))
        timings.append(Timing(peer.name, question, tuple(times), hits))
    peer.close()
    return by_class(timings)[peer.name]
