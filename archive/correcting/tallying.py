"""Counts what a correction would change, and names what it would leave alone."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive.changes import Facts
from archive.correcting.planning import Plan

NAMED_AT_MOST = 20


@dataclass
class Tally:
    """What the plans of all batches come to."""

    reasons: Counter[str] = field(default_factory=Counter)
    named: list[tuple[int, str]] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)  # articles, by what is altered
    kept: list[tuple[int, Facts]] = field(default_factory=list)
    new: dict[str, None] = field(default_factory=dict)  # names of labels to be made

    def add(self, plan: Plan) -> None:
        """Count the plan of a batch."""
        self.reasons.update(plan.left.values())
        so = plan.already_so
        why = [entry for entry in plan.left.items() if entry[0] not in so]
        self.named += why[: NAMED_AT_MOST - len(self.named)]
        self.kept += plan.kept.items()
        for wanted in plan.wanted.values():
            self.facts.update(wanted.keys())
            for name in wanted.keys() & {"credits", "tags"}:
                self.new |= {pair[1]: None for pair in wanted[name] if not pair[0]}
            if (pair := wanted.get("source")) and not pair[0]:
                self.new[pair[1]] = None

    def as_json(self) -> dict[str, Any]:
        """Return it as the database keeps it."""
        return {
            "reasons": dict(self.reasons),
            "named": self.named,
            "facts": dict(self.facts),
            "kept": self.kept,
            "new": list(self.new),
        }
