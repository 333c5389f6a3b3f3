"""An article's history tells every change, and brings earlier versions back."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from archive.changes import facts
from archive.correcting import kinds
from archive.correcting.applying import apply, undo
from archive.correcting.subjects import version_of
from archive.editing.saving import bring_back, save_edit
from archive.history import history, version_before
from archive.models import Article, Change, CopyGroup
from tests.archive.test_admin import form_of
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("ed")


def edit(article: Article, by: User, **facts: Any) -> Article:
    """Save an edit by hand; return the article as stored."""
    tags = facts.pop("tags", None)
    article = Article.objects.get(pk=article.pk)
    for name, value in facts.items():
        setattr(article, name, value)
    save_edit(article, changed=facts or {"tags"}, by=by, why="edited")
    if tags is not None:
        article.tags.set(make_tag(name) for name in tags)
    return Article.objects.get(pk=article.pk)


def told(article: Article) -> list[list[str]]:
    """Return what the history says, newest first."""
    steps = history(article, at_most=100)
    return [[str(difference) for difference in step.differences] for step in steps]


def test_edits_and_corrections_are_told_in_turn(editor: User) -> None:
    article = make_article(body="Crews voted.", tags=("ports",), section="News")
    edit(article, editor, body="Crews voted to stop.")
    correction = apply(kinds.SetText("section", "Sport"), [article.pk], by=editor)
    edit(article, editor, tags=("ports", "ferries"))
    apply(kinds.ChangeTags(remove=("ports",)), [article.pk], by=editor)
    undo(correction, by=editor)
    assert told(article) == [
        ["section: Sport → News"],
        ["tags: ports → nothing"],
        ["tags: nothing → ferries"],
        ["section: News → Sport"],
        ["body: voted. → voted to stop."],
    ]


def test_a_new_name_of_a_tag_is_no_change_of_the_article(editor: User) -> None:
    article = make_article(tags=("ports",))
    edit(article, editor, section="News")
    tag = article.tags.get()
    tag.name = "Ports and harbours"
    tag.save()
    assert told(article) == [["section: nothing → News"]]


def test_every_version_can_be_brought_back_as_a_new_change(editor: User) -> None:
    article = make_article(body="One.", tags=("a",), credits=("PTI",), source="Courier")
    versions = [facts(article)]
    versions.append(facts(edit(article, editor, headline="Two", body="Two.")))
    apply(kinds.SetCredits(("AFP",)), [article.pk], by=editor)
    apply(kinds.SetSource(""), [article.pk], by=editor)
    versions.append(facts(Article.objects.get()))
    edit(article, editor, tags=())
    edit(article, editor, published_on=None)
    changes = list(Change.objects.order_by("id"))
    for wanted, change in zip(
        versions, (changes[0], changes[1], changes[3]), strict=True
    ):
        assert bring_back(change, by=editor)
        now = facts(Article.objects.get())
        for name in set(wanted) - {"edited_at", "state", "copy_group"}:
            assert now[name] == wanted[name], name
    assert Change.objects.count() == len(changes) + 3


def test_bringing_back_can_itself_be_taken_back(editor: User) -> None:
    article = make_article(headline="One")
    edit(article, editor, headline="Two")
    bring_back(Change.objects.get(), by=editor)
    bring_back(Change.objects.latest("id"), by=editor)
    assert Article.objects.get().headline == "Two"


def test_what_is_so_already_is_not_brought_back(editor: User) -> None:
    article = make_article(headline="One")
    edit(article, editor, headline="Two")
    edit(article, editor, headline="One")
    assert not bring_back(Change.objects.earliest("id"), by=editor)
    assert Change.objects.count() == 2


def test_bringing_back_leaves_the_trash_alone(editor: User) -> None:
    article = make_article(section="News")
    edit(article, editor, section="Sport")
    apply(kinds.SetState("trashed"), [article.pk], by=editor)
    bring_back(Change.objects.earliest("id"), by=editor)
    stored = Article.objects.get()
    assert (stored.section, stored.state) == ("News", "trashed")


def test_a_text_that_comes_back_leaves_the_copies_it_has_no_more(editor: User) -> None:
    group = CopyGroup.objects.create()
    article = make_article(body="One.")
    edit(article, editor, body="Two.")
    Article.objects.update(copy_group=group)
    for number in range(2):
        make_article(headline=f"Copy {number}", body="Two.", copy_group=group)
    bring_back(Change.objects.get(), by=editor)
    assert Article.objects.get(pk=article.pk).copy_group is None
    assert group.articles.count() == 2


def test_a_version_before_a_correction_is_whole(editor: User) -> None:
    article = make_article(section="News", tags=("ports",))
    apply(kinds.SetText("section", "Sport"), [article.pk], by=editor)
    before = version_before(Change.objects.get())
    assert before["section"] == "News"
    assert before["headline"] == article.headline


def test_the_history_page_has_every_change_and_brings_back(
    admin_client: Client, editor: User
) -> None:
    article = make_article(section="0")
    for number in range(1, 26):
        edit(article, editor, section=str(number))
    address = reverse("admin:archive_article_history", args=[article.pk])
    first = admin_client.get(address).content.decode()
    last = admin_client.get(f"{address}?p=2").content.decode()
    assert first.count(" · ed · edited") == 20
    assert last.count(" · ed · edited") == 5
    assert "In the archive since" in last
    bringing = reverse(
        "admin:archive_article_bring_back",
        args=[article.pk, Change.objects.earliest("id").pk],
    )
    assert bringing in last
    assert admin_client.get(bringing).status_code == 405
    admin_client.post(bringing)
    assert Article.objects.get().section == "0"


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(
    admin_client: Client, editor: User
) -> None:
    article = make_article(headline="Old", section="News", tags=("ports",))
    opened = {"version": version_of(article.changed_at)}
    edit(article, editor, headline="By ed", byline="Ed", tags=("ports", "ferries"))
    address = reverse("admin:archive_article_change", args=[article.pk])
    typed = form_of(article, headline="Old", section="Sport", **opened)
    typed["tags"] = [make_tag("ports").pk]
    response = admin_client.post(address, typed)
    page = response.content.decode()
    assert "ed changed this article at" in page
    assert "headline, byline, tags" in page
    assert Article.objects.get().section == "News"
    form = response.context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if name != "published_at"}
    assert (sent["headline"], sent["byline"], sent["section"]) == (
        "By ed", "Ed", "Sport"
    )  # fmt: skip
    sent |= {"published_at_0": "", "published_at_1": ""}
    sent = {name: value for name, value in sent.items() if value is not None}
    assert admin_client.post(address, sent).status_code == 302
    stored = Article.objects.get()
    assert (stored.headline, stored.section) == ("By ed", "Sport")
    assert sorted(tag.name for tag in stored.tags.all()) == ["ferries", "ports"]


def test_where_both_typed_the_second_wins_once_told(
    admin_client: Client, editor: User
) -> None:
    article = make_article(headline="Old")
    opened = {"version": version_of(article.changed_at)}
    edit(article, editor, headline="By ed")
    address = reverse("admin:archive_article_change", args=[article.pk])
    sent = form_of(article, headline="Mine", **opened)
    assert admin_client.post(address, sent).status_code == 200
    assert Article.objects.get().headline == "By ed"
    sent["version"] = version_of(Article.objects.get().changed_at)
    assert admin_client.post(address, sent).status_code == 302
    assert Article.objects.get().headline == "Mine"
    assert told(article)[0] == ["headline: By ed → Mine"]


def test_an_editor_is_told_of_a_correction_made_meanwhile(
    admin_client: Client,
) -> None:
    article = make_article()
    opened = {"version": version_of(article.changed_at)}
    apply(kinds.SetText("section", "Sport"), [article.pk], by=None)
    address = reverse("admin:archive_article_change", args=[article.pk])
    response = admin_client.post(address, form_of(article, headline="Mine", **opened))
    assert "a command changed this article" in response.content.decode()
    assert response.context["adminform"].form["section"].value() == "Sport"


def test_who_may_only_look_sees_an_article_and_its_history(client: Client) -> None:
    article = make_article(headline="Looked at")
    reader = User.objects.create_user("rea", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(reader)
    for name in ("change", "history"):
        address = reverse(f"admin:archive_article_{name}", args=[article.pk])
        page = client.get(address).content.decode()
        assert "Looked at" in page
        assert "Bring back" not in page
