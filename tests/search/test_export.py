"""A result set is handed out whole, in its order, with the record of its search."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from archive.models import Article, CopyGroup
from search import outbox
from tests.factories import make_article

pytestmark = pytest.mark.usefixtures("pile")


def exported(client: Client, query: str) -> list[dict[str, object]]:
    """Return the lines of an export, its record first."""
    answer = client.get(f"/search/export/?{query}&format=jsonl")
    assert isinstance(answer, StreamingHttpResponse)
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def test_all_hits_are_handed_out_in_their_order(client: Client) -> None:
    _, *lines = exported(client, "q=harbour&sort=oldest&per=20&page=7")
    hits = client.get("/search.json?q=harbour&sort=oldest").json()["hits"]
    assert [line["id"] for line in lines] == [hit["id"] for hit in hits]
    assert len(lines) == 4


def test_the_record_says_what_was_asked_and_found(client: Client) -> None:
    make_article(headline="A late harbour")
    head, *_ = exported(client, "q=harbour+OR+toll&tag=toll&sort=newest")
    record = head["record"]
    assert isinstance(record, dict)
    run_at = record.pop("run_at")
    assert run_at[:10] == timezone.now().date().isoformat()
    assert record == {
        "query": "harbour OR toll",
        "reading": "harbour OR toll",
        "filters": ["tagged toll"],
        "order": "newest",
        "articles": 2,
        "chosen": None,
        "parts": [
            {"text": "harbour", "articles": 2},
            {"text": "toll", "articles": 2},
        ],
        "copies": 0,
        "copies_are_folded": False,
        "undated": 0,
        "waiting": 1,
        "archive": 5,
        "notes": [],
        "address": "/search/?q=harbour+OR+toll&tag=toll&sort=newest",
    }


def test_copies_are_handed_out_unless_asked_otherwise(client: Client) -> None:
    group = CopyGroup.objects.create()
    for source in ("Brovik Courier", "Skerrow Gazette"):
        make_article(headline="Crane falls", source=source, copy_group=group)
    outbox.drain()
    for asked, count in (("q=crane&copies=fold", 1), ("q=crane", 2)):
        head, *lines = exported(client, asked)
        assert isinstance(head["record"], dict)
        assert head["record"]["copies"] == 1
        assert head["record"]["articles"] == len(lines) == count
    page = client.get("/search/?q=crane&copies=show").content.decode()
    assert 'href="/search/export/?q=crane"' in page


def test_what_was_hidden_since_is_not_handed_out(client: Client) -> None:
    Article.objects.filter(headline="An old harbour").update(state="hidden")
    headlines = [line.get("headline") for line in exported(client, "q=harbour")]
    assert "An old harbour" not in headlines
    assert "Hidden harbour" not in headlines
    assert len(headlines) == 4


def test_an_export_is_a_file_with_a_clean_name(client: Client) -> None:
    answer = client.get('/search/export/?q=tag:toll+"é%0d/..;x&format=csv')
    day = timezone.localdate()
    assert answer["Content-Disposition"] == (
        f'attachment; filename="tagtoll-e-x-{day}.csv"'
    )
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert isinstance(answer, StreamingHttpResponse)
    text = answer.getvalue().decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text)))[0] == "# Query"


def test_without_a_format_the_page_offers_them_all(client: Client) -> None:
    page = client.get("/search/export/?q=harbour&format=exe").content.decode()
    assert "Export 4 articles: harbour" in page
    assert 'href="/search/export/?q=harbour&amp;format=docx"' in page
    assert "Articles in the archive" in page


def test_nothing_found_is_not_handed_out(client: Client) -> None:
    page = client.get("/search/export/?q=nowhere").content.decode()
    assert "Nothing was found" in page
    assert "format=csv" not in page


def test_the_pages_that_list_articles_lead_to_their_export(client: Client) -> None:
    def leads(page: str, query: str) -> bool:
        address = f'href="/search/export/?{query}"'
        return address in client.get(page).content.decode()

    assert leads("/search/?q=harbour&tag=toll", "q=harbour&amp;tag=toll")
    assert leads("/tags/toll/", "tag=toll")
    assert leads("/sources/brovik-courier/", "source=brovik-courier")
    assert leads("/sources/reuters/", "credit=reuters")
    assert leads("/2024/3/2/", "from=2024-03-02&amp;to=2024-03-02")
    assert leads("/undated/", "undated=only")


def test_hits_lead_to_their_citation(client: Client) -> None:
    article = Article.objects.get(headline="Ferry strike ends")
    page = client.get("/search/?q=ferry+sail").content.decode()
    assert f'href="{article.get_absolute_url()}?q=ferry+sail#cite"' in page


def test_the_command_writes_what_a_query_finds(tmp_path: Path) -> None:
    out = io.StringIO()
    path = tmp_path / "toll.ris"
    call_command("export_articles", str(path), query="tag:toll", stdout=out)
    assert path.read_text().count("TY  - NEWS") == 2
    assert out.getvalue().startswith("2 articles as RIS: ")


def test_the_command_writes_the_archive_without_a_query(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    call_command("export_articles", str(path), format="house", stdout=io.StringIO())
    assert path.stat().st_size > 500
    with pytest.raises(CommandError, match="already"):
        call_command("export_articles", str(path), format="house")


def test_the_command_counts_only_in_a_dry_run(tmp_path: Path) -> None:
    out = io.StringIO()
    path = tmp_path / "all.jsonl"
    call_command("export_articles", str(path), dry_run=True, stdout=out)
    assert "whole archive, 5 articles" in out.getvalue()
    assert not path.exists()


@pytest.mark.parametrize("name", ["all.zip", "all"])
def test_the_command_does_not_guess_a_format(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="--format"):
        call_command("export_articles", str(tmp_path / name))
