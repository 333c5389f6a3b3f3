"""Editors correct an article beside its text."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.correcting.applying import undo
from archive.correcting.subjects import version_of
from archive.editing.saving import save_edit
from archive.history import history
from archive.models import Article, Correction
from search import outbox
from tests.archive.editing import address_of, form_of, names, save
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def told(article: Article) -> list[str]:
    """Return what the last change altered."""
    (step,) = history(article, at_most=1)
    return [str(difference) for difference in step.differences]


def test_an_edit_is_saved_marked_and_kept_in_the_history(admin_client: Client) -> None:
    article = make_article(headline="Ferry strike", tags=("ports",))
    saved = save(admin_client, article, headline="Ferry strike ends", section="Sport")
    assert (saved.headline, saved.section) == ("Ferry strike ends", "Sport")
    assert saved.edited_at is not None
    assert "headline: strike → strike ends" in told(saved)[0] or told(saved)
    (step,) = history(saved, at_most=5)
    assert (step.who, step.change.why) == ("admin", "edited")


def test_saving_without_a_change_is_no_edit(admin_client: Client) -> None:
    article = make_article(
        body="One.\n\nTwo.",
        source="Brovik, Courier of",
        credits=("Reuters", 'The "Wire", Ltd'),
        tags=("ports", "a, b"),
        published_on="2024-03-05",
        published_at="2024-03-05T10:30:15Z",
    )
    saved = save(admin_client, article)
    assert saved.edited_at is None
    assert saved.changed_at == article.changed_at
    assert not saved.changes.exists()


def test_a_derived_headline_is_accepted_with_one_tick(admin_client: Client) -> None:
    article = make_article(headline_is_derived=True)
    assert save(admin_client, article, section="Sport").headline_is_derived
    saved = save(admin_client, article, accept="on")
    assert not saved.headline_is_derived
    assert saved.headline == article.headline


def test_the_hour_follows_the_day(admin_client: Client) -> None:
    article = make_article(published_on="2024-03-05")
    saved = save(admin_client, article, hour="10:30")
    assert str(saved.published_at) == "2024-03-05 10:30:00+00:00"
    saved = save(admin_client, article, published_on="2024-03-06")
    assert str(saved.published_at) == "2024-03-06 10:30:00+00:00"
    saved = save(admin_client, article, hour="")
    assert (saved.published_at, str(saved.published_on)) == (None, "2024-03-06")
    saved = save(admin_client, article, published_on="")
    assert (saved.published_at, saved.published_on) == (None, None)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"headline": " "}, "This field is required."),
        ({"published_on": "", "hour": "10:30"}, "Give the day too, or no hour."),
        ({"published_on": "30.10.25"}, "Enter a valid date."),
        ({"published_on": "0025-10-30", "hour": "10:30"}, "The year is one of 1400"),
        ({"published_on": "9999-12-31", "hour": "23:59"}, "The year is one of 1400"),
        ({"version": str(10**30)}, "Nothing was saved yet"),
        ({"tags": "x" * 200_000}, "at most 5000 characters"),
        ({"language": "English!"}, "Write a code such as en or pt-BR."),
        ({"tags": f"ports, {'x' * 201}"}, "A name has at most "),
        ({"state": "gone"}, "Select a valid choice."),
        ({"source": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    admin_client: Client, typed: dict[str, str], complaint: str
) -> None:
    article = make_article()
    sent = form_of(admin_client, article, byline="By hand", **typed)
    page = admin_client.post(address_of(article), sent).content.decode()
    assert complaint in page
    assert 'value="By hand"' in page
    assert Article.objects.get().byline == ""


def test_saving_leads_back_to_the_article_among_its_hits(admin_client: Client) -> None:
    article = make_article()
    shown = text_of(admin_client, f"{article.get_absolute_url()}?q=ferry&sort=newest")
    address = f"{address_of(article)}?q=ferry&sort=newest"
    assert f'href="{address.replace("&", "&amp;")}#id_headline"' in shown
    sent = form_of(admin_client, article, headline="Boats")
    response = admin_client.post(address, sent, follow=True)
    new = f"/articles/{article.pk}/boats/?q=ferry&sort=newest"
    assert response.redirect_chain == [(new, 302)]
    assert "Saved." in response.content.decode()


def test_an_edit_is_found_at_once(index: None, admin_client: Client) -> None:
    article = make_article()
    outbox.drain()
    save(admin_client, article, headline="Zephyrine talks")
    assert "Zephyrine" in text_of(admin_client, "/search/?q=tag:ports OR zephyrine")


def test_pressing_save_twice_saves_once_and_complains_of_nothing(
    admin_client: Client,
) -> None:
    article = make_article(tags=("ports",))
    sent = form_of(admin_client, article, section="Sport", tags="ports, boats")
    for _ in range(2):
        assert admin_client.post(address_of(article), sent).status_code == 302
    assert article.changes.count() == 1


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(
    admin_client: Client,
) -> None:
    article = make_article(headline="Old", section="News", tags=("ports",))
    sent = form_of(admin_client, article, section="Sport", tags="ports, mine")
    ed = User.objects.create_user("ed")
    first = Article.objects.get()
    first.headline, first.byline = "By ed", "Ed"
    save_edit(first, changed={"headline", "byline"}, by=ed, why="edited")
    response = admin_client.post(address_of(article), sent)
    page = response.content.decode()
    assert "ed changed this article at" in page
    assert "headline, byline" in page
    assert Article.objects.get().section == "News"
    form = response.context["form"]
    seen = {name: form[name].value() for name in ("headline", "byline", "section")}
    assert seen == {"headline": "By ed", "byline": "Ed", "section": "Sport"}
    again = {name: form[name].value() or "" for name in form.fields}
    assert again["version"] == str(version_of(first.changed_at))
    assert admin_client.post(address_of(article), again).status_code == 302
    stored = Article.objects.get()
    assert (stored.headline, stored.byline, stored.section) == ("By ed", "Ed", "Sport")
    assert names(stored.tags) == ["mine", "ports"]


def test_names_and_hours_that_others_changed_are_taken_in(admin_client: Client) -> None:
    article = make_article(tags=("ports",), published_at="2024-03-05T10:30:00Z")
    sent = form_of(admin_client, article, byline="Mine")
    save(
        admin_client, article, tags="ports, theirs", credits="PTI", source="Wire",
        hour="11:00",
    )  # fmt: skip
    form = admin_client.post(address_of(article), sent).context["form"]
    shown = ("tags", "credits", "source", "byline")
    assert [form[name].value() for name in shown] == [
        "ports, theirs", "PTI", "Wire", "Mine"
    ]  # fmt: skip
    assert str(form["hour"].value()).startswith("11:00")


def test_an_article_goes_to_the_trash_and_comes_back_by_one_click(
    admin_client: Client,
) -> None:
    article = make_article()
    sent = form_of(admin_client, article, byline="Saved too", state="trashed")
    page = admin_client.post(address_of(article), sent, follow=True).content.decode()
    trashed = Article.objects.get()
    assert (trashed.state, trashed.byline) == ("trashed", "Saved too")
    correction = Correction.objects.get()
    undoing = reverse("admin:archive_correction_undo", args=[correction.pk])
    assert f'action="{undoing}"' in page
    back = article.get_absolute_url()
    response = admin_client.post(undoing, {"next": back})
    assert response["Location"] == back
    assert Article.objects.get().is_live


def test_hiding_is_no_edit_of_the_text(admin_client: Client) -> None:
    saved = save(admin_client, make_article(), state="hidden")
    assert (saved.state, saved.edited_at) == ("hidden", None)
    undo(Correction.objects.get(), by=None)
    assert Article.objects.get().is_live


def test_the_way_back_leads_to_no_other_site(admin_client: Client) -> None:
    save(admin_client, make_article(), state="hidden")
    correction = Correction.objects.get()
    undoing = reverse("admin:archive_correction_undo", args=[correction.pk])
    response = admin_client.post(undoing, {"next": "https://elsewhere.example/"})
    assert response["Location"].startswith("/admin/archive/correction/")


def test_readers_have_no_form(client: Client) -> None:
    article = make_article(headline_is_derived=True)
    assert "/edit/" not in text_of(client, article.get_absolute_url())
    client.force_login(User.objects.create_user("rea"))
    for address in (address_of(article), "/names.json?of=tag&begin=p"):
        assert client.get(address)["Location"].startswith("/sign-in/")
        assert client.post(address).status_code in {302, 405}


def test_no_headline_leads_readers_to_the_form(client: Client) -> None:
    article = make_article(headline="Edit")
    assert article.get_absolute_url() == f"/articles/{article.pk}/article/"
    assert client.get(article.get_absolute_url()).status_code == 200
