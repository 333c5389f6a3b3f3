"""Says what is wrong with the HTML of a page, beside what its parser says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from justhtml import JustHTML
from justhtml.dom import Element

HEADING = re.compile(r"h[1-6]")
MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?[+-Z].*)?)?)?")
REFERENCES = ("for", "list", "form", "aria-labelledby", "aria-describedby")
# Navigation without a name, a hidden field, a block that is disabled, links by script.
OF_DJANGO = re.compile(r"None, None|class=.hidden|id_password|works_without_script")
# What holds words only, and what may not stand among words.
OF_WORDS = "h1 h2 h3 h4 h5 h6 p span small b em strong label button summary dt legend"
BLOCKS = (
    "div p ul ol dl table form section article aside nav header footer details "
    "h1 h2 h3 h4 h5 h6 figure fieldset"
)
ACTIVE = "a button input select textarea label details summary"
# Where alone an element may stand.
PARENTS = {
    "li": "ul ol menu",
    "dt": "dl div",
    "dd": "dl div",
    "figcaption": "figure",
    "summary": "details",
    "legend": "fieldset",
    "th": "tr",
    "td": "tr",
}
# What alone a list may hold.
CHILDREN = {
    "ul": "li script template",
    "ol": "li script template",
    "dl": "dt dd div script template",
    "tr": "th td script template",
}


def wrongs(html: str) -> list[str]:
    """Say all that is wrong with a page, but for what Django's admin is known for."""
    page = JustHTML(html, sanitize=False, collect_errors=True)
    said = [f"line {error.line}: {error.message}" for error in page.errors]
    for rule in RULES:
        said.extend(f"{rule.__name__}: {wrong}" for wrong in rule(page))
    if every(page, "#content-start"):
        return [wrong for wrong in said if not OF_DJANGO.search(wrong)]
    return said


def shown(element: Element) -> str:
    """Return an element's start as it stands in the HTML."""
    return element.to_html(pretty=False)[:120]


def every(page: JustHTML | Element, selector: str) -> list[Element]:
    """Find elements, in the order of the page."""
    return [found for found in page.query(selector) if isinstance(found, Element)]


def above(element: Element) -> Iterator[Element]:
    """Give all elements that an element stands in, from the inside out."""
    at = element.parent
    while isinstance(at, Element):
        yield at
        at = at.parent


def name_of(element: Element) -> str:
    """Return the words that a link, a button or a heading is known by."""
    images = " ".join(image.attrs.get("alt") or "" for image in every(element, "img"))
    own = element.attrs.get("aria-label") or element.attrs.get("title") or ""
    controls = " ".join(control.name for control in every(element, "input"))
    return " ".join((element.to_text(), images, own, controls)).strip()


def has_landmarks(page: JustHTML) -> Iterator[str]:
    """Want a language, a title, and each part of the page in a landmark."""
    root = every(page, "html")[0]
    if not root.attrs.get("lang"):
        yield "no language"
    if not any(title.to_text().strip() for title in every(page, "head title")):
        yield "no title"
    for landmark in ("main", "h1"):
        if (count := len(every(page, landmark))) != 1:
            yield f"{count} of {landmark}"
    navs = [nav.attrs.get("aria-label") for nav in every(page, "nav")]
    if len(navs) > 1 and len(set(navs)) < len(navs):
        yield f"navigation by the same name: {navs}"


def has_headings_in_steps(page: JustHTML) -> Iterator[str]:
    """Want no heading more than one step below the one before it."""
    before = 0
    for heading in every(page, "h1, h2, h3, h4, h5, h6"):
        level = int(heading.name[1])
        if level > before + 1:
            yield f"h{level} after h{before}: {shown(heading)}"
        before = level


