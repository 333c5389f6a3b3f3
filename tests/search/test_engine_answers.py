"""What the engine says beside its hits: why, what is like it, what each part finds."""

from pathlib import Path

import pytest
from django.test import override_settings

from archive.models import Article, CopyGroup
from search import outbox
from search.engine import IndexUnusable
from search.language.query import Query
from search.language.tree import (
    And,
    In,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    TextField,
    Word,
)
from search.request import Order, SearchRequest
from search.whoosh_engine import open_engine
from search.whoosh_engine.answering.closeness import LOOKED_AT
from search.whoosh_engine.reading.cache import ByteCache
from tests.factories import make_article

BRIDGE, HARBOUR, TOLL = Word("bridge"), Word("harbour"), Word("toll")


def request(tree: Node, **asked: object) -> SearchRequest:
    """Return a request for a tree."""
    return SearchRequest(Query("", tree), **asked)  # type: ignore[arg-type]


def found(tree: Node) -> list[int]:
    """Return the ids of a tree's hits, best first."""
    return [hit.article_id for hit in open_engine().search(request(tree)).hits]


@pytest.mark.parametrize(
    "tree",
    [
        HARBOUR,
        And((HARBOUR, BRIDGE)),
        And((HARBOUR, HARBOUR, Not(TOLL))),
        Or((HARBOUR, Phrase((BRIDGE, TOLL)), Prefix("br"))),
        Near(HARBOUR, BRIDGE, 5),
    ],
)
def test_the_parts_of_a_score_add_up_to_it(index: Path, tree: Node) -> None:
    make_article(headline="Harbour", body="The harbour bridge; the harbour.")
    make_article(headline="Bridge toll", body="A bridge toll near the harbour bridge.")
    make_article(headline="Far", body="harbour " + "word " * 30 + "bridge")
    outbox.drain()
    engine = open_engine()
    for hit in engine.search(request(tree)).hits:
        why = engine.explain(request(tree), hit.article_id)
        assert why is not None
        assert why.score == pytest.approx(hit.score, rel=1e-5)
        parts = sum(part.score for part in why.parts)
        assert why.score == pytest.approx(parts + why.closeness, rel=1e-5)


def test_an_article_that_is_no_hit_is_not_explained(index: Path) -> None:
    article = make_article(body="A ferry.")
    outbox.drain()
    assert open_engine().explain(request(HARBOUR), article.pk) is None


def test_words_close_together_come_first(index: Path) -> None:
    far = make_article(headline="One", body="harbour " + "word " * 10 + "bridge it")
    near = make_article(headline="Two", body="harbour bridge " + "word " * 10 + "it")
    outbox.drain()
    Article.objects.filter(pk=far.pk).update(published_on="2030-01-01")
    assert found(And((HARBOUR, BRIDGE))) == [near.pk, far.pk]


@pytest.mark.parametrize(
    "tree",
    [
        And((Or((HARBOUR, BRIDGE)), TOLL)),
        And((In(TextField.HEADLINE, HARBOUR), In(TextField.HEADLINE, BRIDGE))),
        Or((HARBOUR, BRIDGE)),
    ],
)
def test_only_words_that_and_joins_gain_by_closeness(index: Path, tree: Node) -> None:
    article = make_article(
        headline="Harbour: a bridge", body="harbour bridge " + "word " * 30 + "toll"
    )
    outbox.drain()
    why = open_engine().explain(request(tree), article.pk)
    assert why is not None
    assert why.closeness == 0


def test_hits_beyond_those_looked_at_again_follow(index: Path) -> None:
    count = LOOKED_AT + 5
    for number in range(count):
        body = "harbour " + "word " * (number % 7) + "bridge"
        make_article(headline="Untitled", body=body)
    outbox.drain()
    tree = And((HARBOUR, BRIDGE))
    pages = [
        hit.article_id
        for page in (1, 2, 3)
        for hit in open_engine().search(request(tree, page=page, page_size=100)).hits
    ]
    assert len(pages) == len(set(pages)) == count
    place = open_engine().neighbours(request(tree), pages[LOOKED_AT])
    assert place is not None
    assert place.position == LOOKED_AT + 1
    assert place.previous_id == pages[LOOKED_AT - 1]
    assert place.next_id == pages[LOOKED_AT + 1]


