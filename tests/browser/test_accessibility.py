"""Every page, to editors and to readers: by axe, by day and by night, and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_looks import FAINTEST, LOW_TARGETS
from tests.browser.visiting import Visit

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]
PLACES = ["target-size", "scrollable-region-focusable"]
WIDE: ViewportSize = {"width": 1280, "height": 900}
LEAST_CONTRAST = 4.5
NARROW: ViewportSize = {"width": 320, "height": 640}


def test_no_page_breaks_a_rule(
    browser: Browser, live_server: LiveServer, index: Path
) -> None:
    visit, axe = Visit(browser, str(live_server.url)), Axe().axe_script
    wrong: list[str] = []
    for address, page in visit.pages():
        page.evaluate(axe)
        said = [*look(page, is_dark=not visit.is_administrator)]
        if address.startswith("/admin/"):
            page.emulate_media(color_scheme="dark")
            said += [f"dark: {what}" for what in broken(page, COLOURS)]
        else:
            said += look_narrowly(page)
        wrong += [f"{address}: {what}" for what in said]
    assert not wrong, "\n".join(wrong)
    assert visit.complaints == []


def look(page: Page, *, is_dark: bool) -> Iterator[str]:
    """Say what is wrong with a page on a wide screen, its parts open."""
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    page.evaluate(OPEN)
    yield from broken(page, WCAG)


def look_narrowly(page: Page) -> Iterator[str]:
    """Say what is wrong with it in other colours, narrow, and with text spaced out."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(FINISH)
        if (contrast := page.evaluate(FAINTEST)) < LEAST_CONTRAST:
            yield f"{scheme}: a text of contrast {contrast}"
    yield from (f"low: {target}" for target in page.evaluate(LOW_TARGETS))
    page.set_viewport_size(NARROW)
    yield from (f"narrow: {what}" for what in broken(page, PLACES))
    page.evaluate(SPACE_OUT)
    if (width := page.evaluate("document.scrollingElement.scrollWidth")) > 320:
        yield f"narrow: {width} px wide"
    yield from (f"narrow, cut off: {what}" for what in page.evaluate(CUT_OFF))
    page.set_viewport_size(WIDE)


def broken(page: Page, rules: list[str]) -> Iterator[str]:
    """Say what breaks one of axe's rules on a page as it stands."""
    page.evaluate(FINISH)
    found = page.evaluate(RUN, rules)
    for rule in found["violations"]:
        for node in rule["nodes"]:
            why = (node["any"] + node["all"] + node["none"])[0]["message"]
            yield f"{rule['id']}: {node['html'][:150]} {why}"


OPEN = "document.querySelectorAll('details').forEach((part) => (part.open = true))"

# Colours that are on their way to others are looked at once they are there.
FINISH = "document.getAnimations().forEach((change) => change.finish())"

# How the admin picks one of many rows, and labels its box to search, is Django's.
RUN = """(runOnly) => {
  const places = { include: ["html"], exclude: [".select2", "#searchbar"] };
  const rules = runOnly.length > 2 ? { "target-size": { enabled: true } } : {};
  const brief = { resultTypes: ["violations"], selectors: false, preload: false };
  return axe.run(places, { runOnly, rules, ...brief });
}"""

# The spaces that WCAG 2.2, 1.4.12, lets a reader ask for.
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""

# What holds more text than it shows and cannot be scrolled.
CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && e.textContent.trim() && !e.closest("svg"))
  .filter((e) => !e.closest(".visually-hidden, select, option, textarea"))
  .filter((e) => /hidden|clip/.test(getComputedStyle(e).overflow))
  .filter((e) => e.scrollWidth > e.clientWidth + 1
    || e.scrollHeight > e.clientHeight + 1)
  .map((e) => e.outerHTML.slice(0, 150))"""
