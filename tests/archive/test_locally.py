"""Amounts, dates and lists in the language of the pages."""

import ast
import datetime
import re
from collections.abc import Iterator

from django.utils import translation

from archive import locally
from tests.processes import ROOT

DAY = datetime.date(2024, 3, 5)
IN_TEMPLATE = re.compile(r'counted:"([^"]+)"')
# Reports count one or the other.
UNITS = {"file", "record"}


def test_amounts_are_grouped_and_counted() -> None:
    assert locally.grouped(1_968) == "1,968"
    assert locally.counted(1, "article") == "1 article"
    assert locally.counted(1_968, "article") == "1,968 articles"
    with translation.override("de"):
        assert locally.counted(1_968, "article") == "1.968 Artikel"


def test_days_are_written() -> None:
    assert locally.dated(DAY) == "5 Mar 2024"
    with translation.override("de"):
        assert locally.dated(DAY, "F Y") == "März 2024"


def test_names_are_listed_or_to_choose_from() -> None:
    assert locally.listed([]) == ""
    assert locally.listed(["PTI", "ANI", "Reuters"]) == "PTI, ANI and Reuters"
    assert locally.either(["20"]) == "20"
    assert locally.either(["20", "50", "100"]) == "20 or 50 or 100"


def test_the_nouns_are_those_that_are_counted() -> None:
    templates = (ROOT / "templates").rglob("*.html")
    found = {n for t in templates for n in IN_TEMPLATE.findall(t.read_text())}
    for room in ("archive", "search"):
        for path in (ROOT / room).rglob("*.py"):
            found.update(_counted_in(ast.parse(path.read_text())))
    assert found | UNITS == locally.NOUNS.keys()


def _counted_in(code: ast.Module) -> Iterator[str]:
    """Give the nouns that code counts."""
    for node in ast.walk(code):
        match node:
            case ast.Call(ast.Name("counted"), [_, ast.Constant(str(noun))]):
                yield noun
