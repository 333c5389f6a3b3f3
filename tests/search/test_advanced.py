"""The advanced form as people see it: it writes a query, and says what is wrong."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.http import urlencode

from search.advanced.form import AdvancedForm
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")


def sent(**fields: str) -> str:
    """Return the address that a filled-in form asks for."""
    asked = dict.fromkeys(AdvancedForm.base_fields, "") | fields
    asked = {{"first": "from", "last": "to"}.get(k, k): v for k, v in asked.items()}
    return f"/search/advanced/?{urlencode(asked)}"


def written(client: Client, **fields: str) -> dict[str, list[str]]:
    """Return the parameters of the results page that a form leads to."""
    answer = client.get(sent(**fields))
    assert answer.status_code == 302, answer.content.decode()
    address = urlsplit(answer["Location"])
    assert address.path == "/search/"
    return parse_qs(address.query)


def test_it_writes_a_query(client: Client) -> None:
    assert written(
        client,
        words="harbour bridge",
        any_of="toll fare",
        none_of="ferry",
        phrase="old town",
        near="crews",
        near_to="strike",
        distance="7",
        in_order="1",
        headline="toll",
        source="Brovik Courier",
        first="2025-01-01",
        last="2025-03-31",
        at_least="100",
    ) == {
        "q": [
            'harbour bridge (toll OR fare) "old town" crews PRE/7 strike '
            'headline:toll source:"Brovik Courier" '
            "date:2025-01-01..2025-03-31 words:100.. NOT ferry"
        ]
    }


def test_an_empty_form_asks_for_all_articles(client: Client) -> None:
    assert written(client) == {}


def test_months_and_years_are_days_too_and_are_swapped(client: Client) -> None:
    assert written(client, first="2025", last="2024") == {
        "q": ["date:2024-12-31..2025-01-01"]
    }


def test_filters_of_the_results_page_stay(client: Client) -> None:
    kept = "q=old&tag=ports&tag=toll&sort=newest&dialect=nexis"
    shown = text_of(client, f"/search/advanced/?{kept}")
    assert 'name="kept"' in shown
    assert written(client, words="toll", kept=kept.replace("tag=", "section=")) == {
        "q": ["toll"],
        "section": ["ports", "toll"],
        "sort": ["newest"],
    }


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("distance", "x", "The distance is a whole number of words, such as 5."),
        ("distance", "0", "The distance is a whole number of words, such as 5."),
        ("first", "31 Feb 2025", "is no day: write one like 2025-10-30."),
        ("at_most", "-1", "The length is a whole number of words, such as 500."),
        ("near", "crews", "Two words are near each other: write both."),
        ("words", "a*b*c*d", "has more than 2 stars: write fewer."),
        ("also", "toll" * 3_000, "A query may have 10,000 characters"),
    ],
)
def test_wrong_input_is_named_beside_its_field_and_nothing_is_lost(
    client: Client, field: str, value: str, says: str
) -> None:
    fields = {"phrase": "old <town>", "headline": "toll"} | {field: value}
    page = text_of(client, sent(**fields))
    assert says in page
    assert 'value="old &lt;town&gt;"' in page
    assert 'value="toll"' in page
    assert f'value="{value.strip()}"' in page
    assert "Nothing was searched yet" in page
    if field in {"distance", "first", "at_most"}:
        assert (
            'type="text" name="{}" value="{}"'.format(
                "from" if field == "first" else field, value
            )
            in page
        )


def test_a_query_of_its_shape_fills_it_in(client: Client) -> None:
    query = 'harbour -ferry "old town" tag:ports date:2025-10 toll W/3 bridge'
    page = text_of(client, f"/search/advanced/?{urlencode({'q': query})}")
    for name, value in (
        ("words", "harbour"),
        ("none_of", "ferry"),
        ("phrase", "old town"),
        ("near", "toll"),
        ("near_to", "bridge"),
        ("distance", "3"),
        ("tag", "ports"),
        ("from", "2025-10-01"),
        ("to", "2025-10-31"),
    ):
        assert f'name="{name}" value="{value}"' in page
    assert "no field for" not in page


@pytest.mark.parametrize(
    ("query", "also"),
    [
        ("ATLEAST3(toll) harbour", "ATLEAST3(toll)"),
        ("(toll W/S fare) OR ferry", "(toll W/S fare) OR ferry"),
        ("tag:ports tag:toll", "tag:toll"),
        ("is:copy NOT (toll fare)", "is:copy NOT (toll fare)"),
        ("a*b*c*d", "a*b*c*d"),
    ],
)
def test_what_has_no_field_is_kept_and_said(
    client: Client, query: str, also: str
) -> None:
    page = text_of(client, f"/search/advanced/?{urlencode({'q': query})}")
    assert "no field for a part of this query" in page
    assert f'name="also" value="{also}"' in page


def test_the_fields_offer_the_commonest_names(client: Client) -> None:
    page = text_of(client, "/search/advanced/")
    _, _, names = page.partition('<datalist id="credit-names">')
    assert names.startswith(
        ' <option value="Reuters"></option> <option value="ANI"></option> </datalist>'
    )


def test_the_form_asks_few_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        client.get("/search/advanced/?q=harbour+tag:toll")


def test_the_form_needs_no_index(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.INDEX_DIR = tmp_path / "none"
    assert "All of these words" in text_of(client, "/search/advanced/")


def test_the_box_leads_to_the_form(client: Client) -> None:
    assert 'formaction="/search/advanced/"' in text_of(client, "/search/?q=toll")
