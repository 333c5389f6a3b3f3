"""Editors correct many articles in the admin: choose, preview, apply, undo."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.admin import correcting
from archive.correcting import applying
from archive.correcting.kinds import AcceptHeadlines
from archive.correcting.subjects import version_of
from archive.models import Article, Correction, Import
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ARTICLES = "/admin/archive/article/"
CORRECT = f"{ARTICLES}correct/"


def page(client: Client, address: str) -> str:
    """Return a page with blanks evened out."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def send(client: Client, address: str, **sent: Any) -> str:
    """Send a form and return the page that follows, with blanks evened out."""
    response = client.post(address, sent, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def step(client: Client, name: str) -> str:
    """Push a button on the last correction's page; return the page that follows."""
    correction = Correction.objects.latest("id")
    address = f"/admin/archive/correction/{correction.pk}/{name}/"
    return send(client, address)


def sections() -> list[str]:
    return list(Article.objects.order_by("pk").values_list("section", flat=True))


def test_a_list_is_corrected_previewed_applied_undone_and_done_again(
    admin_client: Client,
) -> None:
    for number in range(3):
        make_article(headline=f"Undated {number}", published_on=None)
    make_article(headline="Dated")
    listed = page(admin_client, f"{ARTICLES}?undated=1")
    assert f'href="{CORRECT}?undated=1">Correct these 3 articles</a>' in listed
    assert "Correct 3 articles" in page(admin_client, f"{CORRECT}?undated=1")
    sent = {"kind": "section", "section": "Sport"}
    send(admin_client, f"{CORRECT}?undated=1", **sent)
    shown = page(admin_client, Correction.objects.get().get_absolute_url())
    assert "3 articles will be changed." in shown
    assert '<dt>section</dt> <dd> <p class="passage"><ins>Sport</ins></p>' in shown
    assert sections() == [""] * 4
    assert "3 articles changed" in step(admin_client, "apply")
    assert sections() == ["Sport"] * 3 + [""]
    assert "It took back" in step(admin_client, "undo")
    assert sections() == [""] * 4
    step(admin_client, "undo")
    assert sections() == ["Sport"] * 3 + [""]


def test_ticked_articles_are_named_in_the_address(admin_client: Client) -> None:
    first, second, _ = make_article(), make_article(), make_article()
    sent = {"action": "correct", "_selected_action": [first.pk, second.pk]}
    response = admin_client.post(f"{ARTICLES}?undated=0", sent)
    assert response["Location"] == f"{CORRECT}?id__in={first.pk},{second.pk}"
    assert "Correct 2 articles" in page(admin_client, response["Location"])


def test_all_of_a_list_stands_in_the_address_by_its_filters(
    admin_client: Client,
) -> None:
    article = make_article()
    sent = {
        "action": "correct", "select_across": "1", "_selected_action": [article.pk]
    }  # fmt: skip
    response = admin_client.post(f"{ARTICLES}?undated=0", sent)
    assert response["Location"] == f"{CORRECT}?undated=0"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "date-from-text", "patterns": "no date"}, "Write DATE where"),
        ({"kind": "tags", "add": "", "remove": ""}, "Name a tag to add"),
        ({"kind": "language", "language": "not a code"}, "Write a code such as"),
        ({"kind": "date", "day": "yesterday"}, "Enter a valid date"),
    ],
)
def test_what_was_typed_wrongly_is_told(
    admin_client: Client, sent: dict[str, str], said: str
) -> None:
    make_article()
    response = admin_client.post(CORRECT, sent)
    assert said in response.content.decode()
    assert not Correction.objects.exists()


def test_a_new_name_is_told_before_it_is_made(admin_client: Client) -> None:
    make_article(tags=("ports",))
    send(admin_client, CORRECT, kind="tags", add="ports, harbours")
    shown = page(admin_client, Correction.objects.get().get_absolute_url())
    assert "New names, which no article carries so far: harbours" in shown


