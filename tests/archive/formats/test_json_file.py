"""JSON files: one article, a list of them, or an object that holds a list."""

import datetime
import json

import pytest

from archive.importing.records import CannotRead, Unreadable
from tests.archive.formats.samples import STORY, one, read, records

DAY = datetime.date(2025, 10, 30)


def test_an_article_of_schema_org_is_read() -> None:
    record = one(
        json.dumps(
            {
                "@type": "NewsArticle",
                "headline": "Port closed",
                "articleBody": STORY,
                "datePublished": "2025-10-30T23:30:00-05:00",
                "author": [{"@type": "Person", "name": "Ada Marsh"}],
                "publisher": {"@type": "Organization", "name": "Brovik Courier"},
                "articleSection": "Local",
                "inLanguage": "en-GB",
                "mainEntityOfPage": {"@id": "https://example.org/1"},
                "keywords": "ports, strikes",
            }
        ),
        name="a.json",
        format="json_file",
    )
    assert record.headline == "Port closed"
    assert record.published_on == DAY
    assert record.source == "Brovik Courier"
    assert record.byline == "Ada Marsh"
    assert record.section == "Local"
    assert record.language == "en-GB"
    assert record.url == "https://example.org/1"
    assert record.tags == ("ports", "strikes")
    assert record.body == STORY


def test_ninjs_is_read() -> None:
    record = one(
        json.dumps(
            {
                "uri": "urn:brovik:1",
                "versioncreated": "2025-10-30T10:00:00Z",
                "headlines": [{"role": "main", "value": "Port closed"}],
                "bodies": [{"contenttype": "text/html", "value": f"<p>{STORY}</p>"}],
                "infosource": [{"name": "ANI"}],
                "subject": [{"name": "ports"}],
            }
        ),
        format="json_file",
    )
    assert record.carried_id == "urn:brovik:1"
    assert record.headline == "Port closed"
    assert record.body == STORY
    assert record.tags == ("ports",)


def test_a_json_feed_names_the_source_of_its_items() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Brovik Courier",
        "items": [
            {"id": "1", "title": "One", "content_text": STORY},
            {"id": "2", "title": "Two", "content_html": f"<p>{STORY}<p>More."},
        ],
    }
    first, second = records(json.dumps(feed))
    assert first.source == second.source == "Brovik Courier"
    assert second.body == f"{STORY}\n\nMore."


def test_a_list_is_read_item_by_item() -> None:
    found = read(json.dumps([{"title": "One", "text": STORY}, 3]), name="a.json")
    assert found[1] == Unreadable("not a JSON object", 2)
    assert len(records(json.dumps([{"title": "One"}, {"title": "Two"}]))) == 2


def test_csl_json_gives_day_and_authors() -> None:
    item = {
        "title": "Port closed",
        "author": [{"family": "Marsh", "given": "Ada"}],
        "issued": {"date-parts": [[2025, 10, 30]]},
        "container-title": "Brovik Courier",
    }
    [record] = records(json.dumps([item]))
    assert record.byline == "Ada Marsh"
    assert record.published_on == DAY
    assert record.source == "Brovik Courier"


def test_lines_of_json_in_a_json_file_are_read_as_lines() -> None:
    text = '{"title": "One"}\n{"title": "Two"}\n'
    assert [record.format for record in records(text, name="a.json")] == ["jsonl"] * 2


@pytest.mark.parametrize("text", ["{", "[]", "3", "[" * 100_000])
def test_broken_json_is_a_reason(text: str) -> None:
    with pytest.raises(CannotRead):
        read(text, name="a.json")


def test_a_number_as_date_leaves_the_article_undated() -> None:
    [record] = records(json.dumps({"title": "Port", "date": 1761782400, "body": STORY}))
    assert record.published_on is None
    assert record.when.written == "1761782400"
