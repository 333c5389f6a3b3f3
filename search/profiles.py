"""Tells how some articles spread over time, and which names they carry most."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from archive.charts import Chart
from archive.coverage import chart_of_years, ends_to_draw
from archive.names import CountedSource
from search.asking.forms import SearchForm
from search.engine import Engine
from search.request import Facet, Filter, everything
from search.results.facets import FacetColumn, make_columns
from search.results.histogram import draw_hits

# More sources than these get no small charts: they would be slow and a wall.
MOST_DRAWN = 100


@dataclass(frozen=True)
class Profile:
    """A chart of some articles by their days, and their most used names."""

    chart: Chart | None
    columns: tuple[FacetColumn, ...]

    @property
    def without_chart(self) -> Profile:
        """The same, where a calendar says more of the days."""
        return replace(self, chart=None)


@dataclass(frozen=True)
class DrawnSource:
    """A counted source with its small chart, where it has articles of several years."""

    counted: CountedSource
    chart: Chart | None


def profile(data: QueryDict, facets: Sequence[Facet], engine: Engine) -> Profile:
    """Return the profile of what an address of a page of results finds."""
    form = SearchForm(data)
    request = replace(form.to_request(), page_size=1, facets=tuple(facets), marks=False)
    results = engine.search(request)
    chart = draw_hits(results, form.address, path=reverse("search"))
    columns = make_columns(form, results, for_editors=Facet.IMPORT in facets)
    return Profile(chart, columns)


def draw_sources(
    sources: Sequence[CountedSource], engine: Engine
) -> tuple[DrawnSource, ...]:
    """Return sources, each with a chart of its articles by the archive's years."""
    years = {
        datetime.date(int(year), 1, 1): count
        for year, count in engine.values(Facet.DATE)
        if year
    }
    if len(sources) > MOST_DRAWN or not years:
        return tuple(DrawnSource(counted, None) for counted in sources)
    first, last = (day.year for day in ends_to_draw(years))
    return tuple(
        DrawnSource(
            counted,
            chart_of_years(
                _count_years(counted, engine), first=first, last=last, is_linked=False
            ),
        )
        for counted in sources
    )


def _count_years(counted: CountedSource, engine: Engine) -> Counter[int]:
    counts: Counter[int] = Counter()
    wanted = (
        (Facet.SOURCE, counted.article_count),
        (Facet.CREDIT, counted.credit_count),
    )
    for facet in (facet for facet, count in wanted if count):
        chosen = (Filter(facet, values=(counted.source.pk,)),)
        request = replace(
            everything(), filters=chosen, facets=(Facet.DATE,), histogram=False
        )
        found = engine.search(request).facets[Facet.DATE]
        counts.update({int(year): count for year, count in found if year})
    return counts
