"""What people say of copies stands, until they take it back."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.correcting.applying import undo
from archive.deciding import CannotJoin, join, part_group, take_out
from archive.editing.saving import save_edit
from archive.models import Article, Change, CopyGroup
from tests.archive.made_stories import edited, groups, import_texts, story
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_what_was_parted_is_not_joined_again_by_a_third(tmp_path: Path) -> None:
    import_texts(tmp_path / "pile", story(1), edited(story(1)))
    correction = part_group(CopyGroup.objects.get(), by=User.objects.create())
    assert groups() == [None, None]
    import_texts(tmp_path / "later", edited(story(1), every=50))
    first, second, third = groups()
    assert first == third is not None
    assert second is None
    undo(correction, by=None)
    assert Change.objects.filter(correction=correction).count() == 2


def test_one_is_taken_out_and_the_others_stay(tmp_path: Path) -> None:
    texts = (story(1), edited(story(1)), edited(story(1), every=50))
    article, *_ = import_texts(tmp_path / "pile", *texts)
    before = groups()
    correction = take_out(article, by=User.objects.create())
    assert correction is not None
    first, second, third = groups()
    assert first is None
    assert second == third is not None
    assert not CopyGroup.objects.undecided().exists()
    undo(correction, by=None)
    assert groups() == before
    assert CopyGroup.objects.undecided().exists()


def test_what_was_joined_by_hand_stays_joined() -> None:
    ada = User.objects.create()
    article, other = make_article(body=story(1)), make_article(body=story(2))
    correction = join(article, other, by=ada)
    assert len(set(groups())) == 1
    article.refresh_from_db()
    article.body = story(3)
    save_edit(article, changed=["body"], by=ada, why="edited")
    assert len(set(groups())) == 1
    undo(correction, by=ada)
    assert groups() == [None, None]


def test_an_article_is_no_copy_of_itself_and_joined_once() -> None:
    ada = User.objects.create()
    article, other = make_article(body=story(1)), make_article(body=story(2))
    join(article, other, by=ada)
    for wrong in (article, other):
        with pytest.raises(CannotJoin):
            join(article, wrong, by=ada)


def test_copies_are_compared_word_by_word_and_others_are_not_shown(
    client: Client, tmp_path: Path
) -> None:
    text = story(1)
    first, second, third = import_texts(tmp_path / "pile", text, edited(text), story(2))
    page = client.get(f"/articles/{second.pk}/compare/{first.pk}/").content.decode()
    assert "<ins>other </ins>" in page
    assert (
        client.get(second.get_absolute_url()).content.decode().count("What differs")
        == 1
    )
    assert client.get(f"/articles/{first.pk}/compare/{third.pk}/").status_code == 404
    Article.objects.filter(pk=first.pk).update(state="hidden")
    assert client.get(f"/articles/{first.pk}/compare/{second.pk}/").status_code == 404


def test_editors_join_and_part_on_the_page(admin_client: Client) -> None:
    article, other = make_article(body=story(1)), make_article(body=story(2))
    address = f"/articles/{article.pk}/copies/"
    typed = f"http://testserver{other.get_absolute_url()}"
    page = admin_client.post(address, {"other": typed}, follow=True)
    assert "said to be copies" in page.content.decode()
    assert len(set(groups())) == 1
    page = admin_client.post(address, {"other": "harbour"}, follow=True)
    assert "No article has the number" in page.content.decode()
    page = admin_client.post(address, {"leave": ""}, follow=True)
    assert "said not to be copies" in page.content.decode()
    assert groups() == [None, None]


def test_readers_decide_nothing(client: Client) -> None:
    article = make_article(body=story(1))
    answer = client.post(f"/articles/{article.pk}/copies/", {"part": ""})
    assert answer.status_code == 302
    assert "/articles/" not in answer.headers["Location"].split("?")[0]
