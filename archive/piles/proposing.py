"""Proposes rules for the lines that the files of one import share."""

from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path

from archive.correcting.proposals import Lines, Proposal
from archive.importing.built_in import current_rules
from archive.importing.careful import read_files
from archive.importing.cleaning import clean_text
from archive.importing.files import find_files
from archive.importing.records import Record
from archive.importing.rules import apply_rules, edges_of

# More tell nothing new, and are read a second time for this alone.
MOST_RECORDS = 2_000


def propose(
    paths: Sequence[Path], *, wanted: Collection[str] | None = None
) -> list[Proposal]:
    """Return rules for first and last lines that no rule takes, the commonest first."""
    files = (f for f in find_files(paths) if wanted is None or f.location in wanted)
    rules, lines = current_rules(), Lines()
    for _, found in islice(read_files(files), MOST_RECORDS):
        if isinstance(found, Record):
            edges, is_dated = edges_of(clean_text(found.body)), bool(found.published_on)
            lines.add(apply_rules(edges, rules=rules, wants_date=not is_dated))
    return lines.proposals()
