"""Earlier searches combined by their numbers."""

import contextlib
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.http import urlencode
from hypothesis import given, settings
from hypothesis import strategies as st

from search import outbox
from search.asking.forms import SearchForm
from search.saving.combining import CombinationRefused, combine
from search.saving.recent import RecentSearch
from search.whoosh_engine import open_engine
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")

SEARCHES = (
    "q=harbour",
    "q=toll",
    "q=%22harbour+bridge%22",
    "q=harbour+OR+ferry",
    "q=bridge+W/3+toll",
    "q=strike+NOT+ferry",
    "q=NOT+toll",
    "q=the",
    "q=or",
    "q=tag:toll&source=brovik-courier",
    "q=harbour&tag=toll",
    "q=harbour&not_tag=toll",
    "tag=toll&tag=bridge",
    "source=brovik-courier",
    "not_source=brovik-courier",
    "q=harbour&credit=reuters&not_credit=ani",
    "section=News",
    "q=harbour&from=2024-01-01",
    "q=harbour&to=2024-12-31&undated=1",
    "undated=only",
    "words=0",
    "q=date:2023",
    "q=added:today",
    "copies=fold&q=ferry&sort=oldest",
    "q=HLEAD(harbour)+OR+toll+AND+bridge",
    "q=ATLEAST2(harbour)",
    "q=hd%3Dharbour+and+toll",
    "q=harbour+/5+bridge",
    "q=harbour+OR+toll+AND+traffic&dialect=nexis",
    "date=2024&date=undated",
    "not_date=2024",
    "length=0",
    "not_length=0&q=harbour",
    "not_section=News",
)


def found(parameters: str) -> set[int]:
    """Return the articles that an address finds."""
    request = SearchForm(QueryDict(parameters)).to_request()
    hits = open_engine().search(replace(request, page_size=100, page=1)).hits
    return {pk for hit in hits for pk in (hit.article_id, *hit.copy_ids)}


def recent(*parameters: str) -> list[RecentSearch]:
    """Return these as recent searches, numbered from 1."""
    return [RecentSearch(n, 0, text) for n, text in enumerate(parameters, 1)]


def combined(text: str, *parameters: str) -> str:
    """Return the address of a combination."""
    return str(combine(text, recent(*parameters), open_engine()).address)


@st.composite
def combinations(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """Draw a combination of searches 1 to 3, with Python that says the same."""
    kind = draw(st.sampled_from(["one", "AND", "OR", "NOT", " "])) if depth else "one"
    if kind == "one":
        number = draw(st.sampled_from("123"))
        return draw(st.sampled_from(["", "#", "S"])) + number, f"s[{number}]"
    left, said_left = draw(combinations(depth - 1))
    if kind == "NOT":
        return f"NOT ({left})", f"(everything - {said_left})"
    right, said_right = draw(combinations(depth - 1))
    sign = "|" if kind == "OR" else "&"
    return f"({left}) {kind} ({right})", f"({said_left} {sign} {said_right})"


def test_a_combination_finds_exactly_what_its_parts_say(client: Client) -> None:
    make_article(headline="Toll on Reuters", source="Reuters", tags=["bridge"])
    outbox.drain()
    everything = found("")

    @settings(deadline=None, max_examples=100)
    @given(st.lists(st.sampled_from(SEARCHES), min_size=3, max_size=3), combinations())
    def holds(searches: list[str], drawn: tuple[str, str]) -> None:
        text, said = drawn
        combination = combine(text, recent(*searches), open_engine())
        assert combination.left_out == ()
        s = {n: found(searches[n - 1]) for n in (1, 2, 3)}
        expected = eval(said, {"s": s, "everything": everything})
        assert found(combination.address.query) == expected

    holds()


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("1 AND 2", "harbour+toll"),
        ("1 2", "harbour+toll"),
        ("s1 and #2", "harbour+toll"),
        ("1 NOT 2", "harbour+NOT+toll"),
        ("1 AND NOT 2", "harbour+NOT+toll"),
        ("(1 OR 3) NOT 2", "%28harbour+OR+%28ferry+strike%29%29+NOT+toll"),
        ("1 OR 3 AND 2", "harbour+OR+%28ferry+strike+toll%29"),
        ("01", "harbour"),
    ],
)
def test_numbers_become_one_query(text: str, query: str) -> None:
    searches = ("q=harbour", "q=toll", "q=ferry+strike")
    assert combined(text, *searches) == f"/search/?q={query}"


def test_filters_that_all_share_stay_filters() -> None:
    address = combined("1 OR 2", "q=harbour&tag=toll", "q=ferry&tag=toll")
    assert address == "/search/?q=harbour+OR+ferry&tag=toll"


def test_filters_that_differ_become_part_of_the_query() -> None:
    address = combined("1 OR 2", "q=harbour&tag=toll", "source=brovik-courier")
    expected = "%28harbour+tag%3Atoll%29+OR+source%3A%22Brovik+Courier%22"
    assert address == f"/search/?q={expected}"


def test_a_filter_that_no_query_can_say_is_named() -> None:
    make_article(source="Reuters", credits=["Reuters"])
    outbox.drain()
    searches = recent("q=harbour&source=reuters", "q=toll")
    combination = combine("1 OR 2", searches, open_engine())
    said = "“source=reuters” of search 1 was left out: no query can say it."
    assert combination.left_out == (said,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 AND 7", "There is no search 7."),
        ("1 XOR 2", "“XOR” is no number and no operator"),
        ("(1 OR 2", "A bracket is not closed"),
        ("1)", "A bracket is closed and never opened"),
        ("1 AND", "The number of a search is missing"),
        ("", "The number of a search is missing"),
        ("NOT", "The number of a search is missing"),
        ("1 " * 101, "may have 200 characters"),
        ("(" * 200, "The number of a search is missing"),
        ("9" * 200, "There is no search 999"),
    ],
)
def test_what_cannot_be_combined_is_said(text: str, said: str) -> None:
    with pytest.raises(CombinationRefused, match=said.replace("(", r"\(")):
        combine(text, recent("q=harbour", "q=toll"), open_engine())


@pytest.mark.parametrize(("word", "count"), [("harbour", 600), ("é" * 9, 400)])
def test_what_is_too_long_together_is_said(word: str, count: int) -> None:
    long = urlencode({"q": " OR ".join(f"{word}{n}" for n in range(count))})
    with pytest.raises(CombinationRefused, match="too long"):
        combined("1 2", long, long.replace(quote(word), "ferry"))


@given(st.text(max_size=40))
def test_any_text_is_refused_or_read(text: str) -> None:
    with contextlib.suppress(CombinationRefused):
        address = combine(text, recent("q=harbour", "q=toll"), open_engine()).address
        assert address.pairs


def test_the_box_leads_to_the_results(client: Client) -> None:
    for query in ("harbour", "toll"):
        client.get(f"/search/?q={query}")
    response = client.get("/saved/combined/?searches=1+NOT+2", follow=True)
    assert response.redirect_chain == [("/search/?q=harbour+NOT+toll", 302)]
    assert "<b>2 articles</b>" in " ".join(response.content.decode().split())
    assert ">harbour, not toll<" in text_of(client, "/saved/")


def test_the_box_keeps_what_it_could_not_read(client: Client) -> None:
    client.get("/search/?q=harbour")
    page = text_of(client, "/saved/combined/?searches=1+AND+9")
    assert "There is no search 9." in page
    assert 'value="1 AND 9"' in page
