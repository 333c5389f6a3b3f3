"""Reads dates from lines of text by a pattern that a person writes.

A pattern is a line with DATE, or DAY, MONTH and YEAR, where the date stands, and *
for whatever else does: "Filed: DAY.MONTH.YEAR *".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from archive.importing.dates import MONTHS, When, read_date

LONGEST_PATTERN = 200
MOST_PATTERNS = 20
# Time grows with the line's length to the power of their number.
MOST_OPEN_ENDS = 2
SIGNS_LOOKED_AT = 300

PIECE = re.compile(r"(?<![A-Za-z])(?:DATE|DAY|MONTH|YEAR)(?![A-Za-z])|\*|\s+")
MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
READS = {
    "DATE": r"(?P<date>\S.{3,58}?\S)",
    "DAY": r"(?<!\d)(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?",
    "MONTH": rf"(?<!\d)(?P<month>\d{{1,2}}(?!\d)|(?:{MONTH_NAMES})\b\.?)",
    "YEAR": r"(?<!\d)(?P<year>\d{4}|['’]?\d\d)(?!\d)",
    "*": ".*?",
}


class WrongPattern(ValueError):
    """A pattern cannot be used; says what to write instead."""


class NoDate(Exception):
    """No line of a text is a date by any of the patterns; says why."""


@dataclass(frozen=True)
class DatePattern:
    """A pattern as it was written, and what it is compared with lines by."""

    text: str
    compiled: re.Pattern[str]

    def read(self, line: str) -> When | None:
        """Return the date that a line holds; None when the line is another one."""
        match = self.compiled.fullmatch(" ".join(line[:SIGNS_LOOKED_AT].split()))
        if match is None:
            return None
        parts = match.groupdict()
        if "date" in parts:
            return read_date(parts["date"])
        month = parts["month"].rstrip(".")
        number = int(month) if month.isdecimal() else MONTHS[month.lower()]
        year = _whole_year(parts["year"].lstrip("'’"))
        return read_date(f"{year:04}-{number}-{parts['day']}")


def parse_pattern(text: str) -> DatePattern:
    """Return a pattern ready for use, or raise WrongPattern."""
    words = " ".join(text.split())
    pieces = PIECE.findall(words)
    if len(words) > LONGEST_PATTERN:
        raise WrongPattern(f"A pattern has at most {LONGEST_PATTERN} signs.")
    named = sorted(piece for piece in pieces if piece.isalpha())
    if named not in (["DATE"], ["DAY", "MONTH", "YEAR"]):
        raise WrongPattern(
            "Write DATE where the date stands, or DAY, MONTH and YEAR, each once and "
            "in capitals."
        )
    if sum(piece in {"*", "DATE"} for piece in pieces) > MOST_OPEN_ENDS:
        raise WrongPattern(
            f"A pattern has at most {MOST_OPEN_ENDS} of * and DATE together."
        )
    return DatePattern(words, re.compile("".join(_compile(words)), re.IGNORECASE))


def parse_patterns(lines: Iterable[str]) -> tuple[DatePattern, ...]:
    """Return the patterns that lines hold, in their order, or raise WrongPattern."""
    written = [line for line in lines if line.strip()]
    if len(written) > MOST_PATTERNS:
        raise WrongPattern(f"At most {MOST_PATTERNS} patterns can be used at once.")
    return tuple(parse_pattern(line) for line in written)


def read_day(lines: Iterable[str], patterns: Iterable[DatePattern]) -> When:
    """Return the first date that a pattern finds, the first pattern first.

    Raises: NoDate.
    """
    texts = [line for line in lines if line.strip()]
    problem = ""
    for pattern in patterns:
        for when in filter(None, map(pattern.read, texts)):
            if when.day:
                return when
            problem = problem or when.problem
    raise NoDate(problem or "no line fits")


def _compile(words: str) -> Iterator[str]:
    """Yield the pattern piece by piece; a blank in it may be missing beside a *."""
    end = 0
    for piece in PIECE.finditer(words):
        yield re.escape(words[end : piece.start()])
        yield READS.get(piece[0], " ?" if "*" in _beside(words, piece) else " ")
        end = piece.end()
    yield re.escape(words[end:])


def _beside(words: str, piece: re.Match[str]) -> str:
    return words[max(piece.start() - 1, 0) : piece.end() + 1]


def _whole_year(digits: str) -> int:
    """Read two digits as the latest such year that is not to come."""
    year = int(digits)
    if len(digits) == 4:
        return year
    this_year = timezone.localdate(timezone.now()).year
    in_this_century = this_year // 100 * 100 + year
    return in_this_century if in_this_century <= this_year else in_this_century - 100
