"""Turns the header and trailer lines of an article into its date and credits."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from archive.importing import agencies
from archive.importing.dates import When, is_date_like, read_date

# Raised with every change of the rules: originals say which rules read them.
RULES_VERSION = 1
LINES_LOOKED_AT = 3
LONGEST_LINE = 160
MOST_NAMES = 6
MOST_WORDS_OF_A_NAME = 5

DECORATION = " \t\u00a0()[]*_-–—~•|.,;:"
BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*", re.IGNORECASE)
SMALL_WORDS = frozenset(
    ("of", "the", "de", "la", "le", "du", "der", "die", "for", "in")
)
# What a person would call a trailer, though no rule can say what it gives.
LIKE_A_TRAILER = re.compile(
    r"""(?: (?:based\son | source s? | courtesy | compiled | copyright | © | edited
          | (?:first|originally)\spublished | (?:additional\s)?reporting\sby
          | editing\sby | writing\sby | with\s.*\binputs?)\b.*
      | (?:\S+\s){0,7} reports? )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that is data: where it stands, how it is written, what its group gives."""

    name: str
    place: Literal["header", "trailer"]
    pattern: re.Pattern[str]
    needs_known_names: bool = False  # too short to be sure of any other name
    takes_broken_dates: bool = False  # its label says that a date is meant


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


REPORT = "(?:reports?|inputs?|stor(?:y|ies)|dispatch(?:es)?)"
ARTICLE = "(?:an? )?"
RULES = (
    Rule(
        "labelled date",
        "header",
        _pattern(r"(?:dated?|(?:published|posted)(?: on| at)?) ?[:=]? ?(?P<date>.+)"),
        takes_broken_dates=True,
    ),
    Rule("date alone", "header", _pattern(r"(?P<date>.+)")),
    Rule(
        "based on reports from NAMES",
        "trailer",
        _pattern(rf"based on {ARTICLE}{REPORT} (?:by|from|of) {ARTICLE}(?P<names>.+)"),
    ),
    Rule(
        "based on NAMES report",
        "trailer",
        _pattern(rf"based on {ARTICLE}(?P<names>.+?)(?: news agency)? {REPORT}"),
    ),
    Rule(
        "with inputs from NAMES",
        "trailer",
        _pattern(rf"(?:with )?(?:agency )?inputs? (?:from|by) {ARTICLE}(?P<names>.+)"),
    ),
    Rule(
        "NAMES reports",
        "trailer",
        _pattern(rf"(?P<names>.+) {REPORT}"),
        needs_known_names=True,
    ),
    Rule(
        "source: NAMES",
        "trailer",
        _pattern(r"(?:sources?|credits?|courtesy|agency|via) ?[:–—-]? ?(?P<names>.+)"),
        needs_known_names=True,
    ),
    Rule(
        "NAMES alone",
        "trailer",
        _pattern(r"(?P<names>.+)"),
        needs_known_names=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a rule made of one line."""

    rule: Rule
    line: str
    when: When | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruled:
    """A text without the lines that rules took, and what they gave."""

    text: str
    header: Taken | None = None
    trailers: tuple[Taken, ...] = ()
    trailer_left: str = ""

    @property
    def credits(self) -> tuple[str, ...]:
        """The names of all trailers, in their order, each once."""
        names = (name for taken in self.trailers for name in taken.credits)
        return tuple(dict.fromkeys(names))


def apply_rules(text: str, *, wants_date: bool) -> Ruled:
    """Take header and trailer lines out of a cleaned text."""
    lines = text.split("\n")
    header = _take(lines, read_header, from_end=False) if wants_date else None
    trailers: list[Taken] = []
    while len(trailers) < LINES_LOOKED_AT:
        taken = _take(lines, read_trailer, from_end=True)
        if taken is None:
            break
        trailers.insert(0, taken)
    last = next((line for line in reversed(lines) if line.strip()), "")
    left = " ".join(last.split()) if is_like_a_trailer(last) else ""
    return Ruled("\n".join(lines), header, tuple(trailers), left)


def read_header(line: str) -> Taken | None:
    """Return what the first header rule that fits makes of a line."""
    for rule, match in _fitting("header", line):
        text = match["date"]
        when = read_date(text)
        if when is None and rule.takes_broken_dates and is_date_like(text):
            when = When(problem="cannot be read as a day")
        if when is not None:
            return Taken(rule, " ".join(line.split()), when=when)
    return None


def read_trailer(line: str) -> Taken | None:
    """Return what the first trailer rule that fits makes of a line."""
    for rule, match in _fitting("trailer", line):
        credits = _read_names(match["names"], known_only=rule.needs_known_names)
        if credits:
            return Taken(rule, " ".join(line.split()), credits=credits)
    return None


def is_like_a_trailer(line: str) -> bool:
    """Tell whether a line that no rule took looks as if one should."""
    words = " ".join(line.split())
    return len(words) <= LONGEST_LINE and bool(
        LIKE_A_TRAILER.fullmatch(words.strip(DECORATION))
    )


def _fitting(place: str, line: str) -> list[tuple[Rule, re.Match[str]]]:
    if len(line.strip()) > LONGEST_LINE:
        return []
    words = " ".join(line.split()).strip(DECORATION)
    found = ((rule, rule.pattern.fullmatch(words)) for rule in RULES)
    return [(rule, match) for rule, match in found if match and rule.place == place]


def _take(
    lines: list[str], read: Callable[[str], Taken | None], *, from_end: bool
) -> Taken | None:
    """Read the outermost lines with rules; leave out the first that one takes."""
    order = reversed(range(len(lines))) if from_end else range(len(lines))
    filled = (
        number for number in order if not lines[number].isspace() and lines[number]
    )
    for number in islice(filled, LINES_LOOKED_AT):
        if taken := read(lines[number]):
            del lines[number]
            return taken
    return None


def _read_names(text: str, *, known_only: bool) -> tuple[str, ...]:
    """Read a list of names; nothing when one of them cannot be a name."""
    parts = (part.strip(DECORATION) for part in BETWEEN_NAMES.split(text))
    written = [part.removeprefix("the ") for part in parts if part]
    known = [agencies.known_spelling(re.sub("^(?i:the) ", "", n)) for n in written]
    unknown = [name for name, agency in zip(written, known, strict=True) if not agency]
    if len(written) > MOST_NAMES or (known_only and unknown):
        return ()
    if not all(map(_is_like_a_name, unknown)):
        return ()
    names = (agency or name for name, agency in zip(written, known, strict=True))
    return tuple(dict.fromkeys(names))


def _is_like_a_name(name: str) -> bool:
    words = name.split()
    return len(words) <= MOST_WORDS_OF_A_NAME and all(
        not word[0].islower() or word in SMALL_WORDS for word in words
    )
