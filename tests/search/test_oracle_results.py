"""The oracle counts and sorts rightly, by examples worked out by hand."""

import datetime
from typing import Any

import pytest

from search.answers import Bar
from search.language.query import Query
from search.language.tree import Everything
from search.request import Facet, Filter, Order, Period, SearchRequest, Unit
from tests.search.oracle_reading import Reading, make_reading
from tests.search.oracle_results import Expected


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def articles(*days: str, **facts: Any) -> list[Reading]:
    return [
        make_reading(article_id=number, published_on=day(on) if on else None, **facts)
        for number, on in enumerate(days, start=1)
    ]


def ask(archive: list[Reading], **asked: object) -> Expected:
    return Expected(SearchRequest(Query("", Everything()), **asked), archive)  # type: ignore[arg-type]


def test_undated_articles_come_last_both_ways() -> None:
    archive = articles("2024-01-02", "", "2024-01-01", "", "2024-01-01")
    for order, ids in {
        Order.NEWEST: [1, 5, 3, 4, 2],
        Order.OLDEST: [3, 5, 1, 2, 4],
    }.items():
        assert [hit.article_id for hit in ask(archive, order=order).hits] == ids


def test_the_longest_come_first() -> None:
    archive = [
        *articles("2024-01-01", "2024-01-02", word_count=5),
        make_reading(article_id=3, word_count=9),
    ]
    hits = ask(archive, order=Order.LONGEST).hits
    assert [hit.article_id for hit in hits] == [3, 2, 1]


def test_copies_fold_into_the_first() -> None:
    archive = [
        *articles("2024-01-01", "2024-01-03", copy_group=1),
        make_reading(article_id=3, published_on=day("2024-01-02")),
    ]
    folded = ask(archive, order=Order.NEWEST, fold_copies=True).folded
    assert folded == [(2, (1,)), (3, ())]
    plain = ask(archive, order=Order.NEWEST).folded
    assert plain == [(2, ()), (3, ()), (1, ())]


def test_a_facet_is_counted_without_its_own_filter() -> None:
    archive = [
        make_reading(article_id=1, source=3, tags=(7, 8)),
        make_reading(article_id=2, source=4, tags=(7,)),
        make_reading(article_id=3, source=None, tags=()),
    ]
    expected = ask(archive, filters=(Filter(Facet.SOURCE, (3,), ()),))
    assert [hit.article_id for hit in expected.hits] == [1]
    assert expected.facet(Facet.SOURCE) == {3: 1, 4: 1}
    assert expected.facet(Facet.TAG) == {7: 1, 8: 1}
    without = ask(archive, filters=(Filter(Facet.TAG, (7,), (8,)),))
    assert [hit.article_id for hit in without.hits] == [2]


@pytest.mark.parametrize(
    ("period", "ids", "undated"),
    [
        (Period(), [2, 1, 3], 1),
        (Period(first=day("2024-01-02")), [2], 1),
        (Period(last=day("2024-01-01"), with_undated=True), [1, 3], 1),
        (Period(only_undated=True), [3], 1),
    ],
)
def test_a_period_leaves_articles_out(
    period: Period, ids: list[int], undated: int
) -> None:
    archive = articles("2024-01-01", "2024-01-02", "")
    expected = ask(archive, order=Order.NEWEST, period=period)
    assert [hit.article_id for hit in expected.hits] == ids
    assert expected.undated == undated


@pytest.mark.parametrize(
    ("unit", "first", "last", "counts"),
    [
        (Unit.DAY, "2019-12-31", "2019-12-31", [1, 1]),
        (Unit.WEEK, "2019-12-30", "2020-01-05", [2]),
        (Unit.MONTH, "2019-12-01", "2019-12-31", [1, 1]),
        (Unit.QUARTER, "2019-10-01", "2019-12-31", [1, 1]),
        (Unit.YEAR, "2019-01-01", "2019-12-31", [1, 1]),
        (Unit.DECADE, "2010-01-01", "2019-12-31", [1, 1]),
        (Unit.CENTURY, "2000-01-01", "2099-12-31", [2]),
    ],
)
def test_bars_last_as_long_as_asked(
    unit: Unit, first: str, last: str, counts: list[int]
) -> None:
    bars = ask(articles("2019-12-31", "2020-01-01")).bars(unit)
    assert (bars[0].first, bars[0].last) == (day(first), day(last))
    assert [bar.hit_count for bar in bars] == counts


def test_a_bar_counts_the_whole_archive_beside_the_hits() -> None:
    archive = articles("2024-01-01", "2024-01-03", "2024-01-02", "2024-01-01")
    chosen = Filter(Facet.SOURCE, (9,))
    archive[:2] = articles("2024-01-01", "2024-01-03", source=9)
    one, two, three = (day(f"2024-01-0{number}") for number in (1, 2, 3))
    assert ask(archive, filters=(chosen,)).bars(Unit.DAY) == [
        Bar(one, one, 1, 2),
        Bar(two, two, 0, 1),
        Bar(three, three, 1, 1),
    ]
