"""Weighs what a browser loads, as it comes over the wire."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, NAMES


def weigh(site: str, paths: Iterable[str]) -> list[int]:
    """Return the bytes of each page of a visit, with all that it brings and headers."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    weights = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        loaded: list[int] = []
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.loadingFinished",
            lambda done: loaded.append(int(done["encodedDataLength"])),
        )
        for path in paths:
            loaded.clear()
            page.goto(site + path, wait_until="networkidle")
            weights.append(sum(loaded))
        browser.close()
    return weights
