"""Takes every page as it looks, for whoever works on its look.

    SCREENS=FOLDER .venv/bin/pytest tests/browser/test_screens.py

Without a folder nothing is taken.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.visiting import Visit

FOLDER = os.environ.get("SCREENS", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOLDER, reason="SCREENS names no folder"),
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# As wide as the text of an A4 page is at 96 dots an inch.
PAPER = {"width": 680, "height": 990}


def take(page: Page, stem: str) -> None:
    """Take a page by day, by night, on a phone and on paper."""
    folder = Path(FOLDER)
    for way, size, look in (
        ("light", DESK, {"color_scheme": "light"}),
        ("dark", DESK, {"color_scheme": "dark"}),
        ("phone", PHONE, {"color_scheme": "light"}),
        ("print", PAPER, {"media": "print"}),
    ):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(**look)  # type: ignore[arg-type]
        page.screenshot(path=folder / f"{stem}.{way}.png", full_page=True)
    page.emulate_media(media="screen")


def test_every_page_can_be_looked_at(
    browser: Browser, live_server: LiveServer, index: Path
) -> None:
    taken = set()
    for address, page in Visit(browser, str(live_server.url)).pages():
        name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")[:80]
        take(page, name or "home")
        taken.add(address)
    assert "/" in taken
