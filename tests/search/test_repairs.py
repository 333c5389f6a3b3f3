"""What is offered when a request finds nothing."""

from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from search import outbox
from search.aid.repairs import MOST_REPAIRS, Help, did_you_mean, help_out
from search.asking.forms import SearchForm
from search.results.chips import make_chips
from search.results.offers import Offer
from search.whoosh_engine import open_engine
from tests.factories import make_article
from tests.pages import text_of
from tests.search.coast import make_coast
from tests.search.narrow_queries import FIRST_REPAIRS


def ask(query: str) -> Help:
    """Return the help that an address gets."""
    form = SearchForm(QueryDict(query))
    return help_out(form, make_chips(form), open_engine())


def count(address: str) -> int:
    """Return how many articles an address finds."""
    form = SearchForm(QueryDict(address.partition("?")[2]))
    return open_engine().count(form.to_request())


@pytest.fixture
def coast(index: Path) -> None:
    """Eighty articles about a coast."""
    make_coast()


@pytest.mark.usefixtures("coast")
def test_the_right_repair_comes_first() -> None:
    firsts = {
        query: (wanted, next(iter(ask(query).repairs), None))
        for query, wanted in FIRST_REPAIRS
    }
    misses = {
        query: (wanted, offer and offer.name)
        for query, (wanted, offer) in firsts.items()
        if offer is None or wanted not in offer.name
    }
    assert len(misses) <= 0.15 * len(FIRST_REPAIRS), misses
    assert misses == {}


WORDS = st.sampled_from(
    (
        *(
            "harbour",
            "brigde",
            "toll",
            "ferry",
            "zeppelin",
            "Halvorson",
            "foot",
            "ball",
        ),
        *("storm", "the", "goverment", "tunnel", "council", "harbourbridge", "or"),
    )
)
PARTS = st.one_of(
    WORDS,
    WORDS.map("NOT {}".format),
    WORDS.map("headline:{}".format),
    st.lists(WORDS, min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.tuples(WORDS, WORDS).map(lambda two: "{} W/2 {}".format(*two)),
    st.tuples(WORDS, WORDS).map(lambda two: "({} OR {})".format(*two)),
    st.tuples(WORDS, WORDS).map(lambda two: "{} PRE/3 {}".format(*two)),
    st.sampled_from(("date:2019", "tag:toll", "source:nobody", "is:undated", "h*b?r")),
)
FILTERS = st.sampled_from(
    (
        *("", "&tag=toll&tag=storm", "&not_source=brovik-courier", "&from=2031-01-01"),
        *("&dialect=nexis", "&dialect=factiva&date=2019", "&copies=fold"),
    )
)


@pytest.mark.usefixtures("coast")
def test_every_repair_and_spelling_counts_what_its_address_finds() -> None:
    @given(st.lists(PARTS, min_size=1, max_size=4), FILTERS)
    @settings(max_examples=100, deadline=None)
    def check(parts: list[str], filters: str) -> None:
        data = QueryDict(filters[1:], mutable=True)
        data["q"] = " ".join(parts)
        form = SearchForm(data)
        engine = open_engine()
        total = engine.count(form.to_request())
        better = did_you_mean(form, engine, total)
        offers: list[Offer] = [better] if better else []
        if not total:
            offers += help_out(form, make_chips(form), engine).repairs
        assert len(offers) <= MOST_REPAIRS
        for offer in offers:
            assert offer.article_count > total
            assert offer.article_count == count(offer.address), offer

    check()


@pytest.mark.usefixtures("coast")
def test_each_part_is_counted_by_itself() -> None:
    parts = ask("q=harbour+brigde+NOT+toll&tag=storm").parts
    assert [(part.text, part.article_count) for part in parts] == [
        ("harbour", 10),
        ("brigde", 0),
        ("not toll", 71),
        ("tagged storm", 10),
    ]


@pytest.mark.usefixtures("coast")
def test_the_words_of_a_phrase_that_is_not_found_are_counted() -> None:
    parts = ask("q=%22ferry+bridge%22").parts
    assert [(part.text, part.article_count) for part in parts] == [
        ("“ferry bridge”", 0),
        ("ferry", 10),
        ("bridge", 20),
    ]


@pytest.mark.usefixtures("coast")
def test_several_values_of_a_facet_are_lifted_together() -> None:
    names = [offer.name for offer in ask("q=herring&tag=toll&tag=storm").repairs]
    assert names == ["without “tagged toll or tagged storm”"]


@pytest.mark.usefixtures("coast")
def test_the_nearest_articles_before_and_after_are_offered() -> None:
    names = [
        o.name for o in ask("q=regatta+OR+quota&from=2021-01-01&to=2021-12-31").repairs
    ]
    assert names[:2] == [
        "nearest article before: 12 May 2020",
        "nearest article after: 2 May 2023",
    ]


@pytest.mark.usefixtures("coast")
def test_undated_articles_are_offered_where_dates_leave_them_out() -> None:
    make_article(headline="Undated regatta", published_on=None)
    outbox.drain()
    names = [offer.name for offer in ask("q=regatta&from=2031-01-01").repairs]
    assert "with undated articles" in names


@pytest.mark.usefixtures("coast")
def test_a_better_spelling_is_offered_where_little_is_found(client: Client) -> None:
    make_article(headline="A slip", body="They spoke of the brigde.")
    outbox.drain()
    page = text_of(client, "/search/?q=brigde")
    assert "<b>1 article</b>" in page
    assert 'Did you mean <a href="/search/?q=bridge" rel="nofollow">bridge</a>?' in page
    assert '<span class="count">20 articles</span>' in page


@pytest.mark.parametrize("query", ["Brigde", '"brigde"', "brigde NOT bridge", "bridge"])
@pytest.mark.usefixtures("coast")
def test_names_and_quoted_words_that_are_found_are_left_alone(
    client: Client, query: str
) -> None:
    make_article(headline="A slip", body="They spoke of the Brigde.")
    outbox.drain()
    response = client.get("/search/", {"q": query})
    assert "Did you mean" not in response.content.decode()


@pytest.mark.usefixtures("coast")
def test_the_page_without_hits_shows_parts_and_repairs(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour+brigde")
    assert "brigde <b>0</b>" in page
    assert 'instead of “brigde”</a> <span class="count">10 articles' in page
    assert "Did you mean" not in page


@pytest.mark.usefixtures("coast")
def test_data_says_the_same(client: Client) -> None:
    data = client.get("/search.json?q=harbour+brigde").json()
    assert data["parts"][1] == {"text": "brigde", "count": 0}
    assert data["repairs"][0] == {
        "name": "“bridge” instead of “brigde”",
        "count": 10,
        "url": "/search/?q=harbour+bridge",
    }
    assert data["spelling"] is None


def test_an_empty_archive_is_offered_nothing(index: Path, client: Client) -> None:
    assert ask("q=harbour&tag=x&from=2023-01-01") == Help(
        parts=ask("q=harbour&from=2023-01-01").parts
    )
    assert "Nothing was found" in text_of(client, "/search/?q=harbour")


@pytest.mark.parametrize(
    "query",
    ["", "NOT *", "NOT harbour", "(", '"', "a" * 11_000, "w*d " * 201, "都 東京"],
)
@pytest.mark.usefixtures("coast")
def test_any_query_can_be_asked_for_help(query: str) -> None:
    data = QueryDict(mutable=True)
    data["q"] = query
    form = SearchForm(data)
    help_out(form, (), open_engine())
    did_you_mean(form, open_engine(), 1)
