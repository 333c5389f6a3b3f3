"""What the results page shows of dates: bars, links to other days, the undated."""

import datetime
import gzip
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from archive.charts import Span, draw
from search import outbox
from search.request import Period
from search.results.chips import name_period
from tests.factories import make_article
from tests.pages import text_of

YEARS = "/search/?q=harbour"


@pytest.fixture
def years(index: None) -> None:
    """Articles of three years, most of them in March 2024, and an undated one."""
    for day in ("2022-05-04", "2024-03-01", "2024-03-20", "2024-03-20", "2025-07-09"):
        make_article(headline="Harbour", published_on=day)
    for number in range(4):
        make_article(headline="Ferry", body="Late.", published_on=f"2025-07-1{number}")
    make_article(headline="An old harbour", published_on=None)
    outbox.drain()


def test_bars_lead_to_their_days(years: None, client: Client) -> None:
    page = text_of(client, YEARS)
    assert 'href="?q=harbour&amp;from=2024-03&amp;to=2024-03"' in page
    assert "<title>Mar 2024: 3 of 3</title>" in page
    assert "<title>Jul 2025: 1 of 5</title>" in page
    narrowed = text_of(client, "/search/?q=harbour&from=2024-03&to=2024-03")
    assert "<b>3 articles</b>" in narrowed
    assert "Most on 20 Mar 2024: 2 of 3. By day" in narrowed


def test_the_caption_states_unit_and_peak(years: None, client: Client) -> None:
    assert "Most in Mar 2024: 3 of 5. By month" in text_of(client, YEARS)


def test_a_wrong_date_is_told_and_does_not_spoil_the_bars(
    index: None, client: Client
) -> None:
    for number in range(24):
        make_article(headline="Harbour", published_on=f"2024-{number // 2 + 1:02}-05")
    make_article(headline="Harbour", published_on="9999-12-31", source="Aft Times")
    make_article(headline="Harbour", published_on="0207-03-04")
    make_article(headline="Harbour", published_on=None)
    outbox.drain()
    page = text_of(client, YEARS)
    assert "At most 2 of 24 a week. By week" in page
    assert "Far from all others, not drawn:" in page
    assert "&amp;from=0207-03-04&amp;to=0207-03-04" in page
    assert "31 Dec 9999 (1)" in page
    found = text_of(client, "/search/?q=harbour&from=9999-12-31&to=9999-12-31")
    assert "<b>1 article</b>" in found
    data = client.get("/search.json?q=harbour").json()
    counts = [run["count"] for run in data["bars"] + data["strays"]]
    assert sum(counts) + data["undated"] == data["total"] == 27
    home = text_of(client, "/")
    assert "At most 2 a month. By month" in home
    assert '<a href="/9999/" rel="nofollow">9999 (1)</a>' in home
    assert "By century" not in text_of(client, "/sources/")


def test_bars_can_show_shares(years: None, client: Client) -> None:
    page = text_of(client, f"{YEARS}&bars=share")
    assert "Highest share in May 2022: 100 % (1 of 1)" in page
    assert '<td class="number">20 %</td>' in page
    assert 'href="/search/?q=harbour" rel="nofollow">number</a>' in page


def test_one_day_is_a_sentence_and_no_chart(years: None, client: Client) -> None:
    page = text_of(client, f"{YEARS}&from=2024-03-20&to=2024-03-31")
    assert "All 2 articles with a date are from 20 Mar 2024." in page
    assert "<svg" not in page
    assert "One article found has a date: 4 May 2022." in text_of(
        client, f"{YEARS}&to=2023"
    )


def test_without_dates_there_is_no_chart(years: None, client: Client) -> None:
    page = text_of(client, f"{YEARS}&undated=only")
    assert "No article found has a date." in page


