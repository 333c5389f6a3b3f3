"""Looks at what rules make of the first and last lines of all originals."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive.correcting.proposals import Lines, Proposal
from archive.correcting.reread import giving_way, lines_read
from archive.importing.built_in import current_rules, rules_with
from archive.importing.rules import RULES_VERSION, Ruled, RuleSet, apply_rules
from archive.models import Original, Rule

SECONDS_TO_LOOK = 5.0
ROWS_AT_ONCE = 2_000
EXAMPLES = 20
COLUMNS = (
    "article_id", "edges", "has_own_date", "article__read_by", "rules_version",
    "gave_way_to", "article__changed_at",
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A line that a rule takes."""

    article_id: int
    line: str
    gives: str
    taken_by: str  # the rule that took it until now, if one did


@dataclass
class Survey:
    """What rules take of the originals that were looked at, the newest first."""

    looked_at: int = 0
    total: int = 0
    taken: Counter[str] = field(default_factory=Counter)  # originals by rule
    taken_count: int = 0  # originals with a line of the rule watched
    examples: list[Example] = field(default_factory=list)  # of these lines
    taken_before: Counter[str] = field(default_factory=Counter)  # its lines, by rule
    differing: list[int] = field(default_factory=list)  # articles read otherwise
    older: list[int] = field(default_factory=list)  # read by older code: lines unknown
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def takers(self) -> list[tuple[str, int]]:
        """Which rules took the lines of the rule watched until now, and how many."""
        return self.taken_before.most_common()

    @property
    def to_read(self) -> list[int]:
        """The articles whose originals are to be read again."""
        return sorted(self.differing + self.older)

    @property
    def is_whole(self) -> bool:
        """Whether all originals were looked at."""
        return self.looked_at == self.total


def survey(
    rules: RuleSet,
    *,
    watched: Rule | None = None,
    seconds: float | None = None,
) -> Survey:
    """Look at what the rules take; watched: the rule among them to give examples of.

    seconds: how long to look, or until all are done.
    """
    begun, lines = time.monotonic(), Lines()
    originals = Original.objects.filter(is_current=True).order_by("-id")
    found = Survey(total=originals.count())
    for row in originals.values_list(*COLUMNS, named=True).iterator(ROWS_AT_ONCE):
        found.looked_at += 1
        if row.rules_version < RULES_VERSION:
            found.older.append(row.article_id)
        else:
            ruled = _ruled(row, rules)
            found.taken.update({taken.rule.name for taken in ruled.taken})
            if _differs(row, ruled):
                found.differing.append(row.article_id)
            _watch(found, row, ruled, watched=watched)
            lines.add(ruled)
        if seconds is not None and time.monotonic() - begun > seconds:
            break
    found.proposals = lines.proposals()
    return found


def look() -> Survey:
    """Look at what the rules in use take, for as long as a page can wait."""
    return survey(current_rules(), seconds=SECONDS_TO_LOOK)


def try_rule(rule: Rule) -> Survey:
    """Look at what a rule would take beside the others, stored or not."""
    others = Rule.objects.active().exclude(pk=rule.pk)
    rules = rules_with([*others, *([rule] if rule.is_active else [])])
    return survey(rules, watched=rule, seconds=SECONDS_TO_LOOK)


def _differs(row: Any, ruled: Ruled) -> bool:
    """Tell whether lines are read otherwise than they were, and no edits stand."""
    if lines_read(ruled.notes) == lines_read(row.article__read_by):
        return False
    gave_way_to: str = row.gave_way_to
    return gave_way_to != giving_way(ruled.notes, row.article__changed_at)


def _ruled(row: Any, rules: RuleSet) -> Ruled:
    return apply_rules(row.edges, rules=rules, wants_date=not row.has_own_date)


def _watch(found: Survey, row: Any, ruled: Ruled, *, watched: Rule | None) -> None:
    """Count which rules took the lines of the rule watched, and keep the first."""
    lines = [taken for taken in ruled.taken if taken.rule is watched]
    found.taken_count += bool(lines)
    for taken in lines:
        before = (rule for rule, line, _ in row.article__read_by if line == taken.line)
        taken_by = next(before, "")
        found.taken_before[taken_by] += 1
        if len(found.examples) < EXAMPLES:
            gives = taken.note[2]
            found.examples.append(Example(row.article_id, taken.line, gives, taken_by))
