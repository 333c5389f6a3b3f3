"""Makes example queries from the archive's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex
from django.urls import reverse
from django.utils.http import urlencode

from archive.models import Article, ImportedFile
from archive.names import CountedSource, CountedTag
from search.completion.names import most_used
from search.engine import Engine
from search.language.query import Query
from search.language.tree import AtLeast, Is, LabelField, Near, Node, State, Word
from search.request import Facet, SearchRequest

HEADLINES_LOOKED_AT = 40
EXAMPLES = 5
# A longer name would fill the line.
LONGEST_NAME = 40
# Two neighbours of four letters or more, as in "harbour bridge".
PAIR = regex.compile(r"\b(\p{L}{4,}) (\p{L}{4,})\b")
LEFT_OUT = {"after", "from", "into", "over", "said", "says", "than", "that", "their"}
LEFT_OUT |= {"they", "this", "were", "what", "when", "will", "with", "have", "been"}
# So many pairs of neighbours are counted to find the ones that meet most often.
PAIRS_COUNTED = 12
BYLINES_LOOKED_AT = 20
NAMES = {
    "Brovik Courier": LabelField.SOURCE,
    "Reuters": LabelField.CREDIT,
    "Sport": LabelField.SECTION,
    "ports": LabelField.TAG,
    "en": LabelField.LANGUAGE,
}


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
    carried = [counted.tag.name for counted in tags]
    texts += [f"tag:{_as_name(name)}" for name in _short(carried)[:1]]
    credited = [
        counted.source.name
        for counted in sources
        if counted.credit_count and counted.source.is_named
    ]
    texts += [f"credit:{_as_name(name)}" for name in _short(credited)[:1]]
    return tuple(Example(text) for text in texts[:EXAMPLES])


def stand_ins(engine: Engine) -> dict[str, str]:
    """Return what of this archive may stand for the words of the documented examples.

    What has no equal here is left out.
    """
    found = {**_words(engine), **_days(engine)}
    named = most_used(NAMES.values(), engine, limit=1)
    found |= {
        word: named[field][0].name for word, field in NAMES.items() if named[field]
    }
    imports = [number for number, _ in engine.values(Facet.IMPORT)]
    states = (state for state in State if _count(Is(state), engine))
    rest = {
        "import:12": f"import:{imports[0]}" if imports else "",
        "undated": next(states, ""),
        "Anna Berg": _byline(),
        "harbour.txt": _file(),
    }
    return found | {word: other for word, other in rest.items() if other}


def put_in(example: str, words: Mapping[str, str]) -> str:
    """Put words of this archive in the places of an example's."""
    names = sorted(words, key=len, reverse=True)
    if not names:
        return example
    either = regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, names))})(?!\w)")
    return either.sub(lambda match: words[match[0]], example)


def _words(engine: Engine) -> dict[str, str]:
    """Return two words that often meet, with their shortened forms, and two others."""
    meetings = {
        pair: _count(Near(Word(pair[0]), Word(pair[1]), 5, in_order=True), engine)
        for pair in _pairs()[:PAIRS_COUNTED]
    }
    if not meetings:
        return {}
    first, second = max(meetings, key=lambda pair: meetings[pair])
    others = [word for pair in meetings for word in pair if word not in {first, second}]
    often = {word: _count(AtLeast(3, Word(word)), engine) for word in others}
    found = {
        "harbour": first,
        "bridge": second,
        "harb*": f"{first[:4]}*",
        "*bour": f"*{first[-4:]}",
        "h?rbour": f"{first[0]}?{first[2:]}",
    }
    ranked = sorted(often, key=lambda word: -often[word])
    return found | dict(zip(("toll", "fare"), ranked, strict=False))


def _days(engine: Engine) -> dict[str, str]:
    """Return the year of most articles in the places of the examples' days."""
    years = {int(year): count for year, count in engine.values(Facet.DATE) if year}
    if not years:
        return {}
    year = max(years, key=lambda year: years[year])
    return {
        "2025-01..2025-03": f"{year}-01..{year}-12",
        "before:2025": f"before:{year + 1}",
        "after:2025-10-30": f"after:{year - 1}-12-31",
        "since:30d": f"since:{year}",
    }


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


def _byline() -> str:
    """Return a name of two words or more from the latest bylines, or ""."""
    latest = Article.objects.live().order_by("-id")
    bylines = latest.values_list("byline", flat=True)[:BYLINES_LOOKED_AT]
    names = (byline.removeprefix("By ").partition(",")[0] for byline in bylines)
    return next((name for name in names if " " in name and '"' not in name), "")


def _file() -> str:
    """Return the name of the latest file that holds one article, or ""."""
    files = ImportedFile.objects.standing().filter(article__state=Article.State.LIVE)
    latest = files.exclude(path__contains=":").order_by("-id")
    path = latest.values_list("path", flat=True).first() or ""
    return "" if " " in path else path.rpartition("/")[2]


def _count(node: Node, engine: Engine) -> int:
    return engine.count(SearchRequest(Query("", node)))


def _as_name(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _short(names: Sequence[str]) -> list[str]:
    return [name for name in names if len(name) <= LONGEST_NAME]