@pytest.mark.parametrize(
    ("days", "wider", "parameters"),
    [
        (
            "from=2024-03-04&to=2024-03-10",
            "Mar 2024",
            "&amp;from=2024-03&amp;to=2024-03",
        ),
        ("from=2024-03&to=2024-03", "2024", "&amp;from=2024&amp;to=2024"),
        ("from=2024-03&to=2024-05", "2024", "&amp;from=2024&amp;to=2024"),
        ("from=2024&to=2024", "all dates", ""),
        ("from=2024-12-31&to=2025-01-01", "all dates", ""),
        ("from=2024", "all dates", ""),
        ("undated=only", "all dates", ""),
    ],
)
def test_dates_can_be_widened(
    years: None, client: Client, days: str, wider: str, parameters: str
) -> None:
    page = text_of(client, f"{YEARS}&{days}")
    link = f'"/search/?q=harbour{parameters}" rel="nofollow">Zoom out to {wider}</a>'
    assert link in page


def test_all_dates_cannot_be_widened(years: None, client: Client) -> None:
    assert "Zoom out" not in text_of(client, YEARS)


def test_links_lead_to_years_that_the_archive_holds(
    years: None, client: Client
) -> None:
    make_article(published_on="1998-03-04")
    outbox.drain()
    page = text_of(client, f"{YEARS}&from=2024&to=2024")
    names = re.findall(r'from=(\d+)&amp;to=(\d+)" rel="nofollow"[^>]*>(\d+s?)<', page)
    assert names == [
        ("2025", "2025", "2025"),
        ("2024", "2024", "2024"),
        ("2020", "2029", "2020s"),
        ("1990", "1999", "1990s"),
    ]
    assert 'aria-current="true">2024</a>' in page


def test_the_last_days_are_offered_when_they_hold_something(
    years: None, client: Client
) -> None:
    assert "last 30 days" not in text_of(client, YEARS)
    make_article(published_on=datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    outbox.drain()
    page = text_of(client, YEARS)
    assert 'from=30d" rel="nofollow">last 30 days</a>' in page


def test_a_year_leaves_the_undated_out_and_says_so(years: None, client: Client) -> None:
    page = text_of(client, f"{YEARS}&date=2024")
    assert "<b>3 articles</b>" in page
    assert "1 undated not searched" in page
    assert "/search/?q=harbour&amp;date=2024&amp;date=undated" in page
    included = text_of(client, f"{YEARS}&date=2024&date=undated")
    assert "<b>4 articles</b>" in included
    assert "not searched" not in included


def test_the_undated_are_counted_beside_the_dates(years: None, client: Client) -> None:
    page = text_of(client, f"{YEARS}&from=2024&date=2025")
    assert 'href="/search/?q=harbour&amp;undated=only" rel="nofollow">1 undated' in page


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2020-01-01", "2029-12-31", "2020–2029"),
        ("2024-02-01", "2024-02-28", "1 Feb 2024 – 28 Feb 2024"),
        ("2024-02-01", "2024-02-01", "1 Feb 2024"),
        ("9999-12-01", "9999-12-31", "Dec 9999"),
    ],
)
def test_whole_months_and_years_are_named(first: str, last: str, name: str) -> None:
    period = Period(
        datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    )
    assert name_period(period) == name


def test_data_gives_the_bars(years: None, client: Client) -> None:
    data = client.get("/search.json?q=harbour&from=2024-03-19").json()
    assert data["unit"] == "week"
    assert data["bars"][0] == {
        "first": "2024-03-18",
        "last": "2024-03-24",
        "count": 2,
        "archive": 2,
    }


def test_eighty_bars_weigh_less_than_two_kilobytes() -> None:
    months = [datetime.date(2010 + n // 12, n % 12 + 1, 1) for n in range(80)]
    spans = [
        Span(
            *(day, day, f"{day:%b %Y}", 37 * n % 1_009 + 1),
            f"?q=harbour+bridge&source=brovik-courier&from={day:%Y-%m}&to={day:%Y-%m}",
            91 * n % 3_001 + 1_010,
        )
        for n, day in enumerate(months)
    ]
    figure = render_to_string("_bars.html", {"chart": draw(spans, unit="month")})
    drawing = figure[figure.index("<svg") : figure.index("</svg>")]
    assert drawing.count("<a ") == 80
    assert len(gzip.compress(drawing.encode())) < 2_000
