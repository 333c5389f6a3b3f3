"""Reads dates from lines of text by patterns that a person writes.

A pattern is a line with DATE, or DAY, MONTH and YEAR, where the date stands:
"Filed: DAY.MONTH.YEAR *", in the notation of `importing.patterns`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.importing.dates import When
from archive.importing.patterns import (
    DATE_WORDS,
    Pattern,
    WrongPattern,
    parse,
    when_of,
)

MOST_PATTERNS = 20
SIGNS_LOOKED_AT = 300
# What is longer is a paragraph that happens to hold a date.
LONGEST_DATE_LINE = 120


class NoDate(Exception):
    """No line of a text is a date by any of the patterns; says why."""


@dataclass(frozen=True)
class DatePattern:
    """A pattern with a date in it."""

    pattern: Pattern

    @property
    def text(self) -> str:
        """The pattern as it was written."""
        return self.pattern.text

    def read(self, line: str) -> When | None:
        """Return the date that a line holds; None when the line is another one."""
        found = self.pattern.read(" ".join(line[:SIGNS_LOOKED_AT].split()))
        return when_of(found) if found else None


def parse_pattern(text: str) -> DatePattern:
    """Return a pattern ready for use, or raise WrongPattern."""
    pattern = parse(text, words=DATE_WORDS)
    if not pattern.words:
        raise WrongPattern(
            _(
                "Write DATE where the date stands, or DAY, MONTH and YEAR, each once "
                "and in capitals."
            )
        )
    return DatePattern(pattern)


def parse_patterns(lines: Iterable[str]) -> tuple[DatePattern, ...]:
    """Return the patterns that lines hold, in their order, or raise WrongPattern."""
    written = [line for line in lines if line.strip()]
    if len(written) > MOST_PATTERNS:
        raise WrongPattern(
            _("At most {count} patterns can be used at once.").format(
                count=MOST_PATTERNS
            )
        )
    return tuple(parse_pattern(line) for line in written)


def read_day(lines: Iterable[str], patterns: Iterable[DatePattern]) -> When:
    """Return the first date that a pattern finds, the first pattern first.

    Raises: NoDate.
    """
    texts = [line for line in lines if line.strip()]
    problem = None
    for pattern in patterns:
        for when in filter(None, map(pattern.read, texts)):
            if when.day:
                return when
            problem = problem or when.problem
    raise NoDate(str(problem.label) if problem else _("no line fits"))


def without_date_line(text: str, patterns: Iterable[DatePattern]) -> str:
    """Return a text without the first line of its own that a pattern reads as a day.

    A text that is nothing else stays as it is.
    """
    lines = text.split("\n")
    for pattern in patterns:
        for number, line in enumerate(lines):
            when = pattern.read(line) if len(line) <= LONGEST_DATE_LINE else None
            if when and when.day:
                left = "\n".join(lines[:number] + lines[number + 1 :])
                return re.sub(r"\n{3,}", "\n\n", left).strip() or text
    return text
