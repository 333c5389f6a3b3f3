"""Each line of JSON is a record, or is named with what is wrong with it."""

import contextlib
import gzip
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.importing import limits
from archive.importing.formats import jsonl
from archive.importing.records import CannotRead, Draft, Record, Unreadable
from tests.archive.piles import draft


def read_lines(*lines: object) -> list[Record | Unreadable]:
    """Read JSON Lines."""
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(jsonl.read(io.BytesIO("\n".join(texts).encode())))


def read_line(**fields: object) -> Record:
    """Read one line that is a record."""
    [record] = read_lines(fields)
    assert isinstance(record, Record)
    return record


def test_json_lines_are_read_under_their_common_names() -> None:
    record = read_line(
        id=17,
        title="Port closed",
        content=["One.", "Two."],
        published="2025-10-30",
        datetime="2025-10-30T14:05:00Z",
        publication="Brovik Courier",
        credit="PTI, ANI",
        authors=["Ada Marsh", "Tom Reed"],
        keywords="ports, strikes",
        lang="en",
        link="https://example.org/1",
        unknown={"kept": "in the original"},
    )
    assert record.place == 1
    assert record.carried_id == "17"
    assert record.headline == "Port closed"
    assert record.body == "One.\n\nTwo."
    assert record.published_on == date(2025, 10, 30)
    assert record.published_at is not None
    assert record.published_at.hour == 14
    assert record.source == "Brovik Courier"
    assert record.credits == ("PTI", "ANI")
    assert record.byline == "Ada Marsh, Tom Reed"
    assert record.tags == ("ports", "strikes")
    assert json.loads(record.data)["unknown"] == {"kept": "in the original"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"body": "x", "tags": 3}, '"tags" is not a list of words'),
        ({"body": "x", "keywords": [1]}, '"keywords" is not a list of words'),
        ({"title": ["x"]}, '"title" is not a text'),
        ({"body": {"x": 1}}, '"body" is neither a text nor a list of paragraphs'),
        ({"body": "x", "id": [1]}, '"id" is neither a text nor a whole number'),
        ({"body": "x", "date": True}, '"date" is not a text'),
        (["x"], "not a JSON object"),
        ('{"body": ', "not JSON: Expecting value at sign 9"),
        ("[" * 100_000, "not JSON that can be read"),
        ('{"body": ' + "9" * 5_000 + "}", "not JSON that can be read"),
    ],
)
def test_a_wrong_line_is_named_and_the_next_is_read(line: object, reason: str) -> None:
    first, second = read_lines(line, {"body": "The next."})
    assert first == Unreadable(reason, 1)
    assert isinstance(second, Record)
    assert second.place == 2


def test_nulls_and_blank_lines_are_nothing() -> None:
    [record] = read_lines("", {"title": None, "body": "One.", "tags": None}, "  ")
    assert isinstance(record, Record)
    assert record.place == 2


def test_a_date_that_cannot_be_read_leaves_the_article_undated() -> None:
    made = draft(read_line(body="One.", date="2023-02-30"))
    assert isinstance(made, Draft)
    assert made.published_on is None
    assert made.notes == ("undated: no such day: “2023-02-30”",)


def test_an_hour_of_another_day_is_not_taken() -> None:
    record = read_line(body="One.", date="2025-10-30", datetime="2025-10-31T01:00")
    assert record.published_on == date(2025, 10, 30)
    assert record.published_at is None
    assert record.warnings == ("its two dates differ: 2025-10-30 and 2025-10-31",)


def test_rules_run_on_records_too_but_a_date_of_their_own_stands() -> None:
    made = draft(
        read_line(body="2024-01-01\n\nOne.\n\nWith inputs from ANI", date="2025-10-30")
    )
    assert isinstance(made, Draft)
    assert made.credits == ("ANI",)
    assert made.published_on == date(2025, 10, 30)
    assert made.body == "2024-01-01\n\nOne."


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org", "http://[x"])
def test_what_is_no_web_address_is_left_out_and_told(url: str) -> None:
    made = draft(read_line(body="One.", date="2025-10-30", url=url))
    assert isinstance(made, Draft)
    assert made.url == ""
    assert made.notes == (f"not a web address: “{url}”",)


def test_lines_too_long_for_their_column_are_cut() -> None:
    made = draft(read_line(title="word " * 200, author="A" * 400, body="One."))
    assert isinstance(made, Draft)
    assert len(made.headline) <= 500
    assert len(made.byline) == 300


def test_halves_of_surrogate_pairs_do_not_stop_an_import() -> None:
    made = draft(read_line(title="Port \ud83d closed", tags=["\ud800x"], id="\udfff"))
    assert isinstance(made, Draft)
    assert made.headline == "Port closed"
    assert made.tags == ("x",)


def test_a_line_that_is_too_long_is_named_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jsonl, "LINE_LIMIT_BYTES", 1_000_000)
    first, second = read_lines({"body": "x" * 2_500_000}, {"body": "The next."})
    assert first == Unreadable("longer than 1 MB", 1)
    assert isinstance(second, Record)
    assert second.place == 2


def test_a_file_that_unpacks_without_end_is_stopped() -> None:
    packed = gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"\n" * 5_000_000)))
    budget = limits.Budget(1_000_000)
    stream = io.BufferedReader(limits.Bounded(packed, budget=budget))
    with pytest.raises(CannotRead, match="unpacks to more than 1 MB"):
        list(jsonl.read(stream))


FIELDS = ["title", "body", "date", "datetime", "tags", "id", "url", "lang", "author"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@settings(deadline=None)  # the first text loads what tells languages
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES), min_size=1))
def test_every_line_is_a_record_or_a_reason(records: list[dict[str, object]]) -> None:
    found = read_lines(*records)
    assert [entry.place for entry in found] == list(range(1, len(records) + 1))
    for entry in found:
        if isinstance(entry, Record):
            draft(entry)
        else:
            assert entry.reason


@given(st.binary(max_size=300))
def test_no_bytes_break_the_json_lines_reader(data: bytes) -> None:
    with contextlib.suppress(CannotRead):
        for entry in jsonl.read(io.BytesIO(data)):
            assert isinstance(entry, Record | Unreadable)
