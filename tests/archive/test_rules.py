"""Header and trailer lines become dates and credits, and nothing is guessed."""

import datetime
import time
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from archive.importing.built_in import built_in_rules
from archive.importing.rules import RuleSet, Taken, apply_rules

THE_DAY = datetime.date(2025, 10, 30)
RULES = RuleSet(built_in_rules())


def read_header(line: str) -> Taken | None:
    """Return what the rules of the archive make of a first line."""
    return RULES.read(" ".join(line.split()), place="header", wants_date=True)


def read_trailer(line: str) -> Taken | None:
    """Return what the rules of the archive make of a last line."""
    return RULES.read(" ".join(line.split()), place="trailer", wants_date=True)


@pytest.mark.parametrize(
    "line",
    [
        " date 2025-10-30 ",
        "Date: 30 October 2025",
        "DATE 2025/10/30",
        "October 30, 2025",
        "Oct. 30, 2025",
        "30 October 2025",
        "30th of October 2025",
        "30-Oct-2025",
        "30.10.2025",
        "30/10/2025",
        "10/30/2025",
        "Thursday, 30 October 2025",
        "Published on 30 October 2025",
        "2025年10月30日",
    ],
)
def test_a_day_is_read_however_a_newspaper_writes_it(line: str) -> None:
    taken = read_header(line)
    assert taken is not None
    assert taken.when is not None
    assert taken.when.day == THE_DAY
    assert taken.when.moment is None


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (" date 2023-02-30 ", "no such day"),
        ("date 2023-13-01", "no such day"),
        ("date 0000-01-01", "no such day"),
        ("10/11/2025", "cannot tell day from month"),
        ("10.11.2025", "cannot tell day from month"),
        ("Date: 30/10/25", "cannot be read as a day"),
        ("date 2025", "cannot be read as a day"),
    ],
)
def test_a_date_that_cannot_be_told_is_never_guessed(line: str, problem: str) -> None:
    taken = read_header(line)
    assert taken is not None
    assert taken.when is not None
    assert taken.when.day is None
    assert taken.when.problem == problem


def test_the_same_number_twice_is_no_doubtful_date() -> None:
    taken = read_header("10/10/2025")
    assert taken is not None
    assert taken.when is not None
    assert taken.when.day == datetime.date(2025, 10, 10)


@pytest.mark.parametrize(
    "line",
    [
        "Date palms are grown on 3,000 farms.",
        "Dated furniture sold for 300 pounds",
        "Published 3 books",
        "In 2025 the port was closed.",
        "2025",
        "The bridge was opened on 30 October 2025",
        "date",
        "",
    ],
)
def test_a_line_of_the_text_is_no_header(line: str) -> None:
    assert read_header(line) is None


@override_settings(TIME_ZONE="Asia/Kolkata")
def test_an_hour_is_taken_in_the_archives_time_zone() -> None:
    taken = read_header("date 2025-10-30 23:15")
    assert taken is not None
    assert taken.when is not None
    assert taken.when.day == THE_DAY
    assert taken.when.moment == datetime.datetime(
        2025, 10, 30, 23, 15, tzinfo=ZoneInfo("Asia/Kolkata")
    )


def test_a_zone_never_shifts_the_day_as_written() -> None:
    taken = read_header("date 2025-10-30T23:15:00-08:00")
    assert taken is not None
    assert taken.when is not None
    assert taken.when.day == THE_DAY
    assert taken.when.moment is not None
    assert taken.when.moment.astimezone(datetime.UTC).day == 31


@pytest.mark.parametrize(
    "line", ["2025-10-30 25:61", "0001-01-01T00:00+05:00", "2025-10-30T10:00+99:99"]
)
def test_an_hour_that_cannot_be_is_left_out_and_the_day_stays(line: str) -> None:
    taken = read_header(line)
    assert taken is not None
    assert taken.when is not None
    assert taken.when.day is not None
    assert taken.when.moment is None


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Based On Reuters Report", ("Reuters",)),
        ("BASED  ON   REUTERS REPORT", ("Reuters",)),
        ("Based on a PTI report.", ("PTI",)),
        ("based on an ap report", ("AP",)),
        ("Based On AFP And Agencies Reports", ("AFP", "Agencies")),
        ("Based on reports from Reuters and AP", ("Reuters", "AP")),
        ("Based on The Brovik Courier report", ("The Brovik Courier",)),
        ("PTI, ANI and Reuters Reports", ("PTI", "ANI", "Reuters")),
        ("With inputs from ANI", ("ANI",)),
        ("(With inputs from agencies)", ("Agencies",)),
        ("With input from Press Trust of India", ("PTI",)),
        ("Source: PTI", ("PTI",)),
        ("— Reuters", ("Reuters",)),
        ("(AFP)", ("AFP",)),
    ],
)
def test_a_trailer_gives_its_credits(line: str, credits: tuple[str, ...]) -> None:
    taken = read_trailer(line)
    assert taken is not None
    assert taken.credits == credits


@pytest.mark.parametrize(
    "line",
    [
        "Quarterly reports",
        "The minister will answer the reports",
        "Source: Ministry of Finance",
        "Based on the findings, the agency will publish a report",
        "With inputs from our reporters in Brovik and from the harbour master's men",
        "Based on Report",
        "Bridge",
        "",
    ],
)
def test_a_line_that_may_be_text_stays_in_the_text(line: str) -> None:
    assert read_trailer(line) is None


def test_header_and_trailers_leave_the_text() -> None:
    text = "date 2025-10-30\n\nOne.\n\n(With inputs from ANI)\nBased on AP report\n"
    ruled = apply_rules(text, rules=RULES, wants_date=True)
    assert ruled.text.split() == ["One."]
    assert ruled.credits == ("ANI", "AP")


def test_a_trailer_that_no_rule_takes_is_told() -> None:
    line = "Source: Ministry of Finance"
    ruled = apply_rules(f"One.\n\n{line}", rules=RULES, wants_date=True)
    assert ruled.trailer_left == line


def test_rules_look_only_at_the_edges() -> None:
    lines = ["One.", "Two.", "Three.", "2025-10-30", "(AFP)", "Four.", "Five.", "Six."]
    text = "\n\n".join(lines)
    assert apply_rules(text, rules=RULES, wants_date=True).text == text


@pytest.mark.parametrize(
    "line",
    [
        "based on " * 40_000,
        "," * 300_000,
        "based on " + "and " * 30,
        "sept" * 20,
        "date " + "sep" * 18 + "!",
        "with " + "inputs " * 20,
        " " * 300_000 + "x",
        "a " * 75 + "report!",
    ],
)
def test_no_line_holds_the_rules_up(line: str) -> None:
    started = time.perf_counter()
    apply_rules(line, rules=RULES, wants_date=True)
    assert time.perf_counter() - started < 0.5
