"""A real browser for pages as they are served."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.browser.pile import make_pile
from tests.browser.signing_in import sign_in

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Slow machines take their time.
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no Chromium on this machine: looked for {', '.join(NAMES)}")
    # Playwright's loop runs in this thread; the tests' own queries are not async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser that was never used before, at home on the site."""
    context = browser.new_context(
        base_url=site, viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; what its console complains of fails the test."""
    page = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def site(live_server: LiveServer, index: Path) -> str:
    """The address of a served archive with a pile of articles in it."""
    make_pile()
    return str(live_server.url)


@pytest.fixture(params=["script, 1280 px", "no script, 390 px"])
def editor(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A signed-in editor's page."""
    has_script = request.param.startswith("script")
    context = browser.new_context(
        base_url=site,
        java_script_enabled=has_script,
        viewport={"width": 1280 if has_script else 390, "height": 900},
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()
