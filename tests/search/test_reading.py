"""What the results page says of how a query was read."""

from __future__ import annotations

import html
from urllib.parse import parse_qs, urlsplit

import pytest
import regex
from django.http import QueryDict
from django.test import Client
from hypothesis import given

from archive.models import Import, ImportedFile
from search import outbox
from search.asking.forms import SearchForm
from search.language.parser import parse
from search.language.tree import Node
from search.language.writing import write
from search.results.reading import Reading, find_reading
from search.whoosh_engine import open_engine
from tests.factories import make_article
from tests.pages import text_of
from tests.search.parsed_trees import trees
from tests.search.test_language import KnownNames, read

pytestmark = pytest.mark.usefixtures("pile")
MIXED = "bridge AND toll OR strike"
NEXIS = "HEADLINE(harbour bridge) and not ferry or strike"


def reading_of(query: str, **asked: str) -> Reading:
    """Return how the page reads a query."""
    data = QueryDict(mutable=True)
    data.update({"q": query, **asked})
    form, engine = SearchForm(data), open_engine()
    return find_reading(form, engine.search(form.to_request()), engine)


def asked_in(address: str) -> dict[str, str]:
    """Return the parameters of an address."""
    return {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}


def plain(page: str) -> str:
    """Return a page's text without its elements."""
    return " ".join(html.unescape(regex.sub("<[^>]+>", " ", page)).split())


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ("harbour bridge", ["bridge", "harbour"]),
        (
            "harbour AND bridge AND toll",
            ["bridge AND toll", "harbour AND toll", "harbour AND bridge"],
        ),
        ("harbour -toll", ["-toll", "harbour"]),
        (
            "harbour NOT toll bridge",
            ["NOT toll bridge", "harbour NOT toll", "harbour bridge"],
        ),
        ("toll OR (ferry strike)", ["(ferry strike)", "toll"]),
        ('title:toll by:"Anna Berg"', ['by:"Anna Berg"', "title:toll"]),
        ("toll W/5 bridge harbour", ["harbour", "toll W/5 bridge"]),
        ("the harbour bridge", ["the bridge", "the harbour"]),
        ("harbour/bridge toll", ["bridge toll", "harbour toll", "harbour/bridge"]),
        ("(harbour bridge) toll", ["bridge toll", "harbour toll", "(harbour bridge)"]),
    ],
)
def test_each_part_is_left_out_by_itself(query: str, rest: list[str]) -> None:
    parts = reading_of(query).parts
    left = [asked_in(part.without)["q"] for part in parts]
    assert sorted(left) == sorted(rest)


@pytest.mark.parametrize("query", ["harbour", '"harbour bridge"', "", "harb*"])
def test_a_query_that_says_itself_is_not_read_back(query: str, client: Client) -> None:
    assert reading_of(query).is_plain
    assert "Read as" not in text_of(client, f"/search/?q={query}")


def test_a_single_part_is_said_but_not_left_out() -> None:
    (part,) = reading_of("headline:toll").parts
    assert (part.words, part.without) == ("toll in the headline", "")


def test_the_parts_make_the_sentence(client: Client) -> None:
    page = plain(text_of(client, "/search/?q=harbour+(bridge OR toll)+-ferry"))
    assert "Read as: harbour × AND (bridge OR toll) × not ferry ×" in page


def test_the_title_says_the_reading_and_the_count(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour+(bridge OR toll)")
    assert "<title>Harbour AND (bridge OR toll), 2 articles" in page
    assert "<title>All articles, 5 articles" in text_of(client, "/search/")


def test_both_readings_of_a_doubtful_query_are_counted() -> None:
    reading = reading_of(MIXED)
    (other,) = reading.alternatives
    assert reading.sentence == "(bridge AND toll) OR strike"
    assert (reading.total, asked_in(reading.written)["q"]) == (
        4,
        "(bridge toll) OR strike",
    )
    assert other.sentence == "bridge AND (toll OR strike)"
    assert (other.count, asked_in(other.address)["q"]) == (2, "bridge (toll OR strike)")


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("toll OR fare W/5 bridge", ["(toll OR fare) W/5 bridge"]),
        ("toll W/5 fare W/5 bridge", ["toll W/5 (fare W/5 bridge)"]),
        (
            "toll fare OR harbour W/5 bridge",
            [
                "toll (fare OR (harbour W/5 bridge))",
                "toll (fare OR harbour) W/5 bridge",
            ],
        ),
        ("toll NOT fare OR bridge", ["toll NOT (fare OR bridge)"]),
        ("(toll fare) OR bridge", []),
        ("toll (fare OR bridge)", []),
        ("toll OR fare OR bridge", []),
        ("toll W/5 (fare W/5 bridge)", []),
        ("toll fare -bridge", []),
    ],
)
def test_only_doubtful_queries_have_other_readings(
    query: str, others: list[str]
) -> None:
    assert [write(other.tree) for other in read(query).alternatives] == others


