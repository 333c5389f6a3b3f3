"""Says what keeps an article out of a page of results, or where it stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.locally import dated, grouped
from archive.models import Article
from search.aid.meant import find_meant
from search.aid.restrictions import Restriction, restrictions
from search.aid.rewriting import loosened, parts_of, swapped
from search.aid.ways import Rank, Way, name_looser
from search.answers import Neighbours
from search.asking.forms import SearchForm
from search.engine import Engine
from search.language.query import Query
from search.language.readback import say
from search.language.tree import Node, Not
from search.models import PendingChange
from search.request import SearchRequest, everything
from search.results.chips import Chip

LONGEST_ASKED = 500
OUT_OF_SIGHT = {
    Article.State.HIDDEN: _("It is hidden from readers."),
    Article.State.TRASHED: _("It is in the trash."),
}


@dataclass(frozen=True)
class Step:
    """What keeps an article out, and a request without that, if any is left."""

    reason: str
    name: str
    address: str


@dataclass(frozen=True)
class Expected:
    """What a reader expected and what became of it.

    article: the one that was meant, if it is clear. choices: the addresses that ask
    for one of several. steps: each lifts one of the reasons; with several the last
    lifts them all.
    """

    text: str
    answer: str
    article: Article | None = None
    choices: tuple[tuple[Article, str], ...] = ()
    steps: tuple[Step, ...] = ()


def find_expected(
    form: SearchForm, chips: Sequence[Chip], engine: Engine, *, for_editors: bool
) -> Expected | None:
    """Return what became of the article that the address expects."""
    text = str(form.parameters.get("expected", "")).replace("\0", "").strip()
    text = text[:LONGEST_ASKED]
    if not text:
        return None
    meant = find_meant(text, engine, for_editors=for_editors)
    if not meant:
        return Expected(text, gettext("The archive has no such article."))
    if len(meant) > 1:
        choices = tuple(
            (one, str(form.address.setting(expected=one.get_absolute_url())))
            for one in meant
        )
        answer = gettext("Several articles are like that. Which is it?")
        return Expected(text, answer, choices=choices)
    asked = Way(form.to_request(), form.address, restrictions(form, chips))
    answer, steps = _answer(meant[0], asked, engine)
    return Expected(text, answer, meant[0], steps=steps)


def _answer(
    article: Article, asked: Way, engine: Engine
) -> tuple[str, tuple[Step, ...]]:
    if article.state in OUT_OF_SIGHT:
        return str(OUT_OF_SIGHT[Article.State(article.state)]), ()
    if place := engine.neighbours(asked.request, article.pk):
        return _place(article, place, asked)
    if not engine.finds(everything(), [article.pk]):
        return gettext("It waits to be indexed and cannot be found yet."), ()
    steps = tuple(_steps(article, asked, engine))
    if not steps:
        return gettext("The query as a whole keeps it out."), ()
    told = [gettext("It is not among these results.")]
    if PendingChange.objects.filter(article_id=article.pk).exists():
        told.append(gettext("A change of it waits to be indexed."))
    return " ".join(told), steps


def _place(
    article: Article, place: Neighbours, asked: Way
) -> tuple[str, tuple[Step, ...]]:
    """Say which hit it is, or under which it stands as a copy."""
    page = -(-place.position // asked.request.page_size)
    there = asked.address.setting(page=str(page) if page > 1 else "")
    position, total = grouped(place.position), grouped(place.total)
    name = gettext("hit {n} of {total}").format(n=position, total=total)
    step = Step("", name, str(there))
    if place.article_id == article.pk:
        return gettext("It is among these results."), (step,)
    leader = Article.objects.live().filter(pk=place.article_id).first()
    reason = gettext("It is folded under one of its copies.")
    if leader:
        reason = gettext("It is folded under “{headline}”.")
        reason = reason.format(headline=leader.headline)
    folded_out = str(asked.address.setting(copies="show"))
    return reason, (step, Step("", gettext("show each copy"), folded_out))


def _steps(article: Article, asked: Way, engine: Engine) -> Iterator[Step]:
    """Yield each reason with the way to be rid of it, then the way out of all."""

    def passes(node: Node) -> bool:
        request = SearchRequest(Query("", node))
        return bool(engine.finds(request, [article.pk]))

    found, free = 0, asked
    for part in parts_of(asked.tree):
        if passes(part):
            continue
        looser = next(filter(passes, loosened(part)), None)
        way, then = (_reworded(at, part, looser) for at in (asked, free))
        found, free = found + 1, then or free
        name, address = (way.name, str(way.address)) if way else ("", "")
        yield Step(_reason(part), name, address)
    for one in asked.filters:
        if engine.finds(one.alone, [article.pk]):
            continue
        way = asked.lifting(Rank.WIDER, one)
        found, free = found + 1, free.lifting(Rank.WIDER, one)
        yield Step(_barrier(one, article), way.name, str(way.address))
    if found > 1:
        yield Step("", gettext("without all of these"), str(free.address))


def _reworded(asked: Way, part: Node, looser: Node | None) -> Way | None:
    tree = swapped(asked.tree, part, looser)
    if tree is None:
        return None
    if looser is not None:
        name = name_looser(part, looser)
    elif isinstance(part, Not):
        name = gettext("also with {part}").format(part=say(part.node))
    else:
        name = gettext("without {part}").format(part=say(part))
    return asked.reworded(Rank.LOOSER, name, tree)


def _reason(part: Node) -> str:
    if isinstance(part, Not):
        reason = gettext("It has what the query is without: {part}")
        return reason.format(part=say(part.node))
    return gettext("It does not have: {part}").format(part=say(part))


def _barrier(one: Restriction, article: Article) -> str:
    if not one.is_period:
        return gettext("It is not {claim}").format(claim=one.text)
    if article.published_on is None:
        reason = gettext("It has no date, and the dates are: {dates}")
        return reason.format(dates=one.text)
    reason = gettext("It is of {day}, and the dates are: {dates}")
    return reason.format(day=dated(article.published_on), dates=one.text)
