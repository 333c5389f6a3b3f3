"""Nothing that an address can say is an error."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from archive.models import SourceAlias
from tests.factories import make_source
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("from=2024-13-40", "“from=2024-13-40” was left out"),
        ("sort=best", "“sort=best” was left out"),
        ("page=0", "“page=0” was left out"),
        ("per=7", "“per=7” was left out"),
        ("undated=maybe", "“undated=maybe” was left out"),
        ("tag=nix", "“tag=nix” was left out: there is no such tag"),
        ("not_source=nix", "“not_source=nix” was left out"),
        ("import=x", "“import=x” was left out"),
        ("from=2025-01-01&to=2024-01-01", "the wrong way round"),
    ],
)
def test_wrong_values_are_named_and_left_out(
    client: Client, query: str, note: str
) -> None:
    assert note in text_of(client, f"/search/?q=harbour&{query}")


def test_the_old_name_of_a_source_is_obeyed(client: Client) -> None:
    SourceAlias.objects.create(source=make_source("Brovik Courier"), name="Brovik")
    page = text_of(client, "/search/?source=brovik")
    assert "<b>1 article</b>" in page
    assert "from Brovik Courier" in page


def test_nothing_wrong_survives_in_links(client: Client) -> None:
    assert "nix&amp;" not in text_of(client, "/search/?tag=nix&q=harbour")


names = st.sampled_from(
    [
        "q",
        "source",
        "credit",
        "tag",
        "section",
        "language",
        "import",
        "not_tag",
        "not_import",
        "from",
        "to",
        "undated",
        "page",
        "per",
        "sort",
        "copies",
        "bars",
    ]
)
values = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["toll", "newest", "1", "only", "fold", "2024-01-01", "99999999"]),
    st.sampled_from(["9" * 30, "0001-01-01", "9999-12-31", '"', "(", "AND", "\0"]),
)


@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parameters=st.lists(st.tuples(names, values), max_size=5))
def test_no_address_is_an_error(
    client: Client, parameters: list[tuple[str, str]]
) -> None:
    data: dict[str, list[str]] = {}
    for name, value in parameters:
        data.setdefault(name, []).append(value)
    for address in ("/search/", "/search.json"):
        assert client.get(address, data).status_code == 200
