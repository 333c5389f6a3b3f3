"""Files that were broken or made to harm: each gives a reason and costs little."""

import io
import json
import resource
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.importing.formats import FORMATS, HEAD_BYTES, format_of
from archive.importing.records import CannotRead, Draft, Record, Unreadable
from tests.archive.formats import test_databases as databases
from tests.archive.formats import test_documents as documents
from tests.archive.formats import test_feed as feeds
from tests.archive.formats import test_mail as mail
from tests.archive.formats import test_page as pages
from tests.archive.formats import test_references as references
from tests.archive.formats import test_warc as warcs
from tests.archive.formats.samples import STORY, read, records
from tests.archive.piles import draft

SAMPLES: dict[str, str | bytes] = {
    "house.txt": f" date 2025-10-30 \n\n\n{STORY}\n\n\nBased On Reuters Report\n",
    "headed.md": f"---\ntitle: Port\ntags: [a, b]\n---\n**{STORY}**\n",
    "lines.jsonl": f"{json.dumps({'title': 'Port', 'body': STORY})}\n" * 2,
    "list.json": json.dumps([{"title": "Port", "body": STORY}] * 3),
    "table.csv": f'title,body\nPort,"{STORY}"\nBridge,"{STORY}"\n',
    "page.html": pages.page(pages.LINKED),
    "saved.mhtml": pages.mhtml(),
    "export.jsonl": f'{{"archive_export": 1}}\n{json.dumps({"headline": "Port"})}\n',
    "rss.xml": feeds.RSS,
    "atom.xml": feeds.ATOM,
    "blog.xml": feeds.BLOG,
    "mail.eml": mail.PLAIN,
    "box.mbox": f"From ada@example.org Thu Oct 30 08:00:00 2025\n{mail.PLAIN}",
    "word.docx": documents.word(STORY, title="Port"),
    "rich.rtf": rf"{{\rtf1\ansi{{\fonttbl\f0 Arial;}}\f0 {STORY}\par Caf\'e9.\par}}",
    "paper.pdf": documents.pdf(STORY),
    "web.warc": warcs.warc(("200 OK", "text/html", warcs.PAGE)),
    "data.ris": references.RIS,
    "data.bib": references.BIBTEX,
    "agency.xml": databases.AGENCY,
    "nexis.txt": databases.OLD_NEXIS,
    "factiva.txt": databases.FACTIVA,
}
BYTES = {
    name: text.encode() if isinstance(text, str) else text
    for name, text in SAMPLES.items()
}
# Originals alone, and messages that are mail.
UNSAMPLED = {"joined", "mbox"}
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>%s]>" % "".join(  # noqa: UP031 - braces follow
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 20}'>" for n in range(9)
)


def survives(data: bytes, *, name: str) -> None:
    """Read bytes; whatever they are, they give records or reasons."""
    format = format_of(data[:HEAD_BYTES], suffix=f".{name.rpartition('.')[2]}")
    if format is None:
        return
    try:
        found = list(format.reader.read(io.BytesIO(data)))
    except CannotRead as error:
        found = [Unreadable(str(error))]
    assert all(isinstance(entry, Record) or entry.reason for entry in found)


def test_every_format_has_a_sample() -> None:
    named = {records(data, name=name)[0].format for name, data in BYTES.items()}
    assert {format.name for format in FORMATS} - named == UNSAMPLED


@pytest.mark.parametrize("name", BYTES)
def test_a_file_cut_off_anywhere_is_read_or_refused(name: str) -> None:
    data = BYTES[name]
    for end in range(0, len(data), max(1, len(data) // 40)):
        survives(data[:end], name=name)


@settings(deadline=None)  # the first file of a kind loads its reader
@given(st.sampled_from(sorted(BYTES)), st.data())
def test_a_file_with_wrong_bytes_is_read_or_refused(
    name: str, data: st.DataObject
) -> None:
    broken = bytearray(BYTES[name])
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(broken)))
        end = start + data.draw(st.integers(0, 30))
        broken[start:end] = data.draw(st.binary(max_size=30))
    survives(bytes(broken), name=name)


