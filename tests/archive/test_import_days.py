"""Day and month are told apart by the other dates of a pile, or not at all."""

import datetime
from pathlib import Path

import pytest

from archive.importing.dates import read_date
from archive.importing.pipeline import import_articles
from archive.models import Article, ImportedFile
from tests.factories import write_house, write_lines

pytestmark = pytest.mark.django_db
APRIL, MARCH = "2019-04-03", "2019-03-04"


def days() -> list[str]:
    """Return the days of all articles in the order they came."""
    found = Article.objects.order_by("id").values_list("published_on", flat=True)
    return [str(day) for day in found]


def lines(path: Path, *dates: str) -> Path:
    """Write an article for each date."""
    records = ({"title": f"Ferry {n}", "date": date} for n, date in enumerate(dates))
    return write_lines(path, *records)


def test_another_date_of_the_file_decides(tmp_path: Path) -> None:
    import_articles([lines(tmp_path / "a.jsonl", "03/04/2019", "25/12/2018")])
    assert days() == [APRIL, "2018-12-25"]
    reason = ImportedFile.objects.order_by("id")[0].reason
    assert reason == "read day first, as in other dates of the file: “03/04/2019”"


def test_a_file_goes_by_its_own_dates_before_those_of_others(tmp_path: Path) -> None:
    lines(tmp_path / "pile/a.jsonl", "25/12/2018", "26/12/2018")
    lines(tmp_path / "pile/b.jsonl", "03/04/2019", "12/25/2018")
    import_articles([tmp_path / "pile"])
    assert days()[2] == MARCH


def test_a_file_without_such_a_date_goes_by_those_of_the_import(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/a.txt", date="03/04/2019")
    write_house(tmp_path / "pile/b.txt", "Another.", date="25/12/2018")
    import_articles([tmp_path / "pile"])
    assert days() == [APRIL, "2018-12-25"]


def test_where_dates_are_torn_none_is_guessed(tmp_path: Path) -> None:
    dates = ("03/04/2019", "25/12/2018", "12/25/2018")
    report = import_articles([lines(tmp_path / "a.jsonl", *dates)])
    assert days()[0] == "None"
    assert report.undated == 1


def test_alone_it_is_undated_and_listed(tmp_path: Path) -> None:
    report = import_articles([lines(tmp_path / "a.jsonl", "03/04/2019")])
    assert days() == ["None"]
    assert [seen.reason for seen in report.undated_lines] == [
        "undated: cannot tell day from month: “03/04/2019”"
    ]


@pytest.mark.parametrize(
    ("order", "day"), [("day first", APRIL), ("month first", MARCH)]
)
def test_what_was_asked_decides(tmp_path: Path, order: str, day: str) -> None:
    pile = lines(tmp_path / "a.jsonl", "03/04/2019")
    import_articles([pile], day_order=order)  # type: ignore[arg-type]
    assert days() == [day]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Thu, 30 Oct 2025 23:30:00 GMT", 23),
        ("October 30, 2025, 11:30 pm", 23),
        ("30 Oct 2025 12:05 a.m.", 0),
        ("Thu, 30 Oct 2025 23:30:00 PST", None),
    ],
)
def test_the_day_stays_as_written_whatever_the_zone(
    text: str, hour: int | None
) -> None:
    when = read_date(text)
    assert when is not None
    assert when.day == datetime.date(2025, 10, 30)
    assert (when.moment.hour if when.moment else None) == hour


def test_what_gave_the_day_is_kept(tmp_path: Path) -> None:
    import_articles([lines(tmp_path / "a.jsonl", "2025-10-30")])
    assert Article.objects.get().read_by == [["date", "", "2025-10-30"]]


@pytest.mark.parametrize(
    "text",
    [
        "Jeudi 30 octobre 2025",
        "Donnerstag, 30. Oktober 2025",
        "30 de octubre de 2025",
        "giovedì 30 ottobre 2025",
        "Qui, 30 Out 2025 19:32:00 -0300",
        "donderdag 30 oktober 2025",
    ],
)
def test_days_are_read_in_seven_languages(text: str) -> None:
    when = read_date(text)
    assert when is not None
    assert when.day == datetime.date(2025, 10, 30)
