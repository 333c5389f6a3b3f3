"""Citations say what is known of an article, in each style, and nothing else."""

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


def test_one_author() -> None:
    assert cited(byline="By Ngozi A. Okafor") == {
        "APA": "Okafor, N. A. (2019, March 4). Toll rises on the harbour bridge. "
        f"The Brovik Courier. {URL}",
        "MLA": "Okafor, Ngozi A. “Toll rises on the harbour bridge.” The Brovik "
        f"Courier, 4 Mar. 2019, {URL}. Accessed 23 Nov. 2026.",
        "Chicago": "Ngozi A. Okafor, “Toll rises on the harbour bridge,” Brovik "
        f"Courier, March 4, 2019, {URL}.",
        "Harvard": "Okafor, N.A. (2019) ‘Toll rises on the harbour bridge’, The "
        f"Brovik Courier, 4 March. Available at: {URL} (Accessed: 23 November 2026).",
        "Wikipedia": "{{cite news |last=Okafor |first=Ngozi A. |title=Toll rises on "
        "the harbour bridge |work=The Brovik Courier |date=4 March 2019 "
        f"|url={URL} |access-date=23 November 2026}}}}",
    }


def test_no_author() -> None:
    assert cited(url="") == {
        "APA": "Toll rises on the harbour bridge. (2019, March 4). The Brovik Courier.",
        "MLA": "“Toll rises on the harbour bridge.” The Brovik Courier, 4 Mar. 2019.",
        "Chicago": "“Toll rises on the harbour bridge,” Brovik Courier, March 4, 2019.",
        "Harvard": "‘Toll rises on the harbour bridge’ (2019) The Brovik Courier, "
        "4 March.",
        "Wikipedia": "{{cite news |title=Toll rises on the harbour bridge |work=The "
        "Brovik Courier |date=4 March 2019}}",
    }


def test_two_authors() -> None:
    found = cited(byline="Ngozi A. Okafor and Jan van der Berg", url="")
    assert found["APA"].startswith("Okafor, N. A., & van der Berg, J. (2019, March 4).")
    assert found["MLA"].startswith("Okafor, Ngozi A., and Jan van der Berg. “Toll")
    assert found["Chicago"].startswith("Ngozi A. Okafor and Jan van der Berg, “Toll")
    assert found["Harvard"].startswith("Okafor, N.A. and van der Berg, J. (2019) ‘")
    assert found["Wikipedia"].startswith(
        "{{cite news |last1=Okafor |first1=Ngozi A. |last2=van der Berg |first2=Jan |"
    )


def test_many_authors() -> None:
    found = cited(byline="Ada Vik, Bo Lund, Cem Ek and Dag Moe", url="")
    assert found["APA"].startswith("Vik, A., Lund, B., Ek, C., & Moe, D. (2019")
    assert found["MLA"].startswith("Vik, Ada, et al. “Toll")
    assert found["Chicago"].startswith("Ada Vik et al., “Toll")
    assert found["Harvard"].startswith("Vik, A. et al. (2019) ‘Toll")
    assert "|last4=Moe |first4=Dag" in found["Wikipedia"]


def test_an_author_with_a_suffix() -> None:
    found = cited(byline="Jan van der Berg Jr.", url="")
    assert found["APA"].startswith("van der Berg, J., Jr. (2019, March 4).")
    assert found["MLA"].startswith("van der Berg, Jan, Jr. “Toll")
    assert found["Chicago"].startswith("Jan van der Berg Jr., “Toll")
    assert found["Harvard"].startswith("van der Berg, J., Jr. (2019) ‘Toll")
    assert "|last=van der Berg |first=Jan Jr. |" in found["Wikipedia"]
    told = read_article(article(byline="Jan van der Berg Jr."), today=TODAY)
    assert "AU  - van der Berg, Jan, Jr.\r\n" in ris(told)
    assert "author = {van der Berg, Jr., Jan}," in bibtex(told)
    assert json.loads(csl_json(told))["author"][0]["suffix"] == "Jr."


def test_an_organisation() -> None:
    found = cited(byline="Harbour Desk", url="")
    assert found["APA"].startswith("Harbour Desk. (2019, March 4). Toll")
    assert found["MLA"].startswith("Harbour Desk. “Toll")
    assert found["Chicago"].startswith("Harbour Desk, “Toll")
    assert found["Harvard"].startswith("Harbour Desk (2019) ‘Toll")
    assert "|author=Harbour Desk |" in found["Wikipedia"]


def test_no_date() -> None:
    found = cited(published_on=None)
    assert "harbour bridge. (n.d.). The Brovik Courier. http" in found["APA"]
    assert f"Courier, n.d., {URL}. Accessed 23 Nov. 2026." in found["MLA"]
    assert f"Courier, n.d., accessed November 23, 2026, {URL}." in found["Chicago"]
    assert "bridge’ (n.d.) The Brovik Courier. Available at" in found["Harvard"]
    assert "|date=n.d. |" in found["Wikipedia"]


def test_a_derived_headline_of_a_credited_report() -> None:
    derived = "Crews at the harbour voted to strike"
    found = cited(
        headline=derived,
        headline_is_derived=True,
        source="",
        credits=["Reuters"],
        url="",
    )
    assert found == {
        "APA": f"[{derived}]. (2019, March 4). Based on a Reuters report.",
        "MLA": f"[{derived}]. Based on a Reuters report. 4 Mar. 2019.",
        "Chicago": f"[{derived}], March 4, 2019, based on a Reuters report.",
        "Harvard": f"[{derived}] (2019), 4 March. Based on a Reuters report.",
        "Wikipedia": f"{{{{cite news |title=&#91;{derived}&#93; |agency=Reuters "
        "|date=4 March 2019}}",
    }


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
    assert found["Chicago"].startswith("“Who pays the ‘toll’?,” Brovik")


def test_the_archives_own_address_is_given_where_others_can_reach_it() -> None:
    with override_settings(PUBLIC_URL="https://news.example"):
        found = article()
        told = read_article(found, today=TODAY).url
    assert told == f"https://news.example{found.get_absolute_url()}"


def test_ris() -> None:
    found = article(byline="Ada Vik", tags=["toll", "ports"], section="Metro",
                    language="en")  # fmt: skip
    assert ris(read_article(found, today=TODAY)).split("\r\n") == [
        "TY  - NEWS",
        "AU  - Vik, Ada",
        "TI  - Toll rises on the harbour bridge",
        "T2  - The Brovik Courier",
        "DA  - 2019/03/04/",
        "PY  - 2019",
        "SE  - Metro",
        "LA  - en",
        "KW  - ports",
        "KW  - toll",
        f"AN  - {found.pk}",
        f"UR  - {URL}",
        "Y2  - 2026/11/23/",
        "ER  - ",
        "",
        "",
    ]


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


def test_csl_json() -> None:
    found = article(byline="Ada Vik", url="")
    assert json.loads(csl_json(read_article(found, today=TODAY))) == {
        "id": f"article-{found.pk}",
        "type": "article-newspaper",
        "title": "Toll rises on the harbour bridge",
        "author": [{"family": "Vik", "given": "Ada"}],
        "container-title": "The Brovik Courier",
        "issued": {"date-parts": [[2019, 3, 4]]},
    }
