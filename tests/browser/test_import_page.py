"""Editors hand a pile in and follow its import, with JavaScript and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from archive.models import Import
from archive.people.roles import Role, give_role
from archive.piles.working import work
from tests.browser.fitting import assert_fits
from tests.factories import write_house

pytestmark = pytest.mark.browser
PASSWORD = "a ferry at noon"


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path) -> Iterator[None]:
    """A folder for what is handed in."""
    with override_settings(MEDIA_ROOT=tmp_path / "uploads"):
        yield


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder with two stories and a file that is none."""
    write_house(tmp_path / "strikes/a.txt", "A new story of the harbour.")
    write_house(tmp_path / "strikes/b.txt", "Another story of the toll.")
    (tmp_path / "strikes/broken.txt").write_bytes(b"\0\1")
    return tmp_path / "strikes"


def sign_in(page: Page) -> None:
    """Sign an editor in."""
    person = User.objects.create_user("ada", password=PASSWORD)
    give_role(person, Role.EDITOR)
    page.goto("/sign-in/?next=/import/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import")
    # What is chosen is looked at once the scripts have run.
    page.wait_for_load_state()


def test_a_folder_is_handed_in_and_its_import_followed(page: Page, pile: Path) -> None:
    sign_in(page)
    page.get_by_label("Or a whole folder").set_input_files(pile)
    expect(page.get_by_role("status")).to_contain_text("3 chosen")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Import "))
    expect(page.get_by_text("Next.")).to_be_visible()
    run = Import.objects.latest("id")
    work(run)
    expect(page.get_by_text("Finished.")).to_be_visible()
    expect(page.get_by_text("3 files = 2 new articles + 1 failed")).to_be_visible()
    expect(page.get_by_text("strikes/broken.txt")).to_be_visible()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("Being undone")).to_be_visible()


def test_too_much_is_not_even_sent(page: Page, pile: Path) -> None:
    sign_in(page)
    page.evaluate("document.querySelector('[data-most]').dataset.most = 10")
    page.get_by_label("Files, or a zip").set_input_files(pile / "a.txt")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("status")).to_contain_text("more than")
    assert not Import.objects.filter(is_queued=True).exists()


@pytest.fixture
def narrow(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A small screen without JavaScript."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": 390, "height": 800},
        java_script_enabled=False,
    )
    yield context
    context.close()


def test_it_all_works_without_javascript(narrow: BrowserContext, pile: Path) -> None:
    page = narrow.new_page()
    sign_in(page)
    page.get_by_label("Files, or a zip").set_input_files([pile / "a.txt"])
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("Next.")).to_be_visible()
    work(Import.objects.latest("id"))
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("Finished.")).to_be_visible()
    for where in ("/import/", page.url):
        page.goto(where)
        assert_fits(page)
