"""Says which part of a request finds nothing, and which repairs find something."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.locally import counted
from search.aid.restrictions import restrictions
from search.aid.rewriting import parts_of, words_of
from search.aid.spelling import corrections, count_in_archive
from search.aid.ways import MOST_PARTS, Rank, Way, ways
from search.asking.address import Address
from search.asking.forms import SearchForm
from search.engine import Engine
from search.language.readback import say
from search.language.tree import Not
from search.results.chips import Chip
from search.results.offers import Offer

MOST_REPAIRS = 8
# Ways that find nothing by themselves, but may with a second step.
MOST_FIRST_STEPS = 4
# A query that is slow to count is counted in fewer ways.
SECONDS = 0.2
BY_COUNT = {Rank.WIDER, Rank.WITHOUT_PART}
# With more hits than this a query was most probably meant as typed.
LITTLE = 20


@dataclass(frozen=True)
class CountedPart:
    """A part of a request with the number of articles that it finds by itself."""

    text: str
    article_count: int


@dataclass(frozen=True)
class Help:
    """What each part of a request finds, and repairs that find something."""

    parts: tuple[CountedPart, ...] = ()
    repairs: tuple[Offer, ...] = ()


def help_out(form: SearchForm, chips: Sequence[Chip], engine: Engine) -> Help:
    """Return the count of each part, and at most eight repairs, the best first."""
    asked = Way(form.to_request(), form.address, restrictions(form, chips))
    # Of this thread's own work: on a busy machine help would fall away by chance.
    deadline = time.thread_time() + SECONDS
    found, vain = _counted(ways(asked, engine), engine, deadline)
    firsts = {way.rank: way for way in reversed(vain)}
    for rank in sorted(firsts)[:MOST_FIRST_STEPS]:
        if not found:
            found, _ = _counted(ways(firsts[rank], engine), engine, deadline)
    found.sort(key=_place)
    offers: dict[Address, Offer] = {}
    for way, count in found:
        offers.setdefault(way.address, _offer(way, count))
    parts = tuple(_counted_parts(asked, engine))
    repairs = tuple(offers.values())[:MOST_REPAIRS]
    return Help(parts if len(parts) > 1 else (), repairs)


def did_you_mean(form: SearchForm, engine: Engine, total: int) -> Offer | None:
    """Return the query in another spelling where that finds more."""
    asked = Way(form.to_request(), form.address, ())
    if not 0 < total <= LITTLE:
        return None
    for correction in corrections(asked.tree, engine, is_found=True):
        way = asked.reworded(Rank.SPELLING, correction.name, correction.tree)
        count = engine.count(way.request)
        if count > total:
            return Offer(
                counted(count, "article"),
                way.request.query.text,
                str(way.address),
                count,
            )
    return None


def _counted(
    some: Iterable[Way], engine: Engine, deadline: float
) -> tuple[list[tuple[Way, int]], list[Way]]:
    """Return the ways that find something with their counts, and the others."""
    found, vain = [], []
    for way in some:
        if time.thread_time() > deadline:
            break
        if count := engine.count(way.request):
            found.append((way, count))
        else:
            vain.append(way)
    return found, vain


def _place(found: tuple[Way, int]) -> tuple[int, int]:
    way, count = found
    return way.rank, -count if way.rank in BY_COUNT else 0


def _offer(way: Way, count: int) -> Offer:
    return Offer(counted(count, "article"), way.name, str(way.address), count)


def _counted_parts(asked: Way, engine: Engine) -> Iterator[CountedPart]:
    """Yield the parts of a request, and the words of those that find nothing."""
    for part in parts_of(asked.tree)[:MOST_PARTS]:
        count = count_in_archive(part, engine)
        yield CountedPart(say(part), count)
        words = [word for word, _ in words_of(part)]
        if not count and len(words) > 1 and not isinstance(part, Not):
            for word in words[:MOST_PARTS]:
                yield CountedPart(word.text, count_in_archive(word, engine))
    for one in asked.filters:
        yield CountedPart(one.text, engine.count(one.alone))
