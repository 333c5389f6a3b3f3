"""Turns the header and trailer lines of an article into what they say of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from archive.importing.crediting import read_names
from archive.importing.dates import Problem, When, is_date_like
from archive.importing.patterns import when_of
from archive.importing.trailers import DECORATION, LONGEST_LINE, trailer_left
from archive.models.rules import Rule
from archive.text import digest

# Raised when the code reads lines in another way: originals say which one read them.
RULES_VERSION = 2
LINES_LOOKED_AT = 3
MOST_TAKEN = 3
# As deep as rules can get, since each line that is taken brings the next one up.
EDGE_LINES = LINES_LOOKED_AT + MOST_TAKEN - 1
TOO_LONG = "..."  # stands for a line that no rule looks at; no pattern fits it
MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What a rule made of one line."""

    rule: Rule
    line: str
    when: When | None = None
    credits: tuple[str, ...] = ()
    section: str = ""
    byline: str = ""

    @property
    def note(self) -> list[str]:
        """The rule's name, the line, and what it gave, as the database keeps them."""
        given = [self.section, self.byline, ", ".join(self.credits)]
        if self.when is not None:
            moment = self.when.moment or self.when.day
            given.append(moment.isoformat() if moment else str(self.when.problem))
        return [self.rule.name, self.line, "; ".join(filter(None, given))]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A text without the lines that rules took, and what they gave."""

    text: str
    taken: tuple[Taken, ...] = ()
    trailer_left: str = ""

    @property
    def when(self) -> When | None:
        """The date that a line gave, or why it gave none."""
        return next((taken.when for taken in self.taken if taken.when), None)

    @property
    def date_line(self) -> str:
        """The line that the date stands in."""
        return next((taken.line for taken in self.taken if taken.when), "")

    @property
    def credits(self) -> tuple[str, ...]:
        """The names of all lines, in their order, each once."""
        names = (name for taken in self.taken for name in taken.credits)
        return tuple(dict.fromkeys(names))

    @property
    def section(self) -> str:
        """The section that a line gave."""
        return next((taken.section for taken in self.taken if taken.section), "")

    @property
    def byline(self) -> str:
        """The byline that a line gave."""
        return next((taken.byline for taken in self.taken if taken.byline), "")

    @property
    def notes(self) -> list[list[str]]:
        """What the database keeps of how it was read."""
        return [taken.note for taken in self.taken]


class RuleSet:
    """The rules that texts are read by.

    known: the keys of the names that they know beside those of news agencies.
    """

    def __init__(
        self, rules: Iterable[Rule], *, known: frozenset[str] = frozenset()
    ) -> None:
        ordered = sorted(rules, key=lambda rule: rule.order)
        self._known = known
        # Of the rules alone: reading again by them makes more names known.
        self.digest = digest(*(part for rule in ordered for part in rule.reading))
        # By place, and whether a date is still wanted.
        self._rules = {
            (place, wants_date): [
                rule
                for rule in ordered
                if rule.place == place and (wants_date or not rule.gives_date)
            ]
            for place in Rule.Place.values
            for wants_date in (True, False)
        }
        # The same few lines stand in thousands of texts.
        self._remembered: dict[tuple[str, bool, str], Taken | None] = {}

    def has_rules(self, place: str, *, wants_date: bool) -> bool:
        """Tell whether any rule could take a line."""
        return bool(self._rules[place, wants_date])

    def read(self, line: str, *, place: str, wants_date: bool) -> Taken | None:
        """Return what the first rule that fits makes of a line.

        line: its blanks evened out. A rule that reads a day goes before one that can
        only say why there is none.
        """
        key = place, wants_date, line
        if key not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = self._first(line, place, wants_date=wants_date)
        return self._remembered[key]

    def _first(self, line: str, place: str, *, wants_date: bool) -> Taken | None:
        unsure = None
        for taken in self._taking(line, place, wants_date=wants_date):
            if not (taken.when and taken.when.problem):
                return taken
            unsure = unsure or taken
        return unsure

    def _taking(self, line: str, place: str, *, wants_date: bool) -> Iterator[Taken]:
        words = line.strip(DECORATION)
        if not words or len(line) > LONGEST_LINE:
            return
        for rule in self._rules[place, wants_date]:
            if taken := _take(rule, words, line=line, known=self._known):
                yield taken


def apply_rules(text: str, *, rules: RuleSet, wants_date: bool) -> Ruled:
    """Take header and trailer lines out of a cleaned text."""
    lines = text.split("\n")
    headers = _strip(lines, "header", rules=rules, wants_date=wants_date)
    wants_date = wants_date and not any(taken.when for taken in headers)
    trailers = _strip(lines, "trailer", rules=rules, wants_date=wants_date)
    rest = "\n".join(lines)
    return Ruled(rest, (*headers, *reversed(trailers)), trailer_left(rest))


def edges_of(text: str) -> str:
    """Return the lines of a cleaned text that rules can ever look at.

    Applied to them, rules take the same lines as of the whole text.
    """
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    if len(lines) > 2 * EDGE_LINES:
        lines = lines[:EDGE_LINES] + lines[-EDGE_LINES:]
    edges = (" ".join(line.split()) for line in lines)
    return "\n".join(e if len(e) <= LONGEST_LINE else TOO_LONG for e in edges)


def _strip(
    lines: list[str], place: str, *, rules: RuleSet, wants_date: bool
) -> list[Taken]:
    """Remove the outermost lines that rules take, from outside inwards."""
    found: list[Taken] = []
    while len(found) < MOST_TAKEN and rules.has_rules(place, wants_date=wants_date):
        taken = _strip_one(lines, place, rules=rules, wants_date=wants_date)
        if taken is None:
            break
        found.append(taken)
        wants_date = wants_date and taken.when is None
    return found


def _strip_one(
    lines: list[str], place: str, *, rules: RuleSet, wants_date: bool
) -> Taken | None:
    """Remove the first of the outermost lines that a rule takes."""
    count = len(lines)
    order = range(count) if place == "header" else range(count - 1, -1, -1)
    filled = (n for n in order if lines[n] and not lines[n].isspace())
    for number in islice(filled, LINES_LOOKED_AT):
        line = " ".join(lines[number].split())
        if taken := rules.read(line, place=place, wants_date=wants_date):
            del lines[number]
            return taken
    return None


def _take(rule: Rule, words: str, *, line: str, known: frozenset[str]) -> Taken | None:
    """Return what a rule makes of a line, if it is one of its lines."""
    found = rule.ready.read(words)
    if found is None:
        return None
    when = when_of(found)
    if when is None and rule.gives_date:
        # Its label says that a date is meant.
        if not (rule.ready.has_label and is_date_like(found["DATE"])):
            return None
        when = When(problem=Problem.UNREADABLE)
    names: tuple[str, ...] = ()
    if "NAMES" in found:
        names = read_names(
            found["NAMES"], known=known, known_only=rule.known_names_only
        )
        if not names:
            return None
    return Taken(
        rule,
        line,
        when=when,
        credits=(*names, *([rule.credit] if rule.credit else [])),
        section=found.get("SECTION", ""),
        byline=found.get("BYLINE", ""),
    )
