"""Each format begins with the record of the search and holds what readers see."""

import csv
import datetime
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytest_django import DjangoAssertNumQueries

from archive.exporting.formats import BY_NAME, FORMATS
from archive.exporting.markdown import escaped
from archive.exporting.pack import ARTICLES_AT_ONCE, Pack, everything
from archive.exporting.record import SearchRecord
from archive.exporting.table import guarded
from archive.importing.pipeline import import_articles
from archive.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db

RECORD = SearchRecord(
    query='harbour "=toll" @home',
    reading="harbour and exactly “=toll”",
    run_at=datetime.datetime(2026, 11, 23, 12, 30, tzinfo=datetime.UTC),
    article_count=3,
    undated=1,
    archive_count=40,
    filters=("tagged ports",),
    order="relevance",
    parts=(("harbour", 12), ("“=toll”", 5)),
    copies=2,
    waiting=4,
)
TOLD = (
    *("Read as: harbour and exactly “=toll”", "Run on: 23 Nov 2026, 12:30 UTC"),
    *("Filter: tagged ports", "Articles with harbour: 12", "Copies: 2 among them"),
    *("Undated: 1", "Waiting to be indexed: 4", "Articles in the archive: 40"),
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def pack() -> Pack:
    """Three articles that readers see, and one that they do not."""
    first = make_article(
        headline="Toll <rises> & falls",
        body="Drivers pay *more*.\n\n# No heading, <b>no tag</b>.",
        source="Brovik Courier",
        byline="Ada Vik",
        tags=["toll", "ports"],
        section="Metro",
        language="en",
    )
    second = make_article(
        headline="Crews at the harbour voted on Tuesday to go on with the strike",
        headline_is_derived=True,
        body="Crews at the harbour voted on Tuesday to go on with the strike.\n\nNo "
        "ferry left.",
        credits=["Reuters", "ANI"],
    )
    third = make_article(headline='=HYPERLINK("x")', body="-1", published_on=None)
    hidden = make_article(headline="Nobody sees it", state="hidden")
    return Pack(RECORD, [third.pk, first.pk, hidden.pk, second.pk, 999])


def exported(pack: Pack, name: str) -> bytes:
    """Return a pack as a file."""
    return b"".join(BY_NAME[name].write(pack))


def members(pack: Pack, name: str) -> dict[str, str]:
    """Return the files of a zip, in their order."""
    with zipfile.ZipFile(io.BytesIO(exported(pack, name))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def text_of(pack: Pack, name: str) -> str:
    """Return all that a file says."""
    if BY_NAME[name].suffix not in {"zip", "docx"}:
        return exported(pack, name).decode()
    return "\n".join(members(pack, name).values())


@pytest.mark.parametrize("name", BY_NAME)
def test_no_format_holds_what_readers_do_not_see(pack: Pack, name: str) -> None:
    text = text_of(pack, name)
    assert "Nobody sees it" not in text
    assert "ferry" in text or "voted on Tuesday" in text


@pytest.mark.parametrize("name", ["markdown", "house"])
def test_a_folder_begins_with_the_record(pack: Pack, name: str) -> None:
    first, *_ = members(pack, name).items()
    assert first[0] == "export-record.txt"
    assert [told for told in TOLD if told not in first[1]] == []


@pytest.mark.parametrize("name", ["ris", "bibtex", "csl-json"])
def test_references_begin_with_the_record(pack: Pack, name: str) -> None:
    head, _, _ = exported(pack, name).decode().partition("HYPERLINK")
    assert [told for told in TOLD if told not in head] == []


@pytest.mark.parametrize("name", ["html", "docx", "standalone"])
def test_pages_begin_with_the_record(pack: Pack, name: str) -> None:
    text = text_of(pack, name)
    head, _, _ = text[text.find("<w:body>") + 1 :].partition("Contents")
    told = re.sub(r"<[^>]+>|\s", "", head)
    assert [
        row for row in TOLD if row.split(": ")[1].replace(" ", "") not in told
    ] == []


def test_json_lines_begin_with_the_record(pack: Pack) -> None:
    first, *lines = map(json.loads, exported(pack, "jsonl").splitlines())
    assert first["archive_export"] == 1
    assert first["record"]["parts"] == [
        {"text": "harbour", "articles": 12},
        {"text": "“=toll”", "articles": 5},
    ]
    assert [line["headline"][:4] for line in lines] == ["=HYP", "Toll", "Crew"]
    assert set(lines[1]) == {
        *("id", "headline", "headline_is_derived", "published_on", "published_at"),
        *("source", "credits", "byline", "dateline", "section", "language", "url"),
        *("tags", "body"),
    }


def test_a_table_is_safe_in_spreadsheets(pack: Pack) -> None:
    data = exported(pack, "csv")
    assert data.startswith(b"\xef\xbb\xbf# Query,")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    head = next(place for place, row in enumerate(rows) if row[0] == "id")
    assert all(row[0].startswith("# ") and len(row) == 2 for row in rows[:head])
    found = [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]
    assert found[0]["headline"] == '\'=HYPERLINK("x")'
    assert found[0]["body"] == "'-1"
    assert found[1]["tags"] == "ports; toll"
    assert found[2]["credits"] == "ANI; Reuters"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r", "  =", "＝"])
def test_a_cell_that_would_run_is_guarded(sign: str) -> None:
    assert guarded(f"{sign}1").startswith("'")
    assert guarded(f"a{sign}1") == f"a{sign}1"


def test_markdown_carries_the_facts_and_shows_the_text_as_it_is(pack: Pack) -> None:
    files = members(pack, "markdown")
    name = next(name for name in files if "rises" in name)
    assert re.fullmatch(r"2024/2024-03-05-toll-rises-falls-\d+\.md", name)
    assert 'headline: "Toll <rises> & falls"\n' in files[name]
    assert 'tags: ["ports", "toll"]\n' in files[name]
    assert files[name].endswith(
        "---\n\nDrivers pay \\*more\\*.\n\n\\# No heading, \\<b>no tag\\</b>.\n"
    )


def test_a_derived_headline_is_never_written_as_one_that_was_read(pack: Pack) -> None:
    markdown = next(
        text for name, text in members(pack, "markdown").items() if "crews" in name
    )
    assert "\nheadline:" not in markdown
    assert "\nderived_headline:" in markdown
    assert "TI  - [Crews at the harbour" in exported(pack, "ris").decode()


@pytest.mark.parametrize(
    ("line", "shown"),
    [("1. May", "1\\. May"), ("    code", "code"), ("- no list", "\\- no list"),
     ("2026", "2026"), ("a_b", "a\\_b"), ("> said", "\\> said")],
)  # fmt: skip
def test_no_line_of_a_text_is_read_as_markdown(line: str, shown: str) -> None:
    assert escaped(line) == shown


def test_house_text_gives_the_same_articles_again(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "house.zip").write_bytes(exported(pack, "house"))
    before = Article.objects.get(headline__startswith="Crews")
    Article.objects.all().delete()
    report = import_articles([tmp_path / "house.zip"])
    assert (report.total, report.count("created"), report.count("ignored")) == (4, 3, 1)
    after = Article.objects.get(headline__startswith="Crews")
    assert (after.body, after.published_on) == (before.body, before.published_on)
    assert {credit.name for credit in after.credits.all()} == {"Reuters", "ANI"}
    assert Article.objects.undated().count() == 1


def test_a_page_to_read_runs_nothing_and_fetches_nothing(pack: Pack) -> None:
    page = exported(pack, "html").decode()
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "Toll &lt;rises&gt; &amp; falls" in page


def test_the_contents_of_a_page_lead_to_its_articles(pack: Pack) -> None:
    page = exported(pack, "html").decode()
    links = re.findall(r'href="#(a\d+)"', page)
    assert links == re.findall(r'<article id="(a\d+)"', page)
    assert len(links) == 3


def test_a_word_document_has_headings_contents_and_citations(pack: Pack) -> None:
    document = ElementTree.fromstring(members(pack, "docx")["word/document.xml"])
    paragraphs: dict[str, list[str]] = {}
    for paragraph in document.iter(f"{WORD}p"):
        style = paragraph.find(f".//{WORD}pStyle")
        assert style is not None
        text = "".join(paragraph.itertext())
        paragraphs.setdefault(style.attrib[f"{WORD}val"], []).append(text)
    assert paragraphs["Heading1"][1] == "Toll <rises> & falls"
    assert len(paragraphs["Contents"]) == 3
    assert (
        "Ada Vik, “Toll <rises> & falls,” Brovik Courier, March 5, 2024."
        in (paragraphs["Facts"])
    )
    anchors = [a.attrib[f"{WORD}anchor"] for a in document.iter(f"{WORD}hyperlink")]
    marks = [m.attrib[f"{WORD}name"] for m in document.iter(f"{WORD}bookmarkStart")]
    assert anchors == marks


def test_an_empty_pack_makes_whole_files() -> None:
    for format in FORMATS:
        assert b"".join(format.write(Pack(RECORD, [])))
    assert json.loads(exported(Pack(RECORD, []), "csl-json"))[0]["type"] == "document"


def test_articles_are_loaded_a_few_hundred_at_a_time(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    texts = [Article(headline=f"Toll {n}") for n in range(ARTICLES_AT_ONCE + 1)]
    Article.objects.bulk_create(texts)
    pack = everything(RECORD)
    # Articles with their sources, credits and tags, twice.
    with django_assert_num_queries(6):
        assert len(list(pack.articles())) == ARTICLES_AT_ONCE + 1