def test_each_part_of_a_query_is_counted(index: Path) -> None:
    make_article(body="The harbour.")
    make_article(body="The harbour toll.")
    make_article(body="A bridge.")
    outbox.drain()
    counts = open_engine().count_parts(request(And((HARBOUR, BRIDGE, Not(TOLL)))))
    assert [(part.node, part.hit_count) for part in counts] == [
        (HARBOUR, 2),
        (BRIDGE, 1),
        (TOLL, 1),
    ]


def test_a_segment_without_bodies_is_like_nothing(index: Path) -> None:
    article = make_article(body="A silted channel off Brovik.")
    alike = make_article(body="The silted channel.")
    outbox.drain()
    make_article(headline="Silted", body="")
    outbox.drain()
    make_article(headline="?", body="")
    outbox.drain()
    found = open_engine().similar(article.pk, article.body)
    assert [similar.article_id for similar in found] == [alike.pk]


def test_similar_articles_share_telling_words_and_are_no_copies(index: Path) -> None:
    group = CopyGroup.objects.create()
    body = "Dredgers cleared the silted harbour channel off Brovik."
    article = make_article(body=body, copy_group=group)
    make_article(body=body + " Again.", copy_group=group)
    alike = make_article(body="The Brovik channel is silted; dredgers wait.")
    make_article(body="Cattle prices rose at the market.")
    hidden = make_article(body=body, state="hidden")
    outbox.drain()
    (similar,) = open_engine().similar(article.pk, article.body)
    assert similar.article_id == alike.pk != hidden.pk
    assert set(similar.words) == {"dredgers", "channel", "silted", "brovik"}


def test_an_article_of_words_of_its_own_is_like_none(index: Path) -> None:
    article = make_article(body="Zzyzx quuxly.")
    make_article(body="Harbour.")
    outbox.drain()
    assert open_engine().similar(article.pk, article.body) == ()
    assert open_engine().similar(article.pk, "") == ()


def test_an_empty_index_answers_everything(index: Path) -> None:
    engine = open_engine()
    for order in Order:
        results = engine.search(request(Prefix("a"), order=order))
        assert (results.total, results.hits, results.bars) == (0, (), ())
    assert engine.similar(1, "some text") == ()
    assert engine.digests() == {}


def test_an_index_for_other_languages_asks_to_be_rebuilt(index: Path) -> None:
    with (
        override_settings(LANGUAGES_OF_ARTICLES=("en", "de")),
        pytest.raises(IndexUnusable, match=r"not in de, en: .*rebuild_index"),
    ):
        open_engine()


class Sized:
    """Something of a size."""

    def __init__(self, nbytes: int) -> None:
        self.nbytes = nbytes


def test_the_cache_drops_what_was_used_longest_ago() -> None:
    cache = ByteCache(max_bytes=3_000)
    for name in "abc":
        cache.get((name,), lambda: Sized(500))
    cache.get(("a",), lambda: Sized(500))
    kept = cache.get(("d",), lambda: Sized(500))
    assert cache.bytes_held <= cache.max_bytes
    assert cache.get(("d",), lambda: Sized(0)) is kept
    assert cache.get(("b",), lambda: Sized(7)).nbytes == 7


def test_the_cache_forgets_what_belongs_to_a_segment() -> None:
    cache = ByteCache(max_bytes=10_000)
    cache.get((1, "a"), lambda: Sized(10))
    cache.get((2, "a"), lambda: Sized(10))
    cache.forget(1)
    assert cache.get((1, "a"), lambda: Sized(20)).nbytes == 20
    assert cache.get((2, "a"), lambda: Sized(20)).nbytes == 10
