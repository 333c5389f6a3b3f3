"""Finds date lines that nobody could read, and the patterns that would."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.correcting.patterns import DatePattern, parse_pattern
from archive.correcting.subjects import find
from archive.importing.patterns import MONTH_NAMES

ARTICLES_LOOKED_AT = 500
LINES_LOOKED_AT = 3
LONGEST_LINE = 80
SHOWN_AT_MOST = 5

NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./ -])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
NAMED = re.compile(
    rf"(?<!\d)(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?P<gap>[\s.-]+))?"
    rf"(?P<month>(?:{MONTH_NAMES})\b\.?)"
    rf"(?(first)|\s(?P<then>\d{{1,2}})(?:st|nd|rd|th)?)(?P<comma>,?[\s-]+)"
    rf"(?P<year>\d{{4}}|['’]?\d\d)(?!\d)",
    re.IGNORECASE,
)
MONTHS_A_YEAR = 12
CAPITALS = re.compile(r"\b(?:DATE|DAY|MONTH|YEAR)\b")


@dataclass(frozen=True)
class Suggestion:
    """A pattern, the number of lines it reads, and one of them."""

    pattern: str
    count: int
    example: str
    is_certain: bool  # whether some line shows which number is the day


def suggest(ids: Sequence[int]) -> list[Suggestion]:
    """Suggest patterns for the articles, looking at the first few hundred.

    Where some lines can be read with one number as the day only, so are the others.
    """
    found = find(ids[:ARTICLES_LOOKED_AT], (), reads_text=True)
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    proven: set[str] = set()
    for _, entry in sorted(found.items()):
        line, patterns = next(_date_lines(entry.subject.lines), ("", ()))
        if len(patterns) == 1:
            proven.update(patterns)
        counts.update(patterns)
        for pattern in patterns:
            examples.setdefault(pattern, line)
    shapes = {_shape(pattern) for pattern in proven}
    return [
        Suggestion(pattern, count, examples[pattern], is_certain=pattern in proven)
        for pattern, count in counts.most_common()
        if pattern in proven or _shape(pattern) not in shapes
    ][:SHOWN_AT_MOST]


def _date_lines(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the first lines that hold a date, with the patterns that may read them."""
    filled = (" ".join(line.split()) for line in lines if line.strip())
    for line in islice(filled, LINES_LOOKED_AT):
        if len(line) <= LONGEST_LINE and (patterns := date_patterns(line)):
            yield line, patterns


def date_patterns(line: str) -> tuple[str, ...]:
    """Return the patterns that read a line as a day that there is."""
    read = ((pattern.text, pattern.read(line)) for pattern in _written(line))
    return tuple(text for text, when in read if when and when.day)


def _written(line: str) -> tuple[DatePattern, ...]:
    """Return the line with words in the place of its date, in each way it may be."""
    if match := NAMED.search(line):
        gap, comma = match["gap"] or "", match["comma"]
        day_first = f"DAY{gap}MONTH{comma}YEAR"
        words = day_first if match["first"] else f"MONTH DAY{comma}YEAR"
        return (_around(line, match, words),)
    match = NUMBERS.search(line)
    if match is None:
        return ()
    first, mark, second, _ = match.groups()
    ways = (
        (second, f"DAY{mark}MONTH{mark}YEAR"),
        (first, f"MONTH{mark}DAY{mark}YEAR"),
    )
    return tuple(
        _around(line, match, way)
        for month, way in ways
        if 0 < int(month) <= MONTHS_A_YEAR
    )


def _around(line: str, match: re.Match[str], words: str) -> DatePattern:
    """Put words in the place of a date; what else has numbers may be anything."""
    around = line[: match.start()], line[match.end() :]
    kept = [
        # A label that is DATE in capitals would be read as one.
        "*" if re.search(r"[\d*\[\]{}]", text) else CAPITALS.sub(_small, text)
        for text in around
    ]
    return parse_pattern(f"{kept[0]}{words}{kept[1]}")


def _small(word: re.Match[str]) -> str:
    return word[0].lower()


def _shape(pattern: str) -> str:
    """Return what patterns share that differ in which number is the day."""
    return pattern.replace("DAY", "MONTH")
