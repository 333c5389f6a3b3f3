"""Tells where an article stands in the result set that a reader came from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from archive.models import Article
from search.answers import Marks, Neighbours
from search.asking.address import Address
from search.asking.forms import SearchForm
from search.asking.options import LineOrder
from search.engine import Engine
from search.request import Facet
from search.results.hits import address_within

PARAMETERS = {
    *(
        "q",
        "dialect",
        "from",
        "to",
        "undated",
        "newer",
        "sort",
        "per",
        "copies",
        "view",
        "lines",
        "bars",
        "select",
    ),
    *(str(facet) for facet in Facet),
    *(f"not_{facet}" for facet in Facet),
}


@dataclass(frozen=True)
class Place:
    """An article's place among the hits, with the ways on and back."""

    position: int
    total: int
    previous: str
    next: str


@dataclass(frozen=True)
class Arrival:
    """What a reader brings from a page of results; `place` is None outside it."""

    back: str
    marks: Marks
    place: Place | None


def find_arrival(data: QueryDict, article: Article, engine: Engine) -> Arrival | None:
    """Return what an article's address says of the results it was reached from.

    Raises IndexUnusable when there is no index that can be read.
    """
    if PARAMETERS.isdisjoint(data):
        return None
    form = SearchForm(data)
    asked = form.to_request()
    request = replace(asked, page=1)
    neighbours = engine.neighbours(request, article.pk)
    page = -(-neighbours.position // request.page_size) if neighbours else 1
    # Lines in an order of their own say themselves which page they come from.
    is_sorted = form.line_order is not LineOrder.RESULT
    page = asked.page if is_sorted else page
    back = form.address.setting(page=str(page) if page > 1 else "")
    within = back if is_sorted else form.address
    place = _place(neighbours, within) if neighbours else None
    # The words to mark are the engine's to know; one hit is the least it can look for.
    marks = engine.marks(request)
    return Arrival(str(back), marks, place)


def _place(neighbours: Neighbours, within: Address) -> Place:
    ids = [neighbours.previous_id, neighbours.next_id]
    articles = Article.objects.live().in_bulk([pk for pk in ids if pk is not None])
    previous, following = (
        address_within(articles[pk], within) if pk in articles else "" for pk in ids
    )
    return Place(neighbours.position, neighbours.total, previous, following)
