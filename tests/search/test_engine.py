"""What a reader can count on when asking the index."""

import datetime
from pathlib import Path

import pytest

from archive.models import CopyGroup
from search import outbox
from search.language.parser import parse
from search.names import ArchiveNames
from search.request import Facet, Filter, Order, Period, SearchRequest, Unit
from search.whoosh_engine import open_engine
from tests.factories import make_article, make_source, make_tag
from tests.search.asking import found, search


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("six P-8I aircraft", "P-8I"),
        ("six P-8I aircraft", "p8i"),
        ("six P8I aircraft", "P-8I"),
        ("six P-8I aircraft", '"P-8I aircraft"'),
        ("a U.S. envoy", "US"),
        ("a US envoy", "U.S."),
        ("said O’Neill’s aide", "O'Neill"),
        ("said O’Neill’s aide", "oneill"),
        ("a well-known name", '"well known"'),
        ("a well-known name", "wellknown"),
        ("India’s ports", "india"),
        ("the Indian ports", '"indian ports"'),
        ("harbours open", "harbour"),
        ("un café fermé", "cafe ferme"),
        ("un café fermé", '"cafe ferme"'),
        ("東京都は発表した", "東京都"),
        ("東京都は発表した", "都"),
        ("हिन्दी समाचार", "हिन्दी"),
    ],
)
def test_a_word_is_found_in_any_spelling(index: Path, text: str, query: str) -> None:
    article = make_article(headline="Untitled", body=text)
    outbox.drain()
    assert found(query) == [article.pk]


def test_quotes_mean_exactly_these_words(index: Path) -> None:
    make_article(headline="Untitled", body="The harbours were closed.")
    outbox.drain()
    assert found("harbour") != []
    assert found('"harbour"') == []


def test_source_looks_at_credits_too(index: Path) -> None:
    taken = make_article(source="Reuters")
    based = make_article(credits=["Reuters"])
    make_article(body="Reuters is only named here.")
    outbox.drain()
    assert set(found("source:reuters")) == {taken.pk, based.pk}
    assert found("credit:reuters") == [based.pk]


def test_facets_are_counted_without_their_own_filter(index: Path) -> None:
    make_article(source="Courier", tags=["ports"])
    make_article(source="Herald", tags=["ports"])
    make_article(source="Herald", tags=["grain"])
    outbox.drain()
    courier, ports = make_source("Courier").pk, make_tag("ports").pk
    chosen = (Filter(Facet.SOURCE, (courier,)), Filter(Facet.TAG, (ports,)))
    results = search("", filters=chosen)
    assert results.total == 1
    assert {v.value: v.hit_count for v in results.facets[Facet.SOURCE]} == {
        courier: 1,
        make_source("Herald").pk: 1,
    }


def test_values_can_be_excluded(index: Path) -> None:
    make_article(tags=["ports"])
    other = make_article(tags=["grain"])
    outbox.drain()
    ports = make_tag("ports").pk
    assert found("", filters=(Filter(Facet.TAG, excluded=(ports,)),)) == [other.pk]


def test_undated_articles_come_last_both_ways(index: Path) -> None:
    undated = make_article(published_on=None)
    old = make_article(published_on="1999-01-01")
    new = make_article(published_on="2020-01-01")
    outbox.drain()
    assert found("", order=Order.NEWEST) == [new.pk, old.pk, undated.pk]
    assert found("", order=Order.OLDEST) == [old.pk, new.pk, undated.pk]


def test_a_period_says_how_many_undated_it_leaves_out(index: Path) -> None:
    undated = make_article(published_on=None)
    dated = make_article(published_on="2020-05-01")
    make_article(published_on="2021-05-01")
    outbox.drain()
    year = Period(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
    results = search("", period=year)
    assert ([hit.article_id for hit in results.hits], results.undated) == (
        [dated.pk],
        1,
    )
    assert set(found("", period=Period(year.first, year.last, with_undated=True))) == {
        dated.pk,
        undated.pk,
    }


def test_copies_fold_into_the_best_hit_with_both_totals(index: Path) -> None:
    group = CopyGroup.objects.create()
    newer = make_article(published_on="2024-02-02", copy_group=group)
    older = make_article(published_on="2024-02-01", copy_group=group)
    alone = make_article(published_on="2024-01-01")
    outbox.drain()
    results = search("", fold_copies=True, order=Order.NEWEST)
    assert [(hit.article_id, hit.copy_ids) for hit in results.hits] == [
        (newer.pk, (older.pk,)),
        (alone.pk, ()),
    ]
    assert (results.total, results.folded) == (3, 1)


def test_the_histogram_shows_the_gaps(index: Path) -> None:
    make_article(published_on="2018-01-15")
    make_article(published_on="2020-06-15")
    outbox.drain()
    results = search("")
    assert results.unit is Unit.MONTH
    assert [bar.hit_count for bar in results.bars] == [1, *[0] * 28, 1]


def test_neighbours_follow_the_order_of_the_hits(index: Path) -> None:
    ids = [make_article(published_on=f"2020-01-0{day}").pk for day in (3, 2, 1)]
    outbox.drain()
    request = SearchRequest(parse("", names=ArchiveNames()), order=Order.NEWEST)
    place = open_engine().neighbours(request, ids[1])
    assert place is not None
    assert (place.position, place.total) == (2, 3)
    assert (place.previous_id, place.next_id) == (ids[0], ids[2])


def test_words_to_be_marked_are_those_that_were_found(index: Path) -> None:
    make_article(body="The harbours and the toll bridge.")
    outbox.drain()
    marks = search('harbour "toll bridge" -ferry').marks
    assert "harbours" in marks.words
    assert marks.phrases == ((frozenset({"toll"}), frozenset({"bridge"})),)
    assert "ferry" not in marks.words
