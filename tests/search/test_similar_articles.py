"""Similar articles on the page of one, with the words they share."""

from typing import Any

import pytest
from django.test import Client, override_settings

from archive.models import Article, CopyGroup
from search import outbox
from search.similar import similar_to
from search.whoosh_engine import open_engine
from search.whoosh_engine.commits.rebuilding import rebuild
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")

BODY = "Okafor opened the Harbour Bridge. The toll on the bridge is high, Okafor said."


@pytest.fixture
def article() -> Article:
    """An article among others that share much, something and nothing with it."""
    article = make_article(headline="Bridge opens", body=BODY)
    make_article(headline="Okafor on tolls", body="Okafor spoke of the toll.")
    make_article(headline="Rain", body="It rained in the hills all day.")
    outbox.drain()
    return article


def test_an_article_names_others_and_the_words_they_share(
    client: Client, article: Article
) -> None:
    page = text_of(client, article.get_absolute_url())
    _, _, part = page.partition("<h2>Similar articles</h2>")
    part, _, _ = part.partition("</section>")
    assert "Okafor on tolls" in part
    assert "shares Okafor, toll" in part
    assert "Rain" not in part


def test_similar_articles_come_before_those_of_the_day(
    client: Client, article: Article
) -> None:
    page = text_of(client, article.get_absolute_url())
    assert page.index("Similar articles") < page.index("The same day")


def test_a_figure_makes_no_articles_alike() -> None:
    bridge = make_article(headline="Bridge", body="The bridge of 2019 cost 1,948,000.")
    make_article(headline="Harvest", body="In 2019 they reaped 1,948,000 sheaves.")
    outbox.drain()
    assert similar_to(bridge, open_engine()) == ()


def test_chance_words_make_no_articles_alike(article: Article) -> None:
    body = f"Harbour seals sleep at noon on rocks. {'They wake, swim and hunt. ' * 9}"
    make_article(headline="Seals", body=body)
    outbox.drain()
    headlines = [like.article.headline for like in similar_to(article, open_engine())]
    assert headlines == ["Okafor on tolls"]


def test_copies_are_left_out(article: Article) -> None:
    group = CopyGroup.objects.create()
    Article.objects.filter(pk=article.pk).update(copy_group=group)
    article.refresh_from_db()
    article.save()
    make_article(headline="Copy", body=BODY, copy_group=group)
    outbox.drain()
    found = similar_to(article, open_engine())
    assert [like.article.headline for like in found] == ["Okafor on tolls"]


def test_an_article_hidden_since_is_left_out(article: Article) -> None:
    assert similar_to(article, open_engine())
    Article.objects.filter(headline="Okafor on tolls").update(state="hidden")
    assert similar_to(article, open_engine()) == ()


def test_what_was_found_is_kept_until_text_or_index_changes(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    similar_to(article, open_engine())
    engine = open_engine()
    monkeypatch.setattr(type(engine), "similar", lambda *_, **__: 1 / 0)
    assert similar_to(article, engine)
    monkeypatch.undo()
    make_article(headline="More of Okafor", body="Okafor, the toll and the bridge.")
    outbox.drain()
    assert len(similar_to(article, open_engine())) == 2


def test_without_an_index_an_article_is_read_without_them(
    client: Client, article: Article
) -> None:
    with override_settings(INDEX_DIR="/nowhere"):
        assert "Similar articles" not in text_of(client, article.get_absolute_url())


def test_similar_articles_take_two_questions(
    client: Client, article: Article, django_assert_num_queries: Any
) -> None:
    for number in range(9):
        make_article(body=BODY, headline=f"Okafor {number}", credits=["Reuters"])
    outbox.drain()
    with django_assert_num_queries(2):
        assert len(similar_to(article, open_engine())) == 6
    group = CopyGroup.objects.create()
    Article.objects.filter(headline__in=["Rain", article.headline]).update(
        copy_group=group
    )
    # All that the page of an article shows, copies among it.
    with django_assert_num_queries(11):
        client.get(article.get_absolute_url())


def test_they_are_found_beside_a_giant_in_a_later_segment() -> None:
    for number in range(260):
        make_article(headline=f"Rain {number}", body="It rained.")
    rebuild()
    giant = make_article(
        headline="Digest", body=f"{'Okafor toll. ' * 900}{'and so on ' * 20_000}"
    )
    article = make_article(headline="Okafor on tolls", body="Okafor spoke of the toll.")
    outbox.drain()
    found = similar_to(article, open_engine())
    assert [like.article for like in found] == [giant]
