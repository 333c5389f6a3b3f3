"""Finds what one version of a text has that another has not."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

# Comparing by words takes time by the square of their number.
MOST_WORDS_COMPARED = 2_000
WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Run:
    """A stretch of text that both versions have, or only one of them."""

    kind: Literal["same", "removed", "added"]
    text: str


Passage = tuple[Run, ...]


def compare(old: str, new: str) -> list[Passage]:
    """Return the passages that differ; lines that are the same are left out."""
    before, after = _lines(old), _lines(new)
    return [
        _compare_words("\n".join(before[a:b]), "\n".join(after[c:d]))
        for kind, a, b, c, d in difflib.SequenceMatcher(
            None, before, after
        ).get_opcodes()
        if kind != "equal"
    ]


def replaced(old: str, new: str) -> Passage:
    """Return the passage in which all of the old gives way to all of the new."""
    runs = (Run("removed", old), Run("added", new))
    return tuple(run for run in runs if run.text)


def _compare_words(old: str, new: str) -> Passage:
    before, after = WORD.findall(old), WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS_COMPARED:
        return replaced(old, new)
    runs: list[Run] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            runs.append(Run("same", "".join(before[a:b])))
        else:
            runs.extend(replaced("".join(before[a:b]), "".join(after[c:d])))
    return tuple(runs)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
