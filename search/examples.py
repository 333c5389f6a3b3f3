"""Makes example queries from the archive's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from django.urls import reverse
from django.utils.http import urlencode

from archive.models import Article
from archive.names import CountedSource, CountedTag

HEADLINES_LOOKED_AT = 40
EXAMPLES = 5
# Two neighbours of four letters or more, as in "harbour bridge".
PAIR = regex.compile(r"\b(\p{L}{4,}) (\p{L}{4,})\b")
LEFT_OUT = {"after", "from", "into", "over", "said", "says", "than", "that", "their"}
LEFT_OUT |= {"they", "this", "were", "what", "when", "will", "with", "have", "been"}


@dataclass(frozen=True)
class Example:
    """A query that finds something here."""

    text: str

    @property
    def address(self) -> str:
        """The address of its results."""
        return f"{reverse('search')}?{urlencode({'q': self.text})}"


def make_examples(
    tags: Sequence[CountedTag], sources: Sequence[CountedSource]
) -> tuple[Example, ...]:
    """Return a few queries of different kinds; tags and sources are the most used."""
    pairs = _pairs()
    texts = [f"{first} {second}" for first, second in pairs[:1]]
    texts += [f'"{first} {second}"' for first, second in pairs[1:2]]
    texts += [f"{first} OR {second}" for first, second in pairs[2:3]]
    texts += [f"tag:{_as_name(counted.tag.name)}" for counted in tags[:1]]
    credited = [
        counted.source.name
        for counted in sources
        if counted.credit_count and counted.source.is_named
    ]
    texts += [f"credit:{_as_name(name)}" for name in credited[:1]]
    return tuple(Example(text) for text in texts[:EXAMPLES])


def _pairs() -> list[tuple[str, str]]:
    """Return neighbouring words of the latest headlines, one pair a headline."""
    latest = Article.objects.live().order_by("-id")
    pairs: dict[tuple[str, str], None] = {}
    for headline in latest.values_list("headline", flat=True)[:HEADLINES_LOOKED_AT]:
        found = (match.groups() for match in PAIR.finditer(headline.lower()))
        useful = (pair for pair in found if LEFT_OUT.isdisjoint(pair))
        if pair := next(useful, None):
            pairs.setdefault((pair[0], pair[1]))
    return list(pairs)


def _as_name(name: str) -> str:
    return f'"{name}"' if " " in name else name
