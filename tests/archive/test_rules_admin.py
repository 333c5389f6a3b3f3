"""Editors write rules in the admin, and see what they take before they are saved."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from archive.correcting import surveying
from archive.correcting.surveying import try_rule
from archive.models import Original, Rule
from tests.archive.piles import OTHER, STORY
from tests.archive.rules import NOTICE, import_pile

pytestmark = pytest.mark.django_db
RULES = "/admin/archive/rule/"
ADD = f"{RULES}add/"
SENT = {
    "pattern": "© Brovik Courier *", "place": "trailer", "name": "notice",
    "credit": "", "order": "10", "is_active": "on",
}  # fmt: skip


def page(client: Client, address: str, **sent: Any) -> str:
    """Return a page, sent a form or not, with blanks evened out."""
    response = client.post(address, sent) if sent else client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_preview_says_what_a_rule_takes_and_saves_nothing(
    admin_client: Client, tmp_path: Path
) -> None:
    article, _ = import_pile(tmp_path, STORY, OTHER, trailer=NOTICE)
    shown = page(admin_client, ADD, **SENT, _preview="1")
    assert "It takes a line of 2 originals</strong> of 2" in shown
    assert f"<q>{NOTICE}</q> gives nothing" in shown
    assert "Until now no rule took 2 of these lines" in shown
    assert f"/admin/archive/article/{article.pk}/change/" in shown
    assert "Nothing is saved yet." in shown
    assert not Rule.objects.filter(is_built_in=False).exists()


def test_a_preview_names_the_rule_that_took_the_lines_so_far(
    admin_client: Client, tmp_path: Path
) -> None:
    import_pile(tmp_path, STORY, trailer="Based On Reuters Report")
    sent = SENT | {"pattern": "based on NAMES report", "name": "ours"}
    shown = page(admin_client, ADD, **sent, _preview="1")
    assert "Until now <q>based on NAMES report</q> took 1 of these lines" in shown
    assert "gives <strong>Reuters</strong>" in shown


def test_a_pattern_in_the_address_is_filled_in_and_shown(
    admin_client: Client, tmp_path: Path
) -> None:
    import_pile(tmp_path, STORY, trailer=NOTICE)
    shown = page(admin_client, f"{ADD}?place=trailer&pattern=%C2%A9+Brovik+*")
    assert 'value="© Brovik *"' in shown
    assert "It takes a line of 1 original<" in shown


@pytest.mark.parametrize("asked", ["?pattern=[", "?place=nowhere&pattern=a", "?x=y"])
def test_an_address_that_makes_no_sense_gives_the_empty_form(
    admin_client: Client, asked: str
) -> None:
    assert "Preview" in page(admin_client, ADD + asked)


def test_a_rule_that_cannot_be_read_is_told_beside_the_line(
    admin_client: Client,
) -> None:
    shown = page(admin_client, ADD, **(SENT | {"pattern": "* a * b *"}), _preview="1")
    assert "at most 2 of *" in shown


def test_a_saved_rule_is_listed_with_its_count(
    admin_client: Client, tmp_path: Path
) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer=NOTICE)
    assert admin_client.post(ADD, SENT).status_code == 302
    listed = page(admin_client, RULES)
    assert 'class="field-takes">2</td>' in listed
    assert "Read 2 originals again</button>" in listed


def test_rules_of_the_archive_can_only_be_switched_off(admin_client: Client) -> None:
    rule = Rule.objects.get(name="date alone")
    address = f"{RULES}{rule.pk}/change/"
    assert "This rule comes with the archive" in page(admin_client, address)
    admin_client.post(address, {"pattern": "x DATE", "name": "mine"})
    rule.refresh_from_db()
    assert (rule.pattern, rule.name, rule.is_active) == ("DATE", "date alone", False)
    assert admin_client.post(f"{RULES}{rule.pk}/delete/").status_code == 403


def test_originals_of_older_code_are_told_and_not_counted(
    admin_client: Client, tmp_path: Path
) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer=NOTICE)
    Original.objects.update(rules_version=1, edges="")
    shown = page(admin_client, RULES)
    assert "2 originals were read by an older version" in shown
    assert "Read 2 originals again" in shown
    assert "These rules read" not in shown
    shown = page(admin_client, ADD, **SENT, _preview="1")
    assert "2 originals were read by an older version" in shown
    assert "read otherwise" not in shown


def test_a_long_look_is_cut_short_and_says_so(
    admin_client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer=NOTICE)
    found = try_rule(Rule(pattern="a", place="trailer"))
    assert found.is_whole
    monkeypatch.setattr(surveying, "SECONDS_TO_LOOK", -1.0)
    shown = page(admin_client, RULES)
    assert "Looked at the newest 1 of 2 originals only" in shown
