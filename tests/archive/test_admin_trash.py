"""Editors move articles to the trash and out of it again, many at a time."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from archive.correcting import applying
from archive.models import Article, Change
from tests.archive.piles import announced
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ARTICLES = "/admin/archive/article/"
TRASH, RESTORE = "move_to_the_trash", "restore_from_the_trash"


def act(client: Client, action: str, *articles: Article) -> str:
    """Choose an action for articles and return the page that follows."""
    sent = {"action": action, "_selected_action": [a.pk for a in articles]}
    response = client.post(ARTICLES, sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def states() -> list[str]:
    """Return the states of all articles, in order of id."""
    return list(Article.objects.order_by("id").values_list("state", flat=True))


def test_articles_are_moved_to_the_trash_and_announced(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)
    articles = [make_article() for _ in range(3)]
    with announced() as told:
        page = act(admin_client, TRASH, *articles)
    assert "3 articles: moved to the trash." in page
    assert states() == ["trashed"] * 3
    assert told == [article.pk for article in articles]
    for change in Change.objects.all():
        assert str(change.made_by) == "admin"
        assert change.why.endswith("moved to the trash")
        assert change.before["state"] == "live"


def test_what_is_in_the_trash_is_not_moved_there_again(admin_client: Client) -> None:
    page = act(admin_client, TRASH, make_article(state="trashed"), make_article())
    assert "1 article: moved to the trash." in page
    assert Change.objects.count() == 1


def test_restored_articles_are_what_they_were(admin_client: Client) -> None:
    articles = [make_article(), make_article(state="hidden")]
    act(admin_client, TRASH, *articles)
    elsewhere = make_article(state="trashed")
    untouched = make_article(state="hidden")
    with announced() as told:
        page = act(admin_client, RESTORE, *articles, elsewhere, untouched)
    assert "3 articles: restored from the trash." in page
    assert states() == ["live", "hidden", "live", "hidden"]
    assert set(told) == {articles[0].pk, articles[1].pk, elsewhere.pk}
    assert Change.objects.filter(why__endswith="restored from the trash").count() == 3


def test_nothing_is_deleted_in_bulk(admin_client: Client) -> None:
    page = act(admin_client, "delete_selected", make_article())
    assert "delete_selected" not in page
    assert Article.objects.count() == 1
    assert TRASH in page


def test_a_superuser_deletes_a_single_article(admin_client: Client) -> None:
    address = f"{ARTICLES}{make_article().pk}/delete/"
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert not Article.objects.exists()


def test_who_may_only_look_moves_nothing(client: Client) -> None:
    reader = User.objects.create_user("rea", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(reader)
    act(client, TRASH, make_article())
    assert states() == ["live"]
