"""Lists the names that the form's fields offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.advanced.form import LABELS
from search.completion.names import FoundName, most_used
from search.engine import IndexUnusable
from search.whoosh_engine import open_engine

AT_MOST = 100


def name_lists() -> Mapping[str, Sequence[FoundName]]:
    """Return the commonest names by field; none while there is no index."""
    try:
        found = most_used(LABELS.values(), open_engine(), limit=AT_MOST)
    except IndexUnusable:
        return {}
    return {name: found[label] for name, label in LABELS.items()}
