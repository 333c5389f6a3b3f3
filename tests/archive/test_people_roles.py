"""Reader, editor, administrator: given by administrators, and what follows."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from archive.editing.saving import save_edit
from archive.models import SecondFactor
from archive.people.findings import people
from archive.people.roles import Role, give_role, is_administrator, is_editor, role_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db

ADD = {
    "username": "ed",
    "usable_password": "true",
    "password1": "a harbour at night",
    "password2": "a harbour at night",
}


def person(name: str, role: Role) -> User:
    """Make somebody with a role."""
    made = User.objects.create_user(name, password="a harbour at night")
    give_role(made, role)
    return made


@pytest.fixture
def ada(client: Client) -> User:
    """An administrator, signed in."""
    made = person("ada", Role.ADMINISTRATOR)
    client.force_login(made)
    return made


def change(client: Client, who: User, **changes: str) -> str:
    """Save a person in the admin, and return the page that answers, if one does."""
    posted = {"username": who.username, "is_active": "on", **changes}
    address = f"/admin/auth/user/{who.pk}/change/"
    posted = {name: value for name, value in posted.items() if value}
    return client.post(address, posted).content.decode()


def test_the_groups_are_there_with_what_they_may_do() -> None:
    named = {group.name: group.permissions for group in Group.objects.all()}
    assert named.keys() == {"Readers", "Editors", "Administrators"}
    assert named["Readers"].count() == 0
    editors = set(named["Editors"].values_list("codename", flat=True))
    assert {"change_article", "change_source", "view_import"} <= editors
    assert not {"delete_article", "view_secondfactor", "change_user"} & editors


@pytest.mark.parametrize("role", Role)
def test_a_role_says_what_a_person_is(role: Role) -> None:
    made = person("ed", Role.ADMINISTRATOR)
    give_role(made, role)
    made = User.objects.get()
    assert role_of(made) is role
    assert is_editor(made) == (role is not Role.READER)
    assert is_administrator(made) == (role is Role.ADMINISTRATOR)


def test_taking_somebody_out_of_the_group_takes_the_role() -> None:
    made = person("ed", Role.EDITOR)
    Group.objects.get(name="Editors").user_set.remove(made)
    assert not is_editor(User.objects.get())


def test_who_may_not_sign_in_is_no_editor() -> None:
    made = person("ed", Role.ADMINISTRATOR)
    made.is_active = False
    assert not is_editor(made)
    assert not is_administrator(made)


def test_createsuperuser_makes_an_administrator() -> None:
    call_command("createsuperuser", username="root", email="", interactive=False)
    assert list(User.objects.get().groups.values_list("name", flat=True)) == [
        "Administrators"
    ]


def test_an_administrator_makes_an_editor(ada: User, client: Client) -> None:
    page = client.get("/admin/auth/user/add/").content.decode()
    assert "Editor: also corrects articles and names" in page
    client.post("/admin/auth/user/add/", {**ADD, "role": "Editors"})
    made = User.objects.get(username="ed")
    assert role_of(made) is Role.EDITOR
    browser = Client()
    assert browser.login(username="ed", password="a harbour at night")
    article = make_article()
    assert (
        browser.get(f"/admin/archive/article/{article.pk}/change/").status_code == 200
    )
    assert browser.get("/admin/auth/user/").status_code == 403


def test_an_administrator_changes_a_role(ada: User, client: Client) -> None:
    made = person("ed", Role.EDITOR)
    change(client, made, role="Readers")
    assert role_of(User.objects.get(username="ed")) is Role.READER


@pytest.mark.parametrize(
    "changes", [{"role": "Editors"}, {"role": "Administrators", "is_active": ""}]
)
def test_the_last_administrator_stays_one(
    ada: User, client: Client, changes: dict[str, str]
) -> None:
    assert "Nobody else is an administrator" in change(client, ada, **changes)
    ada.refresh_from_db()
    assert ada.is_active
    assert ada.is_superuser


def test_the_last_administrator_is_not_deleted(ada: User, client: Client) -> None:
    assert client.post(f"/admin/auth/user/{ada.pk}/delete/").status_code == 403
    posted = {"action": "delete_selected", "_selected_action": ada.pk, "post": "yes"}
    client.post("/admin/auth/user/", posted)
    assert User.objects.filter(pk=ada.pk).exists()


def test_who_stands_in_histories_is_not_deleted(ada: User, client: Client) -> None:
    made = person("ed", Role.EDITOR)
    article = make_article(headline="Ferry toll")
    article.byline = "Ada Quay"
    save_edit(article, changed=["byline"], by=made, why="a test")
    page = client.get(f"/admin/auth/user/{made.pk}/delete/").content.decode()
    assert "Close the account instead" in page
    client.post(f"/admin/auth/user/{made.pk}/delete/", {"post": "yes"})
    posted = {"action": "delete_selected", "_selected_action": made.pk, "post": "yes"}
    client.post("/admin/auth/user/", posted)
    assert article.changes.get().made_by == made


def test_who_did_nothing_yet_is_deleted(ada: User, client: Client) -> None:
    made = person("ed", Role.EDITOR)
    client.post(f"/admin/auth/user/{made.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=made.pk).exists()


def test_an_editor_asks_nothing_of_the_passwords_of_others(client: Client) -> None:
    client.force_login(person("ed", Role.EDITOR))
    for page in ("import/?started_by", "article/?changes__made_by"):
        answer = client.get(f"/admin/archive/{page}__password__startswith=p")
        assert answer.status_code == 400, page
    page = "?app_label=auth&model_name=user&field_name=groups"
    assert client.get(f"/admin/autocomplete/{page}").status_code == 403


def test_an_administrator_turns_a_lost_second_factor_off(
    ada: User, client: Client
) -> None:
    made = person("ed", Role.EDITOR)
    SecondFactor.objects.create(person=made, secret="A" * 32)
    posted = {"action": "turn_second_factor_off", "_selected_action": made.pk}
    client.post("/admin/auth/user/", posted)
    assert not SecondFactor.objects.exists()


def test_the_doctor_names_administrators_without_a_second_factor(
    settings: Settings,
) -> None:
    ada = person("ada", Role.ADMINISTRATOR)
    person("ed", Role.EDITOR)
    assert list(people()) == []
    settings.HTTPS = True
    (found,) = people()
    assert "administrator as ada." in found.said
    SecondFactor.objects.create(person=ada, secret="A" * 32)
    assert list(people()) == []
