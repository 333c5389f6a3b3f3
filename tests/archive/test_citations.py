"""Citations say what is known of an article, and no sign in it breaks their format."""

import datetime
import json

import pytest
from django.test import override_settings

from archive.citing.bibtex import bibtex
from archive.citing.cited import read_article
from archive.citing.csl import csl_json
from archive.citing.ris import ris
from archive.citing.styles import STYLES
from archive.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)
URL = "https://courier.example/toll"


def article(**facts: object) -> Article:
    """Store an article of a paper, whose facts can be others."""
    known = {
        "headline": "Toll rises on the harbour bridge",
        "published_on": "2019-03-04",
        "source": "The Brovik Courier",
        "url": URL,
    }
    return make_article(**(known | facts))  # type: ignore[arg-type]


def cited(**facts: object) -> dict[str, str]:
    """Return the citations of an article by the names of their styles."""
    found = read_article(article(**facts), today=TODAY)
    return {name: write(found).text for name, write in STYLES}


def test_an_author_with_a_suffix() -> None:
    found = cited(byline="Jan van der Berg Jr.", url="")
    assert found["APA"].startswith("van der Berg, J., Jr. (2019, March 4).")
    assert found["MLA"].startswith("van der Berg, Jan, Jr. “Toll")
    assert found["Chicago notes"].startswith("Jan van der Berg Jr., “Toll")
    assert found["Chicago author-date"].startswith("van der Berg, Jan, Jr. 2019. “Toll")
    assert found["Harvard"].startswith("van der Berg, J., Jr. (2019) ‘Toll")
    assert "|last=van der Berg |first=Jan Jr. |" in found["Wikipedia"]
    told = read_article(article(byline="Jan van der Berg Jr."), today=TODAY)
    assert "AU  - van der Berg, Jan, Jr.\r\n" in ris(told)
    assert "author = {van der Berg, Jr., Jan}," in bibtex(told)
    assert json.loads(csl_json(told))["author"][0]["suffix"] == "Jr."


def test_an_address_ends_where_it_ends_on_wikipedia() -> None:
    found = cited(url="https://courier.example/a[1]?b={{c|d}}&e=f''")
    assert (
        "|url=https://courier.example/a%5B1%5D?b=%7B%7Bc%7Cd%7D%7D&e=f%27%27 |"
        in (found["Wikipedia"])
    )


def test_a_year_has_four_digits() -> None:
    found = read_article(article(published_on="0033-01-02"), today=TODAY)
    assert "DA  - 0033/01/02/\r\nPY  - 0033\r\n" in ris(found)
    assert "year = {0033}," in bibtex(found)


def test_a_credit_is_never_the_publication() -> None:
    found = read_article(article(source="", credits=["Reuters"]), today=TODAY)
    assert "T2" not in ris(found)
    assert "journal" not in bibtex(found)
    assert "container-title" not in json.loads(csl_json(found))


def test_another_language() -> None:
    found = cited(headline="橋の通行料が上がる", source="港新聞", language="ja", url="")
    assert found["MLA"] == "“橋の通行料が上がる.” 港新聞, 4 Mar. 2019."
    assert "|language=ja" in found["Wikipedia"]


def test_a_headline_that_ends_with_a_mark_gets_no_other() -> None:
    found = cited(headline='Who pays the "toll"?', url="")
    assert found["APA"].startswith('Who pays the "toll"? (2019')
    assert found["MLA"].startswith("“Who pays the ‘toll’?” The")
    assert found["Chicago notes"].startswith("“Who pays the ‘toll’?,” Brovik")


def test_quotes_within_quotes_are_of_the_other_kind() -> None:
    found = cited(headline="‘No toll’, says Brovik’s mayor of the '90s", url="")
    assert found["Harvard"].endswith("(2019) ‘“No toll”, says Brovik’s mayor of the "
                                     "'90s’, 4 March.")  # fmt: skip
    assert found["MLA"].startswith("“‘No toll’, says Brovik’s mayor of the '90s.”")


def test_the_archives_own_address_is_given_where_others_can_reach_it() -> None:
    with override_settings(PUBLIC_URL="https://news.example"):
        found = article()
        told = read_article(found, today=TODAY).url
    assert told == f"https://news.example{found.get_absolute_url()}"


def test_bibtex_is_read_as_it_was_meant() -> None:
    parser = pytest.importorskip("bibtexparser")
    headline = r"5% of {ports} & #1 ~ a_b ^ \c @ $9"
    found = read_article(
        article(headline=headline, byline="Jörg Åse and Harbour Desk"), today=TODAY
    )
    library = parser.parse_string(bibtex(found))
    entry = library.entries[0]
    assert not library.failed_blocks
    assert entry.key == f"ase2019-{found.pk}"
    assert entry["title"] == (
        r"{5\% of \{ports\} \& \#1 \textasciitilde{} a\_b \textasciicircum{} "
        r"\textbackslash{}c @ \$9}"
    )
    assert entry["author"] == "Åse, Jörg"
    assert entry["journal"] == "The Brovik Courier"
