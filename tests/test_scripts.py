"""Scripts say only what their pages hold for them, in the language of the pages."""

import re
from pathlib import Path

import pytest

from tests.processes import ROOT

SCRIPTS = [
    *ROOT.glob("archive/static/archive/*.js"),
    *ROOT.glob("search/static/search/*.js"),
    ROOT / "archive/exporting/standalone_parts/search.js",
]
COMMENT = re.compile(r"^\s*//.*", re.MULTILINE)
# Values of texts, and classes of letters.
IN_BRACES = re.compile(r"(?:\$|\\p)\{[^}]*\}")
TEXT = re.compile(r"""(["'`])(.*?)\1""")
# Names of keys.
KEYS = {"ArrowDown", "ArrowUp", "Escape"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_holds_no_words_for_people(path: Path) -> None:
    script = IN_BRACES.sub("", COMMENT.sub("", path.read_text()))
    texts = [text for _, text in TEXT.findall(script)]
    words = {word for text in texts for word in re.findall(r"\b[A-Z][a-z]+\w*", text)}
    assert words - KEYS == set()
