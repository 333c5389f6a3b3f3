"""What keeps the one style sheet small and true."""

import re

from tests.processes import ROOT

SHEET = ROOT / "archive/static/archive/archive.css"
FONTS = SHEET.parent / "fonts"
MOST_BYTES = 25_000
MOST_BYTES_OF_SCRIPTS = 15_000
MOST_BYTES_OF_LATIN = 64_000
# Named by the admin's forms or by Django.
NOT_OURS = {"errorlist"}


def sheet() -> str:
    """Return the style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL)


def pages() -> str:
    """Return all that may name a class: templates, code, scripts."""
    files = [
        path
        for folder in ("templates", "archive", "search")
        for suffix in ("html", "py", "js")
        for path in (ROOT / folder).rglob(f"*.{suffix}")
    ]
    return "\n".join(path.read_text() for path in files)


def test_style_sheet_and_scripts_stay_within_their_bytes() -> None:
    scripts = [
        p for app in ("archive", "search") for p in ROOT.glob(f"{app}/static/**/*.js")
    ]
    assert SHEET.stat().st_size < MOST_BYTES
    assert sum(path.stat().st_size for path in scripts) < MOST_BYTES_OF_SCRIPTS


def test_every_class_of_the_sheet_stands_in_some_page() -> None:
    selectors = re.findall(r"^([^{};@]*)\{", sheet(), flags=re.MULTILINE)
    names = {name for one in selectors for name in re.findall(r"\.([a-z][a-z-]*)", one)}
    text = pages()
    assert {n for n in names - NOT_OURS if not re.search(rf"\b{n}\b", text)} == set()


def test_every_token_is_used_and_every_used_one_is_there() -> None:
    text = sheet()
    there = set(re.findall(r"(--[a-z0-9-]+):", text))
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", text)) == there


def test_every_face_of_the_sheet_is_carried_along_with_its_licence() -> None:
    named = set(re.findall(r'url\("fonts/([^"]+)"\)', sheet()))
    assert named == {path.name for path in FONTS.glob("*.woff2")}
    latin = [path for path in FONTS.glob("*.woff2") if "-ext-" not in path.name]
    assert sum(path.stat().st_size for path in latin) < MOST_BYTES_OF_LATIN
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE.txt").read_text()
