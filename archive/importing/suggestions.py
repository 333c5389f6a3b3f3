"""Finds the first and last lines that many files share, for new rules."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.importing.built_in import current_rules
from archive.importing.careful import read_files
from archive.importing.cleaning import clean_text
from archive.importing.files import find_files
from archive.importing.records import Record
from archive.importing.rules import RuleSet, Taken
from archive.importing.trailers import LONGEST_LINE

MOST_SUGGESTED = 40
FEWEST_FILES = 2
DIGITS = re.compile(r"\d")
# A capital after the first word is taken for a name.
NAMES = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*)*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line that many files share."""

    verb: str  # begin or end; "like" when the lines differ in numbers and names
    example: str
    meaning: str
    count: int

    def __str__(self) -> str:
        files = "file" if self.count == 1 else "files"
        return f"{self.count:,} {files} {self.verb} “{self.example}”: {self.meaning}"


def suggest_rules(paths: Sequence[Path]) -> list[Suggestion]:
    """Return the lines that most files share; reads the files and stores nothing."""
    counts: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], str] = {}
    varied: set[tuple[str, str, str]] = set()
    rules = current_rules()
    for _, record in read_files(find_files(paths)):
        if isinstance(record, Record):
            for verb, line, meaning in _edges(record, rules=rules):
                shape = verb, _shape(line), meaning
                counts[shape] += 1
                if examples.setdefault(shape, line) != line:
                    varied.add(shape)
    return [
        Suggestion(
            f"{shape[0]} like" if shape in varied else shape[0],
            examples[shape],
            shape[2],
            count,
        )
        for shape, count in counts.most_common(MOST_SUGGESTED)
        if count >= FEWEST_FILES
    ]


def _edges(record: Record, *, rules: RuleSet) -> Iterator[tuple[str, str, str]]:
    lines = [" ".join(line.split()) for line in clean_text(record.body).split("\n")]
    filled = [line for line in lines if line]
    if not filled:
        return
    edges = [("end", "trailer", filled[-1])]
    if record.published_on is None:
        edges.insert(0, ("begin", "header", filled[0]))
    for verb, place, line in edges:
        if len(line) <= LONGEST_LINE:
            taken = rules.read(line, place=place, wants_date=True)
            yield verb, line, _meaning(taken)


def _meaning(taken: Taken | None) -> str:
    if taken is None:
        return "no rule takes it"
    if taken.when and taken.when.problem:
        return f"a date, but {taken.when.problem}"
    given = ["a date"] if taken.when else []
    given += [f"credit {', '.join(taken.credits)}"] if taken.credits else []
    given += filter(None, [taken.section, taken.byline])
    return ", ".join(given) or "nothing: the line is left out"


def _shape(line: str) -> str:
    """Return what lines that differ in numbers and names have in common."""
    return NAMES.sub("N", DIGITS.sub("9", line)).casefold()
