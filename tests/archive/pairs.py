"""Pairs of copies, as comparing every text with every other one finds them."""

import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path
from typing import Any

from archive.importing.likeness import are_copies, wording_of
from archive.models import Article
from archive.text import digest
from tests.factories import write_lines

Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Agreement:
    """How two ways of finding pairs agree."""

    true: Pairs
    found: Pairs

    @property
    def precision(self) -> float:
        """The share of the pairs found that are true."""
        return len(self.true & self.found) / len(self.found)

    @property
    def recall(self) -> float:
        """The share of the true pairs that were found."""
        return len(self.true & self.found) / len(self.true)

    def without(self, pairs: Pairs) -> "Agreement":
        """Leave some pairs out."""
        return Agreement(self.true - pairs, self.found - pairs)


def read_stories(data: Path, *, count: int) -> list[dict[str, Any]]:
    """Return the first Reuters stories that have a text."""
    with gzip.open(data / "reuters.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = (json.loads(line) for line in lines)
        return list(islice(filter(has_body, stories), count))


def has_body(story: dict[str, Any]) -> bool:
    """Tell whether a story has more than a headline."""
    return bool(story["body"])


def write_stories(path: Path, stories: Sequence[dict[str, Any]]) -> Path:
    """Write stories so that equal texts are copies and never duplicates."""
    return write_lines(
        path,
        *(
            {"id": number, "title": f"Story {number}", "body": story["body"]}
            for number, story in enumerate(stories)
        ),
    )


def pairs_of(texts: Sequence[str]) -> Pairs:
    """Return which texts are copies, by number, every one compared with every other.

    Those that share no run of words are none, and are not looked at.
    """
    wordings = [wording_of(text) for text in texts]
    sharing: defaultdict[object, list[int]] = defaultdict(list)
    for number, wording in enumerate(wordings):
        for run in wording.runs if wording else ():
            sharing[run].append(number)
    pairs = {pair for numbers in sharing.values() for pair in combinations(numbers, 2)}
    return equal_pairs(texts) | {
        (one, other)
        for one, other in pairs
        if (ours := wordings[one])
        and (theirs := wordings[other])
        and are_copies(ours, theirs)
    }


def equal_pairs(texts: Sequence[str]) -> Pairs:
    """Return which texts are the same, by number."""
    same: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        same[digest(text)].append(number)
    return {pair for numbers in same.values() for pair in combinations(numbers, 2)}


def grouped_pairs() -> Pairs:
    """Return which articles are in one group, by number in the order of import."""
    groups: defaultdict[int | None, list[int]] = defaultdict(list)
    stored = Article.objects.order_by("id").values_list("copy_group", flat=True)
    for number, group in enumerate(stored):
        groups[group].append(number)
    del groups[None]
    return {pair for numbers in groups.values() for pair in combinations(numbers, 2)}
