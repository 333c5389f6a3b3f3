"""Says which words a query marks in the texts it finds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from itertools import islice, product

from search.answers import Marks
from search.language.tree import (
    AtLeast,
    First,
    Fuzzy,
    In,
    Near,
    Node,
    NotNear,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    SameSentence,
    Wildcard,
    Word,
)
from search.whoosh_engine.reading.scan import BudgetSpent, Scan
from search.whoosh_engine.reading.steps import Path, Step, paths_of

# Of the words that a wildcard stands for, so many are marked.
WORDS_A_STEP = 2_000
# Of the ways to spell a phrase of compounds, so many.
RUNS_A_PHRASE = 16


def marks_of(scan: Scan, nodes: Iterable[Node]) -> Marks:
    """Return what some wanted parts of a query mark."""
    words: set[str] = set()
    phrases: dict[tuple[frozenset[str], ...], None] = {}
    for path in (path for node in nodes for path in _paths(node)):
        steps = tuple(_texts(scan, step) for step in path)
        if len(steps) == 1:
            words |= steps[0]
        else:
            phrases[steps] = None
    return Marks(frozenset(words), tuple(phrases))


def _paths(node: Node) -> list[Path]:
    """Return the runs of words that a part of a query marks."""
    match node:
        case Word() | Prefix() | Wildcard() | Fuzzy():
            return paths_of(node, any_form=True)
        case Phrase(parts, any_form):
            several = [paths_of(part, any_form=any_form) for part in parts]
            chosen = islice(product(*filter(None, several)), RUNS_A_PHRASE)
            return [tuple(step for path in paths for step in path) for paths in chosen]
        case In(_, inner) | AtLeast(_, inner) | First(_, inner) | NotNear(inner):
            return _paths(inner)
        case Near(left, right) | SameSentence(left, right) | SameParagraph(left, right):
            return _paths(left) + _paths(right)
        case Or(nodes):
            return [path for part in nodes for path in _paths(part)]
        case _:
            return []


def _texts(scan: Scan, step: Step) -> frozenset[str]:
    """Return the words a step stands for in any segment, as they are written."""
    found: set[str] = set()
    # What cannot be read any more is found all the same, only not marked.
    with contextlib.suppress(BudgetSpent):
        for segment in scan.snapshot.segments:
            if len(found) < WORDS_A_STEP:
                words = scan.words(segment, step)[:WORDS_A_STEP]
                found.update(segment.words.plain_many(words))
    return frozenset(found)
