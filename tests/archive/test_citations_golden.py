"""Citations are what the files in `citations/` say, in each style and each format.

What is slanted stands between stars. A file that is wrong is corrected by hand, after a
look into the style's manual.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from archive.citing.bibtex import bibtex
from archive.citing.citation import Citation
from archive.citing.cited import read_article
from archive.citing.csl import csl_json
from archive.citing.ris import ris
from archive.citing.styles import STYLES
from tests.factories import make_article

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "citations"
TODAY = datetime.date(2026, 11, 23)
KNOWN: dict[str, object] = {
    "pk": 7,
    "headline": "Toll rises on the harbour bridge",
    "published_on": "2019-03-04",
    "source": "The Brovik Courier",
    "byline": "By Ngozi A. Okafor",
    "section": "Metro",
    "url": "https://courier.example/toll",
    "language": "en",
    "tags": ["ports", "toll"],
}
MANY = (
    ", ".join(f"Ada Vik{letter}" for letter in "abcdefghijklmnopqrstu") + " and Bo Lund"
)
CASES: dict[str, dict[str, object]] = {
    "one_author": {},
    "no_author": {"byline": ""},
    "two_authors": {"byline": "Ngozi A. Okafor and Jan van der Berg"},
    "three_authors": {"byline": "Ada Vik, Bo Lund and Cem Ek"},
    "many_authors": {"byline": MANY},
    "organisation": {"byline": "Harbour Desk"},
    "no_date": {"published_on": None},
    "derived_headline": {
        "headline": "Crews at the harbour voted to strike",
        "headline_is_derived": True,
        "byline": "",
        "url": "",
    },
    "credit_without_source": {"source": "", "credits": ["Reuters"], "byline": ""},
    "nothing_but_a_headline": {
        "byline": "", "published_on": None, "source": "", "section": "", "url": "",
        "language": "", "tags": [],
    },
    "not_english": {
        "headline": "Maut auf der Hafenbrücke steigt",
        "byline": "Von Jörg Åse",
        "source": "Kieler Blatt",
        "language": "de",
    },
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_citation_is_as_the_manuals_have_it(case: str) -> None:
    assert _all_of(**CASES[case]) == (GOLDEN / f"{case}.txt").read_text()


def test_each_golden_file_has_its_case() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(CASES)


def _all_of(**facts: object) -> str:
    """Return an article's citations in all styles and formats, one after the other."""
    article = make_article(**(KNOWN | facts))  # type: ignore[arg-type]
    cited = read_article(article, today=TODAY)
    lines = [
        line for name, write in STYLES for line in (name, _starred(write(cited)), "")
    ]
    files = [ris(cited).replace("\r\n", "\n"), bibtex(cited), csl_json(cited)]
    return "\n".join([*lines, *(f"{file.strip()}\n" for file in files)])


def _starred(citation: Citation) -> str:
    return "".join(f"*{text}*" if slanted else text for text, slanted in citation.runs)
