"""The notation in which people write how a line looks.

A pattern is a line with words in capitals where something is to be read (DATE, or DAY,
MONTH and YEAR; NAMES, SECTION, BYLINE), `*` for whatever else stands there, `[of|by]`
for what may be missing and `{report|story}` for one of several: "based on [a|an] NAMES
{report|story}". Case does not matter, and a blank may be missing beside a mark.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.importing.dates import MONTHS, When, read_date

LONGEST_PATTERN = 200
# Time grows with the line's length to the power of their number, times the ways.
MOST_OPEN_ENDS = 2
MOST_WAYS = 32

MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
READS = {
    "DATE": r"(?P<DATE>\S(?:.{0,58}?\S)?)",
    "DAY": r"(?<!\d)(?P<DAY>\d{1,2})(?!\d)(?:st|nd|rd|th)?",
    "MONTH": rf"(?<!\d)(?P<MONTH>\d{{1,2}}(?!\d)|(?:{MONTH_NAMES})\b\.?)",
    "YEAR": r"(?<!\d)(?P<YEAR>\d{4}|['’]?\d\d)(?!\d)",
    "NAMES": r"(?P<NAMES>\S.*?)",
    "SECTION": r"(?P<SECTION>\S.*?)",
    "BYLINE": r"(?P<BYLINE>\S.*?)",
    "*": ".*?",
}
DAY_WORDS = frozenset({"DAY", "MONTH", "YEAR"})
DATE_WORDS = DAY_WORDS | {"DATE"}
ALL_WORDS = frozenset(READS) - {"*"}
OPEN_ENDED = frozenset(READS) - DAY_WORDS
# Between two letters a blank must stand; it is taken where one does.
BLANK = r"(?> |(?<![^\W\d_])|(?![^\W\d_]))"
PIECE = re.compile(
    rf"(?P<word>(?<![A-Za-z])(?:{'|'.join(ALL_WORDS)})(?![A-Za-z]))"
    r"|(?P<open>\*)|(?P<blank>\s+)"
    r"|\[(?P<optional>[^][{}]*)\]|\{(?P<one_of>[^][{}]*)\}|(?P<stray>[][{}])"
)


class WrongPattern(ValueError):
    """A pattern cannot be used; says what to write instead."""


@dataclass(frozen=True)
class Pattern:
    """A pattern as it was written, and what it is compared with lines by."""

    text: str
    compiled: re.Pattern[str]
    words: frozenset[str]  # those in capitals
    has_label: bool  # whether letters stand in it besides

    def read(self, line: str) -> dict[str, str] | None:
        """Return what stands in the place of its words; None for another line.

        line: its blanks evened out, and not long.
        """
        match = self.compiled.fullmatch(line)
        return match.groupdict() if match else None


def parse(text: str, *, words: Collection[str] = ALL_WORDS) -> Pattern:
    """Return a pattern ready for use, or raise WrongPattern.

    words: those that mean something; other words in capitals are what they are.
    """
    line = " ".join(text.split())
    if len(line) > LONGEST_PATTERN:
        said = _("A pattern has at most {count} signs.")
        raise WrongPattern(said.format(count=LONGEST_PATTERN))
    pieces = list(PIECE.finditer(line))
    named = [piece["word"] for piece in pieces if piece["word"] in words]
    if len(named) > len(set(named)):
        raise WrongPattern(_("Each word in capitals can be read once only."))
    days = DAY_WORDS.intersection(named)
    if days and (days != DAY_WORDS or "DATE" in named):
        raise WrongPattern(_("A date is DATE, or all of DAY, MONTH and YEAR."))
    parts = list(_compile(line, words=words))
    if sum(part.ends for part in parts) > MOST_OPEN_ENDS:
        said = _(
            "A pattern has at most {count} of * and words in capitals together; "
            "DAY, MONTH and YEAR do not count."
        )
        raise WrongPattern(said.format(count=MOST_OPEN_ENDS))
    ways = 1
    for part in parts:
        ways *= part.ways
    if ways > MOST_WAYS:
        said = _("This can be read in too many ways: use fewer brackets.")
        raise WrongPattern(said)
    whole = re.compile("".join(part.expression for part in parts), re.IGNORECASE)
    label = any(part.has_letters for part in parts)
    if not label and not named:
        raise WrongPattern(_("Write some words of the line."))
    return Pattern(line, whole, frozenset(named), label)


def when_of(found: dict[str, str]) -> When | None:
    """Return the date among what a pattern read; None when it is none."""
    if "DATE" in found:
        return read_date(found["DATE"])
    if "DAY" not in found:
        return None
    month = found["MONTH"].rstrip(".")
    number = int(month) if month.isdecimal() else MONTHS[month.lower()]
    year = _whole_year(found["YEAR"].lstrip("'’"))
    return read_date(f"{year:04}-{number}-{found['DAY']}")


@dataclass(frozen=True)
class _Part:
    """A piece of a pattern as a regular expression, and what it may cost."""

    expression: str
    ends: int = 0  # how many may end anywhere
    ways: int = 1  # in how many ways it may read the same signs
    has_letters: bool = False


def _compile(line: str, *, words: Collection[str]) -> Iterator[_Part]:
    end = 0
    for piece in PIECE.finditer(line):
        yield _literal(line[end : piece.start()])
        yield _part(piece, words=words)
        end = piece.end()
    yield _literal(line[end:])


def _literal(text: str) -> _Part:
    return _Part(re.escape(text), has_letters=any(map(str.isalnum, text)))


def _part(piece: re.Match[str], *, words: Collection[str]) -> _Part:
    if piece["stray"]:
        # Translators: the brackets stay; {{ and }} give one of each.
        said = _(
            "“{bracket}” stands alone: write [what may be missing] or "
            "{{one|another}}, and no bracket within another."
        )
        raise WrongPattern(said.format(bracket=piece["stray"]))
    if piece["blank"]:
        return _Part(BLANK)
    if piece["optional"] is not None:
        return _choice(piece["optional"], may_be_missing=True)
    if piece["one_of"] is not None:
        return _choice(piece["one_of"], may_be_missing=False)
    name = piece[0]
    if piece["word"] and name not in words:
        return _literal(name)
    return _Part(READS[name], ends=int(name in OPEN_ENDED))


def _choice(text: str, *, may_be_missing: bool) -> _Part:
    choices = [choice.strip() for choice in text.lower().split("|")]
    choices.sort(key=len, reverse=True)  # as much as there is, rather than less
    if not all(choices):
        raise WrongPattern(_("Something is missing within a bracket."))
    parts = [list(_compile(choice, words=())) for choice in choices]
    either = "|".join("".join(p.expression for p in part) for part in parts)
    ends = sum(p.ends for part in parts for p in part)
    alike = max(sum(c.startswith(other) for other in choices) for c in choices)
    return _Part(
        f"(?:{either})" + "?" * may_be_missing,
        ends=ends,
        ways=(len(choices) if ends else alike) + may_be_missing,
        has_letters=not may_be_missing
        and all(any(p.has_letters for p in part) for part in parts),
    )


def _whole_year(digits: str) -> int:
    """Read two digits as the latest such year that is not to come."""
    year = int(digits)
    if len(digits) == 4:
        return year
    this_year = timezone.localdate(timezone.now()).year
    in_this_century = this_year // 100 * 100 + year
    return in_this_century if in_this_century <= this_year else in_this_century - 100
