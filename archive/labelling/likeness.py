"""Finds names so much alike that they may well mean the same."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import regex
from rapidfuzz.distance import OSA

from archive.labelling.addresses import address_of_merge
from archive.models import KeptApart, Source, Tag

PAIRS_AT_MOST = 50
# The most used, for each is compared with all that begin or end as it does.
NAMES_AT_MOST = 5_000
LETTERS_COMPARED = 3
# Words that the name of a publication may have or lack.
IDLE_WORDS = frozenset(
    ("the", "news", "newspaper", "agency", "daily", "online", "media", "com", "www")
)
# From how many letters on a name may differ by one, and by two.
LETTERS_OF_ONE_SLIP, LETTERS_OF_TWO = 5, 12
NO_LETTER = regex.compile(r"[^\p{L}\p{N}]+")
MARK = regex.compile(r"\p{M}+")


@dataclass(frozen=True)
class Alike:
    """Two labels whose names are alike, the one used more first."""

    first: Source | Tag
    second: Source | Tag

    @property
    def first_count(self) -> int:
        """How many articles carry the first."""
        return uses(self.first)

    @property
    def second_count(self) -> int:
        """How many articles carry the second."""
        return uses(self.second)

    @property
    def address(self) -> str:
        """The page on which they are merged."""
        return address_of_merge([self.first, self.second])


@dataclass(frozen=True)
class Folded:
    """What is compared of a name."""

    label: Source | Tag
    letters: str  # all of them, without blanks, signs, accents and capitals
    shapes: frozenset[str]  # the same in the singular, and without idle words
    digits: str


def find_alike(model: type[Any]) -> list[Alike]:
    """Return pairs of labels that look alike, those that change most articles first."""
    labels = sorted(model.objects.with_counts(), key=uses, reverse=True)
    folded = [_fold(label) for label in labels[:NAMES_AT_MOST]]
    apart = set(
        KeptApart.objects.filter(model=model._meta.model_name).values_list(
            "first_key", "second_key"
        )
    )
    # The names are in order of their use, and so are those of a pair.
    pairs = [Alike(*pair) for pair in set(_near(folded)) if keys_of(*pair) not in apart]
    return sorted(pairs, key=lambda pair: (-pair.second_count, pair.first.key))[
        :PAIRS_AT_MOST
    ]


def keep_apart(first: Source | Tag, second: Source | Tag) -> None:
    """Never again suggest that two labels be merged."""
    first_key, second_key = keys_of(first, second)
    KeptApart.objects.get_or_create(
        model=first._meta.model_name, first_key=first_key, second_key=second_key
    )


def keys_of(first: Source | Tag, second: Source | Tag) -> tuple[str, str]:
    """Return the keys of two labels in order."""
    less, more = sorted((first.key, second.key))
    return less, more


def uses(label: Any) -> int:
    """Return how many articles carry a label, as source or credit."""
    return int(label.article_count + getattr(label, "credit_count", 0))


def _near(names: Iterable[Folded]) -> Iterator[tuple[Source | Tag, Source | Tag]]:
    """Compare names that have their first or last letters, or a shape, in common."""
    groups: defaultdict[tuple[str, str], list[Folded]] = defaultdict(list)
    for name in names:
        groups["begins", name.letters[:LETTERS_COMPARED]].append(name)
        groups["ends", name.letters[-LETTERS_COMPARED:]].append(name)
        for shape in name.shapes:
            groups["shape", shape].append(name)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if _are_alike(one, other):
                yield one.label, other.label


def _are_alike(one: Folded, other: Folded) -> bool:
    if one.digits != other.digits:
        return False
    if not one.shapes.isdisjoint(other.shapes):
        return True
    # Hardly anybody slips at the first letter, and north is not south.
    if one.letters[:1] != other.letters[:1]:
        return False
    letters = min(len(one.letters), len(other.letters))
    slips = (letters >= LETTERS_OF_ONE_SLIP) + (letters >= LETTERS_OF_TWO)
    return OSA.distance(one.letters, other.letters, score_cutoff=slips) <= slips


def _fold(label: Source | Tag) -> Folded:
    bare = MARK.sub("", unicodedata.normalize("NFKD", label.name)).casefold()
    words = NO_LETTER.sub(" ", bare.replace(".", "")).split()
    telling = [word for word in words if word not in IDLE_WORDS] or words
    letters = "".join(words)
    return Folded(
        label,
        letters=letters,
        shapes=frozenset(
            {letters, "".join(telling), "".join(map(_singular, words))} - {""}
        ),
        digits="".join(filter(str.isdigit, letters)),
    )


def _singular(word: str) -> str:
    """Return a word without the ending of its plural, as far as that is sure."""
    if word.endswith("ies") and len(word) > LETTERS_OF_ONE_SLIP:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
