"""Dates are read from lines of the text by patterns that a person writes."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from archive.correcting.applying import apply, preview, undo
from archive.correcting.dates import ReadDate
from archive.correcting.patterns import (
    NoDate,
    parse_pattern,
    parse_patterns,
    read_day,
)
from archive.correcting.suggestions import suggest
from archive.importing.patterns import WrongPattern
from archive.importing.pipeline import import_articles
from archive.models import Article
from tests.archive.piles import OTHER, STORY
from tests.factories import make_article, write_house, write_lines

DAY = datetime.date(2025, 10, 30)


def read(pattern: str, *lines: str) -> datetime.date | None:
    """Return the day that a pattern finds in lines."""
    return read_day(lines, parse_patterns([pattern])).day


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("date DAY.MONTH.YEAR", " date 30.10.25 "),
        ("date DAY.MONTH.YEAR", "Date  30.10.2025"),
        ("MONTH/DAY/YEAR", "10/30/2025"),
        ("DAY MONTH YEAR", "30th October 2025"),
        ("MONTH DAY, YEAR", "Oct. 30, '25"),
        ("Filed: DATE", "Filed: 30 October 2025"),
        ("* filed DAY-MONTH-YEAR *", "Brovik filed 30-10-25 by our own"),
        ("(DAY_MONTH_YEAR)", "(30_10_25)"),
        ("DAY.MONTH.YEAR *", "30.10.25"),
    ],
)
def test_a_pattern_reads_its_line(pattern: str, line: str) -> None:
    assert read(pattern, "Something else.", line) == DAY


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("date DAY.MONTH.YEAR", "date 30.10.25 in Brovik"),
        ("DAY.MONTH.YEAR*", "30.10.251"),
        ("DAY.MONTH.YEAR", "130.10.25"),
        ("date DAY.MONTH.YEAR", "dates 30.10.25"),
    ],
)
def test_a_line_that_is_another_is_not_read(pattern: str, line: str) -> None:
    with pytest.raises(NoDate, match="no line fits"):
        read(pattern, line)


def test_a_day_that_there_is_not_is_named_and_not_guessed() -> None:
    with pytest.raises(NoDate, match="no such day"):
        read("DAY.MONTH.YEAR", "31.02.25")


def test_a_date_that_may_be_two_is_not_guessed() -> None:
    with pytest.raises(NoDate, match="cannot tell day from month"):
        read("DATE", "05/03/2025")


def test_two_digits_are_never_a_year_to_come() -> None:
    next_year = timezone.localdate().year + 1
    found = read("DAY.MONTH.YEAR", f"1.2.{next_year % 100:02}")
    assert found == datetime.date(next_year - 100, 2, 1)


@pytest.mark.parametrize(
    "pattern",
    ["date", "DAY.MONTH", "DATE DAY.MONTH.YEAR", "DAY DAY MONTH YEAR", "* * * DATE"],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern: str) -> None:
    with pytest.raises(WrongPattern):
        parse_pattern(pattern)


def test_a_line_made_to_take_long_takes_no_time() -> None:
    line = "a 1" * 100_000
    with pytest.raises(NoDate):
        read("*a*a DAY.MONTH.YEAR z", *[line] * 50)


def import_pile(folder: Path) -> list[int]:
    """Import two articles with date lines that no rule reads, and one that has none."""
    write_house(folder / "001.txt", STORY, date="30.10.25")
    write_house(folder / "002.txt", OTHER, date="31.10.25")
    write_house(folder / "003.txt", "No line of this is a date at all.", date="")
    import_articles([folder])
    return list(Article.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.django_db
def test_lines_that_a_rule_took_away_are_read_from_the_original(tmp_path: Path) -> None:
    ids = import_pile(tmp_path / "pile")
    correction = apply(ReadDate(("date DAY.MONTH.YEAR",)), ids, by=None)
    days = list(Article.objects.order_by("pk").values_list("published_on", flat=True))
    assert days == [DAY, datetime.date(2025, 10, 31), None]
    assert correction.preview["reasons"] == {"no line fits": 1}
    undo(correction, by=None)
    assert not Article.objects.dated().exists()


@pytest.mark.django_db
def test_the_texts_of_a_json_line_are_read_by_their_names(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", {"body": STORY, "date": "05/03/2025"})
    import_articles([tmp_path / "a.jsonl"])
    apply(ReadDate(("date: DAY/MONTH/YEAR",)), [Article.objects.get().pk], by=None)
    assert Article.objects.get().published_on == datetime.date(2025, 3, 5)


@pytest.mark.django_db
def test_an_article_written_here_is_read_from_its_text() -> None:
    article = make_article(body="Brovik, 30.10.25\n\nIt goes on.", published_on=None)
    draft = preview(ReadDate(("Brovik, DAY.MONTH.YEAR",)), [article.pk], by=None)
    assert draft.article_count == 1


@pytest.mark.django_db
def test_patterns_are_suggested_for_lines_that_hold_a_date(tmp_path: Path) -> None:
    [suggestion] = suggest(import_pile(tmp_path / "pile"))
    assert suggestion.pattern == "date DAY.MONTH.YEAR"
    assert suggestion.example == "date 30.10.25"
    assert (suggestion.count, suggestion.is_certain) == (2, True)


@pytest.mark.django_db
def test_where_day_and_month_cannot_be_told_apart_both_are_suggested() -> None:
    article = make_article(body="Filed 05/03/25\n\nIt goes on.", published_on=None)
    suggestions = suggest([article.pk])
    assert {s.pattern: s.is_certain for s in suggestions} == {
        "Filed DAY/MONTH/YEAR": False,
        "Filed MONTH/DAY/YEAR": False,
    }


@pytest.mark.django_db
def test_no_pattern_is_suggested_for_a_day_that_there_is_not() -> None:
    article = make_article(body="Filed 31.02.25\n\nIt goes on.", published_on=None)
    assert suggest([article.pk]) == []