@settings(deadline=None)  # the first file of a kind loads its reader
@given(st.sampled_from(sorted(BYTES)), st.binary(max_size=300))
def test_any_bytes_under_any_name_are_read_or_refused(name: str, data: bytes) -> None:
    survives(data, name=name)


@pytest.mark.parametrize("name", ["rss.xml", "blog.xml", "agency.xml"])
def test_entities_that_grow_do_not(name: str) -> None:
    text = BYTES[name].decode().partition("?>")[2] or BYTES[name].decode()
    bomb = LAUGHS + text.replace(STORY, "&j;").replace("Port", "&j;")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    survives(bomb.encode(), name=name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_feed_of_entities_in_entities_is_refused() -> None:
    bomb = LAUGHS + BYTES["rss.xml"].decode().partition("?>")[2]
    with pytest.raises(CannotRead, match="entities hold other entities"):
        read(bomb, name="rss.xml")


def test_a_feed_of_half_entities_costs_little() -> None:
    started = time.monotonic()
    read(BYTES["rss.xml"].decode() + "<!ENTITY a " * 100_000, name="rss.xml")
    assert time.monotonic() - started < 5


def test_no_entity_reads_a_file_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    for name in ("rss.xml", "blog.xml", "agency.xml"):
        text = entity + BYTES[name].decode().replace(STORY, f"{STORY} &e;")
        text = text.replace('<?xml version="1.0"?>', "")
        try:
            found = read(text, name=name)
        except CannotRead:
            continue
        bodies = [entry.body for entry in found if isinstance(entry, Record)]
        assert all("secret" not in body for body in bodies)


def test_of_a_hundred_thousand_tags_the_first_are_kept_and_that_is_said() -> None:
    tags = [f"tag {number}" for number in range(100_000)]
    [record] = records(json.dumps({"title": "Port", "tags": tags}))
    assert len(record.tags) == 500
    assert record.warnings == ("only the first 500 of its tags are kept",)


def test_a_hundred_thousand_tags_of_a_feed_take_no_minutes() -> None:
    tags = "".join(f"<category>{number}</category>" for number in range(100_000))
    feed = f"<rss><channel><item><title>Port</title>{tags}</item></channel></rss>"
    begun = time.process_time()
    [record] = records(feed)
    assert len(record.tags) == 500
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<div>" * 100_000 + STORY),
        ("a.html", "<p>" + "<b>" * 50_000 + STORY),
        ("a.md", ">" * 20_000 + STORY),
        ("a.md", "[" * 50_000 + STORY),
        ("a.md", "---\na: " + "[" * 20_000 + "\n---\n"),
        ("a.md", "{{<" * 200_000),
        ("a.md", "[aa b=" * 100_000),
        ("a.json", '{"a":' * 50_000),
        ("a.csv", "title,body\n" + '"' + "x\n" * 500_000),
        ("a.csv", "title," * 100_000),
        ("a.rtf", r"{\rtf1 " + "{" * 50_000),
        ("a.bib", "@article{" * 20_000),
        ("a.eml", "A: b\n" * 50_000),
        ("a.xml", "<rss><channel>" + "<item>" * 20_000),
        ("a.txt", "TY  - NEWS\n" * 50_000),
    ],
)
def test_depth_and_length_without_end_are_borne(name: str, text: str) -> None:
    survives(text.encode(), name=name)


def test_scripts_of_a_page_never_reach_the_body() -> None:
    tricks = (
        "<script>steal()</script><img src=x onerror=steal()>"
        "<svg><script>steal()</script></svg><a href='javascript:steal()'>x</a>"
        "<iframe srcdoc='<script>steal()</script>'></iframe>"
    )
    for data in (
        pages.page(body=tricks),
        json.dumps({"title": "Port", "content_html": f"<p>{STORY}</p>{tricks}"}),
        f"---\ntitle: Port\n---\n{STORY}\n\n{tricks}\n",
    ):
        for record in records(data):
            made = draft(record)
            assert isinstance(made, Draft)
            assert "steal" not in made.body + made.headline
