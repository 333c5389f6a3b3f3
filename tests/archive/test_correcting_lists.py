"""Lists lead editors to corrections, and say what corrections did."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.correcting.applying import apply, preview
from archive.correcting.kinds import SetText
from archive.models import Article, Correction
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.django_db
CORRECT = "/admin/archive/article/correct/"
CORRECTIONS = "/admin/archive/correction/"
SPORT = SetText("section", "Sport")


@pytest.fixture
def one_already_so() -> list[int]:
    """Two articles, one of which is of the section already."""
    return [make_article(section="Sport").pk, make_article().pk]


def test_what_is_left_alone_counts_the_same_in_the_list_and_on_its_page(
    admin_client: Client, one_already_so: list[int]
) -> None:
    correction = apply(SPORT, one_already_so, by=None)
    shown = text_of(admin_client, correction.get_absolute_url())
    assert "1 article left alone: 1 already so" in shown
    assert '<td class="field-left_count">1</td>' in text_of(admin_client, CORRECTIONS)


def test_a_correction_that_changes_nothing_says_so(
    admin_client: Client, one_already_so: list[int]
) -> None:
    correction = preview(SPORT, one_already_so[:1], by=None)
    shown = text_of(admin_client, correction.get_absolute_url())
    assert "This changes no article." in shown
    assert "Nothing is changed yet" not in shown


def test_what_was_taken_back_leads_to_what_took_it_back(
    admin_client: Client, admin_user: User, one_already_so: list[int]
) -> None:
    correction = apply(SPORT, one_already_so, by=admin_user)
    admin_client.post(f"{CORRECTIONS}{correction.pk}/undo/")
    undoing = Correction.objects.get(undoes=correction)
    link = f'taken back by <a href="{undoing.get_absolute_url()}">{undoing}</a>'
    assert link in text_of(admin_client, CORRECTIONS)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/undated/", "undated"),
        ("/tags/ports/", "tags"),
        ("/sources/brovik-courier/", "source"),
        ("/sources/harbour-wire/", "credits"),
    ],
)
def test_lists_lead_editors_to_correcting_what_they_list(
    admin_client: Client, address: str, name: str
) -> None:
    for state in (Article.State.LIVE, Article.State.HIDDEN):
        article = make_article(
            published_on=None,
            tags=["ports"],
            source="Brovik Courier",
            credits=["Harbour Wire"],
            state=state,
        )
    values = {
        "undated": 1,
        "tags": article.tags.get().pk,
        "source": article.source_id,
        "credits": article.credits.get().pk,
    }
    target = f"{CORRECT}?state__exact=live&amp;{name}={values[name]}"
    link = f'<a href="{target}" rel="nofollow">correct these 1</a>'
    assert link in text_of(admin_client, address)
    shown = text_of(admin_client, target.replace("&amp;", "&"))
    assert "<h1>Correct 1 article</h1>" in shown
    assert "correct these" not in text_of(Client(), address)
