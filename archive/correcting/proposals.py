"""Proposes rules for the lines that many texts begin or end with."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from archive.correcting.suggestions import date_patterns
from archive.importing.patterns import MOST_OPEN_ENDS, WrongPattern, parse
from archive.importing.rules import TOO_LONG, Ruled

PROPOSED_AT_MOST = 8
FEWEST = 3
# A capital after the first word is taken for a name; names and numbers differ.
NAME = r"[A-ZÀ-Þ][\w.'’-]*"
VARYING = re.compile(rf"(?<=\s){NAME}(?:,?\s(?:and\s|&\s)?{NAME})*|\d+|[][{{}}*]")
STARS = re.compile(r"\*(?:[\s,.:/-]*\*)+")


@dataclass(frozen=True)
class Proposal:
    """A pattern for lines that no rule takes, how many there are, and one of them."""

    place: str
    pattern: str
    count: int
    example: str


@dataclass
class Lines:
    """The outermost lines of texts that no rule takes, by what they have in common."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, ruled: Ruled) -> None:
        """Count what rules left of a text, and dates that they could not read."""
        edges = ruled.text.split("\n")
        if ruled.when and ruled.when.problem:
            for pattern in date_patterns(ruled.date_line):
                self._count("header", pattern, line=ruled.date_line)
        else:
            self._count("header", "", line=edges[0])
        if len(edges) > 1:
            self._count("trailer", "", line=edges[-1])

    def proposals(self) -> list[Proposal]:
        """Return patterns for the commonest lines."""
        found = (
            Proposal(place, pattern, count, self.examples[place, pattern])
            for (place, pattern), count in self.counts.most_common()
            if count >= FEWEST and _can_be_used(pattern)
        )
        return list(islice(found, PROPOSED_AT_MOST))

    def _count(self, place: str, pattern: str, *, line: str) -> None:
        if line and line != TOO_LONG:
            key = place, pattern or STARS.sub("*", VARYING.sub("*", line))
            self.counts[key] += 1
            self.examples.setdefault(key, line)


def _can_be_used(pattern: str) -> bool:
    try:
        return pattern.count("*") <= MOST_OPEN_ENDS and parse(pattern).has_label
    except WrongPattern:
        return False