@given(trees)
def test_what_ours_writes_is_never_doubtful(tree: Node) -> None:
    query = parse(write(tree), names=KnownNames())
    assert (query.alternatives, query.dialect) == ((), "archive")


def test_a_count_keeps_the_filters() -> None:
    (other,) = reading_of(MIXED, tag="toll", **{"from": "2025-01-01"}).alternatives
    assert other.count == 1
    assert asked_in(other.address)["tag"] == "toll"


def test_another_language_is_named_and_others_are_offered(client: Client) -> None:
    reading = reading_of(NEXIS)
    assert reading.language == "Nexis"
    assert reading.alternatives == ()
    names = [other.name for other in reading.languages]
    assert names[0] == "this archive"
    assert asked_in(reading.languages[0].address) == {"q": NEXIS, "dialect": "archive"}
    page = plain(text_of(client, f"/search/?q={NEXIS}"))
    assert "Read as Nexis: “harbour bridge” in any form in the headline" in page
    assert "Read otherwise, as this archive" in page


def test_the_chosen_language_is_kept(client: Client) -> None:
    reading = reading_of("harbour bridge", dialect="nexis")
    assert reading.sentence == "“harbour bridge” in any form"
    page = text_of(client, "/search/?q=harbour+bridge&dialect=nexis")
    assert '<input type="hidden" name="dialect" value="nexis">' in page
    assert "dialect=nexis&amp;sort=newest" in page


def test_a_part_left_out_keeps_the_language_of_the_rest() -> None:
    (first, second) = reading_of("hd=harbour and toll w/5 bridge").parts
    assert asked_in(first.without) == {"q": "toll w/5 bridge", "dialect": "factiva"}
    assert asked_in(second.without) == {"q": "hd=harbour", "dialect": "factiva"}


def test_a_wrong_language_is_noted() -> None:
    reading = reading_of("harbour", dialect="latin")
    assert (
        "“dialect=latin” was left out: it is archive or nexis"
        in reading.loud[0].message
    )
    assert reading.is_plain


def test_a_small_operator_is_counted_as_both(client: Client) -> None:
    page = plain(text_of(client, "/search/?q=bridge+not+toll"))
    assert "“not” was read as a word: 0 articles. As NOT: 0 ." in page
    (note,) = reading_of("ferry or bridge").notes
    assert (note.total, note.name, note.count) == (0, "As OR", 4)
    assert asked_in(note.address) == {"q": "ferry OR bridge"}


def test_common_words_are_named_once_and_can_be_counted() -> None:
    (note,) = reading_of("the harbour of the bridge").notes
    assert note.message == "“the” and “of” are too common to help and were left out."
    assert note.is_quiet
    assert asked_in(note.address) == {"q": "+the harbour +of +the bridge"}
    assert not reading_of("+the harbour +of +the bridge").notes


def test_a_note_shows_its_place(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour+(bridge+toll")
    assert "<code>harbour <u>(</u>bridge toll</code>" in page


def test_data_tells_the_reading(client: Client) -> None:
    query = client.get(f"/search.json?q={MIXED}").json()["query"]
    assert query["dialect"] == "archive"
    assert [part["total"] for part in query["parts"]] == [2, 2]
    assert query["alternatives"][0]["total"] == 2
    assert query["dialects"] == []


def test_a_part_that_is_not_wanted_is_counted_too(client: Client) -> None:
    query = client.get("/search.json?q=harbour+-toll").json()["query"]
    parts = [(part["text"], part["total"]) for part in query["parts"]]
    assert parts == [("harbour", 4), ("toll", 2)]


@pytest.mark.parametrize(
    "text", ["2 March 2024", "2024-03-02", "March 2, 2024", "March 2024"]
)
def test_a_date_alone_offers_its_articles(text: str, client: Client) -> None:
    page = plain(text_of(client, f"/search/?q={text}"))
    assert "1 article was published" in page
    address = "/2024/3/" if text == "March 2024" else "/2024/3/2/"
    assert f'href="{address}"' in text_of(client, f"/search/?q={text}")


@pytest.mark.parametrize(
    "text", ["2024", "harbour 2 March 2024", "2 March 1999", "30 days"]
)
def test_what_is_no_day_with_articles_offers_none(text: str, client: Client) -> None:
    assert "published" not in plain(text_of(client, f"/search/?q={text}"))


def test_a_file_name_alone_offers_its_article(client: Client) -> None:
    article = make_article(headline="Fares rise")
    ImportedFile.objects.create(
        import_run=Import.objects.create(),
        root="pile",
        path="2024/fares rise.txt",
        article=article,
        outcome=ImportedFile.Outcome.CREATED,
    )
    outbox.drain()
    page = text_of(client, "/search/?q=fares rise.txt")
    assert (
        f'<a href="{article.get_absolute_url()}" rel="nofollow">Fares rise</a>' in page
    )
    assert "read from this file" not in text_of(client, "/search/?q=fares rise.doc")