def test_a_long_correction_is_continued_by_a_button(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)
    monkeypatch.setattr(correcting, "SECONDS_A_PAGE", 0)
    for _ in range(3):
        make_article()
    send(admin_client, CORRECT, kind="section", section="Sport")
    assert "Go on" in step(admin_client, "apply")
    assert "3 articles changed" in step(admin_client, "apply")


def test_corrections_are_listed_without_previews(admin_client: Client) -> None:
    make_article()
    send(admin_client, CORRECT, kind="section", section="Sport")
    listed = "/admin/archive/correction/"
    assert "Sport" not in page(admin_client, listed)
    step(admin_client, "apply")
    assert "section set to “Sport”" in page(admin_client, listed)
    assert ">Undo</button>" in page(admin_client, listed)


def test_the_articles_of_a_correction_are_listed(admin_client: Client) -> None:
    make_article(headline="Mended")
    send(admin_client, CORRECT, kind="section", section="Sport")
    step(admin_client, "apply")
    make_article(headline="Another")
    pk = Correction.objects.get().pk
    listed = page(admin_client, f"{ARTICLES}?changes__correction={pk}")
    assert "Mended" in listed
    assert "Another" not in listed


def test_derived_headlines_are_accepted_and_edited_in_a_list(
    admin_client: Client,
) -> None:
    kept, edited, other, changed = (
        make_article(headline=f"Derived {n}", headline_is_derived=True)
        for n in range(4)
    )
    address = f"{ARTICLES}headlines/?undated=0"
    seen = re.findall(r'name="seen" value="([^"]+)"', page(admin_client, address))
    assert len(seen) == 4
    changed.section = "By another editor"
    changed.save()
    sent: dict[str, Any] = {f"headline-{a.pk}": a.headline for a in (kept, other)}
    sent |= {
        "seen": seen,
        f"accept-{kept.pk}": "1",
        f"headline-{edited.pk}": "By hand",
        f"headline-{changed.pk}": "Too late",
    }
    send(admin_client, address, **sent)
    rows = Article.objects.order_by("pk").values_list("headline", "headline_is_derived")
    assert list(rows) == [
        ("Derived 0", False),
        ("By hand", False),
        ("Derived 2", True),
        ("Derived 3", True),
    ]
    assert Correction.objects.get().left == [[changed.pk, "changed since the preview"]]
    assert version_of(changed.changed_at) not in seen


def test_who_may_not_change_articles_corrects_nothing(client: Client) -> None:
    make_article()
    reader = User.objects.create_user("rea", is_staff=True)
    reader.user_permissions.set(
        Permission.objects.filter(codename__in=["view_article", "view_correction"])
    )
    client.force_login(reader)
    correction = applying.preview(AcceptHeadlines(), [], by=None)
    for address in (CORRECT, f"{ARTICLES}headlines/"):
        assert client.get(address).status_code == 403
    for name in ("apply", "undo"):
        address = f"/admin/archive/correction/{correction.pk}/{name}/"
        assert client.post(address).status_code == 403


def test_buttons_are_pushed_not_followed(admin_client: Client) -> None:
    correction = applying.preview(AcceptHeadlines(), [], by=None)
    for name in ("apply", "undo"):
        address = f"/admin/archive/correction/{correction.pk}/{name}/"
        assert admin_client.get(address).status_code == 405


def test_a_form_without_its_token_is_refused(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.post(CORRECT, {"kind": "section"}).status_code == 403


def test_filters_that_make_no_sense_lead_back_to_the_list(admin_client: Client) -> None:
    Import.objects.create()
    assert admin_client.get(f"{CORRECT}?import=x").status_code == 302


def test_a_page_asks_as_many_questions_for_many_articles(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        make_article(tags=("ports",))
    send(admin_client, CORRECT, kind="tags", add="new")
    with django_assert_max_num_queries(14):
        page(admin_client, Correction.objects.get().get_absolute_url())
