"""How dates, lengths and names are read."""

import datetime
from pathlib import Path

import pytest

from archive.models import Article, Import, ImportedFile
from search import outbox
from search.language.parser import parse
from search.language.tree import And, LabelField, Node, Range, RangeField
from search.names import ArchiveNames
from tests.factories import make_article
from tests.search.asking import found
from tests.search.test_language import TOLL, KnownNames, notes_of, read

# A Thursday.
TODAY = datetime.date(2026, 3, 5)


def read_then(text: str) -> Node:
    """Read a query on that Thursday, without a doubt."""
    query = parse(text, names=KnownNames(), today=TODAY)
    assert query.notes == ()
    return query.tree


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("date:2025", "2025-01-01", "2025-12-31"),
        ("date:[2024 TO 2025]", "2024-01-01", "2025-12-31"),
        ("date:[2024-03 to 2024-05]", "2024-03-01", "2024-05-31"),
        ("date:[* TO 2025]", None, "2025-12-31"),
        ("date:[2025 TO *]", "2025-01-01", None),
        ("date:*", None, None),
        ("date:2024..", "2024-01-01", None),
        ("date:>2024", "2025-01-01", None),
        ("date:>=2024", "2024-01-01", None),
        ("date:<2024", None, "2023-12-31"),
        ("date:<=2024", None, "2024-12-31"),
        ("before:2025-10", None, "2025-09-30"),
        ("after:2025-10", "2025-11-01", None),
        ("since:2025-10", "2025-10-01", None),
        ('date:"30 Oct 2025"', "2025-10-30", "2025-10-30"),
        ('date:"30 October 2025"', "2025-10-30", "2025-10-30"),
        ('date:"October 30, 2025"', "2025-10-30", "2025-10-30"),
        ('date:"Oct 2025"', "2025-10-01", "2025-10-31"),
        ("date:today", "2026-03-05", "2026-03-05"),
        ("date:yesterday", "2026-03-04", "2026-03-04"),
        ('date:"this week"', "2026-03-02", "2026-03-08"),
        ('date:"last week"', "2026-02-23", "2026-03-01"),
        ('date:"this month"', "2026-03-01", "2026-03-31"),
        ('date:"last month"', "2026-02-01", "2026-02-28"),
        ('date:"this year"', "2026-01-01", "2026-12-31"),
        ('date:"Last  Year"', "2025-01-01", "2025-12-31"),
        ("date:30d", "2026-02-03", "2026-03-05"),
        ('date:"last 30 days"', "2026-02-03", "2026-03-05"),
        ("since:2w", "2026-02-19", None),
        ("since:1m", "2026-02-05", None),
        ("since:1y", "2025-03-05", None),
        ("before:30d", None, "2026-02-02"),
        ("after:30d", "2026-02-04", None),
        ("date:30d..yesterday", "2026-02-03", "2026-03-04"),
    ],
)
def test_a_date_may_be_said_in_many_ways(
    text: str, low: str | None, high: str | None
) -> None:
    first, last = (day and datetime.date.fromisoformat(day) for day in (low, high))
    assert read_then(text) == Range(RangeField.DATE, first or None, last or None)


def test_a_month_ago_is_the_last_day_of_a_shorter_month() -> None:
    query = parse("since:1m", names=KnownNames(), today=datetime.date(2025, 3, 31))
    assert query.tree == Range(RangeField.DATE, datetime.date(2025, 2, 28), None)


def test_additions_have_dates_too() -> None:
    assert read_then("added:today") == Range(RangeField.ADDED, TODAY, TODAY)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("words:>500", 501, None),
        ("words:>=500", 500, None),
        ("words:<500", None, 499),
        ("words:<=500", None, 500),
        ("words:500", 500, 500),
        ("words:1,000", 1000, 1000),
        ("words:100..500", 100, 500),
        ("words:500..100", 100, 500),
        ("words:[100 TO 500]", 100, 500),
        ("words:..500", None, 500),
    ],
)
def test_lengths_are_counted_in_words(
    text: str, low: int | None, high: int | None
) -> None:
    assert read_then(text) == Range(RangeField.WORDS, low, high)


@pytest.mark.parametrize(
    "text",
    [
        *("date:10/30", "date:2025-02-30", "date:soon", "date:..", "date:[2024]"),
        *("before:0001", "after:9999", "since:9999y", "date:<<2025", "date:2024..x"),
        *("words:-5", "words:x..y", "words:<0", "words:..", "added:never"),
        *("date:99999999999d", "date:[x TO y]", 'date:""'),
    ],
)
def test_what_is_no_date_or_number_is_left_out_with_a_note(text: str) -> None:
    assert read(f"toll {text}").tree == TOLL
    assert "it was left out" in notes_of(f"toll {text}")


def test_a_field_of_dates_reaches_into_its_bracket() -> None:
    either = parse("date:(2024 OR 2025)", names=KnownNames(), today=TODAY).tree
    assert either == parse("date:2024 OR date:2025", names=KnownNames()).tree
    assert isinstance(read("date:(2024 toll) -x").tree, And)


@pytest.fixture
def ferry(index: Path) -> Article:
    """One article with a section, a language and a file."""
    article = make_article(
        headline="Ferry strike",
        section="Local News",
        language="en-GB",
        source="Brovik Courier",
        tags=["ports"],
    )
    make_article(headline="Ferry ends", section="Sport", language="de")
    ImportedFile.objects.create(
        import_run=Import.objects.create(),
        root="inbox",
        path="2025/ferry.jsonl:17",
        key="k",
        outcome="created",
        article=article,
    )
    outbox.drain()
    return article


@pytest.mark.parametrize(
    "query",
    [
        'section:"Local News"',
        'section:"local  news"',
        "section:local-news",
        "lang:en",
        "lang:en-gb",
        "lang:English",
        "file:2025/ferry.jsonl:17",
        "file:2025/ferry.jsonl",
        "file:ferry.jsonl",
        "source:brovik",
        "#ports",
        "words:1.. -lang:de",
        "added:today section:(sport OR local-news) -lang:german",
    ],
)
def test_names_are_found_in_the_archive(ferry: Article, query: str) -> None:
    assert found(query) == [ferry.pk]


def test_an_import_is_found_by_its_number(ferry: Article) -> None:
    run = Import.objects.get()
    assert ArchiveNames().find(LabelField.IMPORT, str(run.pk)) == (run.pk,)
    assert found(f"import:{run.pk}") == [ferry.pk]


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize("field", list(LabelField))
@pytest.mark.parametrize("name", ["nix", "99", "9" * 30, "-", "%", "_", "a:b"])
def test_an_unknown_name_finds_nothing(field: LabelField, name: str) -> None:
    assert ArchiveNames().find(field, name) == ()
