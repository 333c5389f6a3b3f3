"""A story that ran in several papers, on a page of results as a reader sees it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.models import CopyGroup
from search import outbox
from tests.factories import make_article

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["script", "no script, phone"])
def reader(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A reader's page, in an archive that holds a story of three papers."""
    group = CopyGroup.objects.create()
    for day, source, headline in (
        (1, "Brovik Courier", "Lighthouse sold"),
        (2, "Skerrow Gazette", "Lighthouse sold to a baker"),
        (3, "Harbour Times", "Lighthouse sold"),
    ):
        make_article(
            headline=headline,
            published_on=f"2025-11-0{day}",
            source=source,
            copy_group=group,
        )
    make_article(headline="Lighthouse painted", published_on="2025-11-09")
    outbox.drain()
    context = browser.new_context(
        base_url=site,
        java_script_enabled=request.param,
        viewport={"width": 1280 if request.param else 390, "height": 900},
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_story_opens_to_its_copies_and_back(reader: Page) -> None:
    reader.goto("/search/?q=lighthouse&sort=oldest")
    hits = reader.locator("#hits h2")
    expect(hits).to_have_text(["Lighthouse sold", "Lighthouse painted"])
    reader.get_by_text("Also in 2 sources").click()
    expect(reader.locator("ins")).to_have_text("to a baker")
    reader.get_by_role("link", name="2 Nov 2025 · Skerrow Gazette").click()
    place = reader.get_by_role("navigation", name="Results")
    expect(place).to_contain_text("1 of 2")
    place.get_by_role("link", name="Next hit").click()
    painted = reader.get_by_role("heading", name="Lighthouse painted", level=1)
    expect(painted).to_be_visible()
    reader.get_by_role("link", name="Back to results").click()
    expect(hits).to_have_count(2)


def test_each_copy_is_shown_and_the_choice_stays(reader: Page) -> None:
    reader.goto("/search/?q=lighthouse")
    expect(reader.get_by_role("status")).to_contain_text("2 articles, 2 copies folded")
    reader.get_by_role("link", name="show all 4").click()
    hits = reader.locator("#hits h2")
    expect(hits).to_have_count(4)
    reader.get_by_role("link", name="oldest").click()
    expect(reader).to_have_url(re.compile("sort=oldest"))
    reader.locator("#q").fill("lighthouse sold")
    reader.get_by_role("button", name="Search", exact=True).click()
    expect(hits).to_have_count(3)
    reader.get_by_role("link", name="fold", exact=True).click()
    expect(hits).to_have_count(1)