def names_all(page: JustHTML) -> Iterator[str]:
    """Want words in every link, button, heading and legend, and alt for images."""
    for element in every(page, "a[href], button, h1, h2, h3, h4, summary, legend, th"):
        if not name_of(element) and not {"aria-labelledby", "hidden"} & set(
            element.attrs
        ):
            yield f"empty: {shown(element)}"
    yield from (
        f"no alt: {shown(i)}" for i in every(page, "img") if "alt" not in i.attrs
    )


def labels_all(page: JustHTML) -> Iterator[str]:
    """Want a label for every control, and one control for every label."""
    labelled = {label.attrs.get("for") for label in every(page, "label")}
    for control in every(page, "input, select, textarea"):
        kind = control.attrs.get("type")
        has_name = {"aria-label", "aria-labelledby"} & control.attrs.keys()
        if kind in {"hidden", "submit", "image"} or has_name:
            continue
        is_inside = any(around.name == "label" for around in above(control))
        if not is_inside and control.attrs.get("id") not in labelled:
            yield f"no label: {shown(control)}"
    for label in every(page, "label"):
        if len(every(label, "input, select, textarea, output, button")) > 1:
            yield f"a label of several: {shown(label)}"


def refers_to_what_there_is(page: JustHTML) -> Iterator[str]:
    """Want each id once, and something behind whatever refers to one."""
    ids = Counter(element.attrs["id"] for element in every(page, "[id]"))
    yield from (f"{count} times: id {name}" for name, count in ids.items() if count > 1)
    for attribute in REFERENCES:
        for element in every(page, f"[{attribute}]"):
            for wanted in (element.attrs[attribute] or "").split():
                if wanted not in ids:
                    yield f"nothing called {wanted}: {shown(element)}"
    for link in every(page, 'a[href^="#"]'):
        if (wanted := (link.attrs["href"] or "")[1:]) and wanted not in ids:
            yield f"nothing called {wanted}: {shown(link)}"


def nests(page: JustHTML) -> Iterator[str]:
    """Want every element where it may stand."""
    of_words, blocks = set(OF_WORDS.split()), set(BLOCKS.split())
    for element in every(page, "*"):
        around = [at.name for at in above(element)]
        if "body" not in around or element.namespace != "html":
            continue
        parent = around[0]
        if element.name in PARENTS and parent not in PARENTS[element.name].split():
            yield f"in {parent}: {shown(element)}"
        if parent in CHILDREN and element.name not in CHILDREN[parent].split():
            yield f"in {parent}: {shown(element)}"
        may_be_heading = parent in {"summary", "legend"} and HEADING.match(element.name)
        if parent in of_words and element.name in blocks and not may_be_heading:
            yield f"in {parent}: {shown(element)}"
        if element.name in ACTIVE.split() and {"a", "button"} & set(around):
            yield f"in a link or button: {shown(element)}"
    for figure in every(page, "figure"):
        inside = [part.name for part in figure.children if isinstance(part, Element)]
        if "figcaption" in inside[1:-1]:
            yield f"a figure's caption amid: {shown(figure)}"


def works_without_script(page: JustHTML) -> Iterator[str]:
    """Want no control that only a script could make do something."""
    for control in every(page, 'button[type="button"], a[href="#"], [onclick]'):
        yield f"waits for a script: {shown(control)}"
    buttons = {button.attrs.get("form") for button in every(page, "button[form]")}
    for form in every(page, "form"):
        has_own = every(form, 'button, input[type="submit"], input[type="image"]')
        if not has_own and form.attrs.get("id") not in buttons:
            yield f"no button: {shown(form)}"


def writes_moments(page: JustHTML) -> Iterator[str]:
    """Want dates and times as HTML writes them."""
    for time in every(page, "time[datetime]"):
        if not MOMENT.fullmatch(time.attrs["datetime"] or ""):
            yield shown(time)


RULES: tuple[Callable[[JustHTML], Iterator[str]], ...] = (
    has_landmarks,
    has_headings_in_steps,
    names_all,
    labels_all,
    refers_to_what_there_is,
    nests,
    works_without_script,
    writes_moments,
)
