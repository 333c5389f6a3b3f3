"""What is counted of days and names is what there is, hidden articles left out."""

import datetime
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive import names
from archive.calendars import (
    legend,
    month_calendar,
    say_of_days,
    say_of_months,
    year_rows,
)
from archive.coverage import chart_of, counts_by_day, counts_by_month
from archive.models import Article
from archive.neighbours import look_around
from tests.factories import make_article, make_source

DAYS = st.none() | st.dates(datetime.date(2022, 12, 1), datetime.date(2024, 3, 31))
NAMES = st.sets(st.sampled_from(("Aft Times", "Brovik Courier", "Reuters")))
DAY = datetime.date(2024, 3, 5)


class Counting(TestCase):
    """Counts by indexes against counts one by one."""

    @settings(max_examples=10, deadline=None)
    @given(
        st.lists(
            st.tuples(DAYS, st.sampled_from(Article.State.values), NAMES, NAMES),
            max_size=8,
        )
    )
    def test_counts_are_those_of_live_articles(
        self,
        made: list[tuple[datetime.date | None, str, set[str], set[str]]],
    ) -> None:
        for day, state, credits, tags in made:
            make_article(
                published_on=day.isoformat() if day else None,
                state=state,
                source=min(tags, default=""),
                credits=credits,
                tags=tags,
            )
        live = [one for one in made if one[1] == "live"]
        days = [day for day, *_ in live if day]
        assert counts_by_day(datetime.date.min, datetime.date.max) == Counter(days)
        assert counts_by_month() == Counter(day.replace(day=1) for day in days)
        carried = Counter(tag for *_, tags in live for tag in tags)
        assert {c.tag.name: c.article_count for c in names.tags_in_use()} == carried
        for counted in names.sources_in_use():
            name = counted.source.name
            published = [one for one in live if min(one[3], default="") == name]
            credited = [one for one in live if name in one[2]]
            either = [one for one in live if one in published or one in credited]
            assert counted.article_count == len(published)
            assert counted.credit_count == len(credited)
            assert names.count_source(counted.source) == counted
            assert names.count_articles(counted) == len(either)
            of_source = Article.objects.live().by_source(counted.source)
            assert of_source.count() == len(either)


@pytest.mark.django_db
def test_a_source_without_articles_counts_none() -> None:
    make_article(source="Aft Times", state="trashed")
    counted = names.count_source(make_source("Aft Times"))
    assert (counted.article_count, counted.credit_count) == (0, 0)
    assert names.sources_in_use() == []


@pytest.mark.django_db
def test_an_archive_without_dates_has_no_days_around() -> None:
    make_article(published_on=None)
    around = look_around(DAY)
    assert (around.before, around.after, around.count) == (None, None, 0)
    assert around.other_years == ()


def test_few_years_are_drawn_by_month_and_many_by_year() -> None:
    months = {datetime.date(2023, 11, 1): 3, datetime.date(2024, 2, 1): 1}
    chart = chart_of(months)
    assert chart is not None
    assert [bar.span.name for bar in chart.bars][:2] == ["Nov 2023", "Dec 2023"]
    assert chart.gaps.count("M") == 2
    assert chart.finding == "Most in Nov 2023: 3."
    of_years = chart_of({**months, datetime.date(2009, 1, 1): 9})
    assert of_years is not None
    assert len(of_years.bars) == 16
    assert of_years.finding == "Most in 2009: 9."


def test_a_wrong_date_does_not_make_a_thousand_bars() -> None:
    months = {datetime.date(year, 12, 1): 1 for year in (1, 1987, 2024, 9999)}
    chart = chart_of(months)
    assert chart is not None
    assert len(chart.bars) == 100
    assert chart.bars[0].span.name == "0001–0099"
    assert len(year_rows(months)) == 7


def test_a_few_dates_far_off_are_told_beside_the_chart() -> None:
    months = {datetime.date(2024, month, 1): 9 for month in range(1, 13)}
    far = {datetime.date(year, 5, 1): 1 for year in (207, 9999)}
    chart = chart_of({**months, **far})
    assert chart is not None
    assert (chart.unit, len(chart.bars), chart.total) == ("month", 12, 108)
    assert [(span.name, span.count, span.address) for span in chart.strays] == [
        ("0207", 1, "/207/"),
        ("9999", 1, "/9999/"),
    ]


def test_dates_at_the_end_of_the_calendar_are_drawn() -> None:
    chart = chart_of({datetime.date(9999, 11, 1): 1, datetime.date(9999, 12, 1): 1})
    assert chart is not None
    assert len(chart.bars) == 2


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=28))
def test_the_legend_says_what_each_shade_stands_for(counts: list[int]) -> None:
    first = datetime.date(2023, 2, 1)
    days = {first.replace(day=n): count for n, count in enumerate(counts, start=1)}
    meanings = {shade.number: shade.meaning for shade in legend(days.values())}
    for day in month_calendar(first, days).days:
        if not day.count:
            assert meanings[day.shade] == "none"
            continue
        least, _, most = meanings[day.shade].replace(",", "").partition("–")
        assert int(least) <= day.count <= int(most or least)


def test_what_several_share_is_not_said_of_one() -> None:
    months = {datetime.date(2023, month, 1): 2 for month in (1, 5)}
    chart = chart_of(months)
    assert chart is not None
    assert chart.finding == "At most 2 a month."
    assert say_of_months(months) == "At most 2 a month."
    assert say_of_days({DAY: 1, DAY + datetime.timedelta(days=1): 1}) == (
        "At most 1 a day."
    )


def test_what_is_all_in_one_place_is_said_to_be() -> None:
    assert say_of_days({DAY: 2}) == "All on 5 March."
    assert say_of_months({DAY.replace(day=1): 2}) == "All in March 2024."


def test_a_calendar_says_where_most_is_and_how_much_is_missing() -> None:
    later = DAY + datetime.timedelta(days=3)
    assert say_of_days({DAY: 2, later: 1}) == (
        "Most on 5 March: 2. Nothing on 2 days between the first and the last."
    )
