"""A newer text of an edited article waits beside it until somebody decides."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.editing.saving import bring_back, save_edit
from archive.importing.pipeline import import_articles
from archive.models import Article, Change, Import, Original
from archive.people.roles import Role, give_role
from tests.archive.piles import STORY, announced, outcomes
from tests.factories import write_house

pytestmark = pytest.mark.django_db
NEW = "The ferry crews voted on Friday to end the strike."


@pytest.fixture
def person() -> User:
    """An editor."""
    person = User.objects.create_user("ada")
    give_role(person, Role.EDITOR)
    return person


@pytest.fixture
def editor(client: Client, person: User) -> Client:
    """A browser in which an editor is signed in."""
    client.force_login(person)
    return client


@pytest.fixture
def article(tmp_path: Path, person: User) -> Article:
    """An article that was edited by hand and whose file has changed since."""
    pile = tmp_path / "pile"
    write_house(pile / "a.txt", STORY)
    import_articles([pile])
    article = Article.objects.get()
    article.headline = "Crews go on"
    save_edit(article, changed=["headline"], by=person, why="edited")
    bring_newer(tmp_path)
    return Article.objects.get()


def bring_newer(tmp_path: Path, text: str = NEW) -> None:
    """Change the article's file and import it again."""
    write_house(tmp_path / "pile/a.txt", text, date="2024-03-08")
    import_articles([tmp_path / "pile"])


def address(article: Article) -> str:
    """Return the page on which the newer text is decided on."""
    return reverse("article-newer", args=[article.pk])


def page(client: Client, where: str) -> str:
    """Return a page as one line."""
    return " ".join(client.get(where, follow=True).content.decode().split())


def decide(client: Client, article: Article, what: str) -> Any:
    """Press a button beneath the newest text."""
    newest = Original.objects.filter(article=article).latest("id")
    data = {"original": newest.pk, what: ""}
    return client.post(address(article), data, follow=True)


def test_it_waits_and_is_told_of(editor: Client, article: Article) -> None:
    assert outcomes() == {"a.txt": "kept both"}
    assert article.headline == "Crews go on"
    assert address(article) in page(editor, article.get_absolute_url())
    assert address(article) in page(editor, reverse("attention-newer"))
    assert "Newer texts" in page(editor, reverse("attention"))
    shown = page(editor, address(article))
    assert "<ins>Friday </ins>" in shown
    assert "<del>Crews go on</del>" in shown


def test_readers_are_not_told(client: Client, article: Article) -> None:
    assert address(article) not in page(client, article.get_absolute_url())


def test_kept_mine_the_same_bytes_do_not_come_again(
    editor: Client, article: Article, tmp_path: Path
) -> None:
    decide(editor, article, "keep")
    bring_newer(tmp_path, "A third text of the strike.")
    decide(editor, article, "keep")
    bring_newer(tmp_path)
    assert outcomes() == {"a.txt": "unchanged"}
    assert not Original.objects.waiting().exists()
    article.refresh_from_db()
    assert article.headline == "Crews go on"


def test_another_text_comes_after_one_that_was_not_wanted(
    editor: Client, article: Article, tmp_path: Path
) -> None:
    decide(editor, article, "keep")
    bring_newer(tmp_path, "A third text of the strike.")
    assert Original.objects.waiting().count() == 1


def test_the_new_text_is_taken_and_the_index_told(
    editor: Client, article: Article
) -> None:
    with announced() as ids:
        decide(editor, article, "take")
    article.refresh_from_db()
    assert article.body == NEW
    assert str(article.published_on) == "2024-03-08"
    assert article.headline_is_derived
    assert article.pk in ids
    assert not Original.objects.waiting().exists()


def test_what_was_taken_is_brought_back_by_history(
    editor: Client, article: Article, person: User
) -> None:
    decide(editor, article, "take")
    bring_back(Change.objects.filter(article=article).latest("id"), by=person)
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Crews go on", STORY)


def test_after_it_was_taken_the_file_is_followed_again(
    editor: Client, article: Article, tmp_path: Path
) -> None:
    decide(editor, article, "take")
    bring_newer(tmp_path, "A third text of the strike.")
    assert outcomes() == {"a.txt": "updated"}


def test_merged_by_hand_what_was_chosen_stands_in_the_form(
    editor: Client, article: Article
) -> None:
    newest = Original.objects.latest("id")
    where = f"{reverse('article-edit', args=[article.pk])}?newer={newest.pk}&take=body"
    form = editor.get(where).context["form"]
    assert form["body"].value() == NEW
    assert form["headline"].value() == "Crews go on"
    data = {name: form[name].value() or "" for name in form.fields}
    answer = editor.post(where, data)
    article.refresh_from_db()
    assert answer.headers["Location"] == article.get_absolute_url()
    assert (article.headline, article.body) == ("Crews go on", NEW)
    assert not Original.objects.waiting().exists()


def test_a_text_that_came_meanwhile_is_shown_first(
    editor: Client, article: Article, tmp_path: Path
) -> None:
    seen = Original.objects.latest("id")
    bring_newer(tmp_path, "A third text of the strike.")
    editor.post(address(article), {"original": seen.pk, "take": ""})
    article.refresh_from_db()
    assert article.headline == "Crews go on"


def test_an_undone_import_leaves_nothing_waiting(article: Article) -> None:
    from archive.importing.undo import undo_import

    undo_import(Import.objects.latest("id"))
    assert not Original.objects.waiting().exists()
