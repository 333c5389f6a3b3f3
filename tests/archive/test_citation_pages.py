"""An article's page says how to cite it, and hands citations over as files."""

import pytest
from django.test import Client

from archive.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_the_article_page_shows_how_to_cite_it(client: Client) -> None:
    found = make_article(
        byline="Ada Vik", headline="Toll <b>rises</b>", source="The Brovik Courier"
    )
    page = client.get(found.get_absolute_url()).content.decode()
    assert "Vik, A. (2024, March 5). Toll &lt;b&gt;rises&lt;/b&gt;. <i>The" in page
    assert f'href="/articles/{found.pk}/cite.ris"' in page


@pytest.mark.parametrize(
    ("suffix", "begin"), [("ris", "TY"), ("bib", "@"), ("json", "[")]
)
def test_a_citation_is_handed_over_as_a_file(
    client: Client, suffix: str, begin: str
) -> None:
    found = make_article()
    answer = client.get(f"/articles/{found.pk}/cite.{suffix}")
    assert answer.content.decode().startswith(begin)
    assert f'filename="article-{found.pk}.{suffix}"' in answer["Content-Disposition"]


@pytest.mark.parametrize("state", ["hidden", "trashed"])
def test_readers_get_no_citation_of_what_they_do_not_see(
    client: Client, state: str
) -> None:
    found = make_article(state=state)
    assert client.get(f"/articles/{found.pk}/cite.ris").status_code == 404
    assert client.get(f"/articles/{make_article().pk}/cite.pdf").status_code == 404


def test_reference_managers_learn_the_formats(client: Client) -> None:
    found = make_article()
    page = client.get(found.get_absolute_url()).content.decode()
    assert f'<abbr class="unapi-id" title="{found.pk}"></abbr>' in page
    assert 'rel="unapi-server"' in page
    for query in ("", f"?id={found.pk}"):
        told = client.get(f"/unapi/{query}").content.decode()
        assert '<format name="ris" type="application/x-research-info-systems"/>' in told


@pytest.mark.parametrize(
    ("name", "begin"), [("ris", "TY"), ("bibtex", "@"), ("csl", "[")]
)
def test_reference_managers_get_a_citation(
    client: Client, name: str, begin: str
) -> None:
    found = make_article()
    answer = client.get(f"/unapi/?id={found.pk}&format={name}")
    assert answer.content.decode().startswith(begin)


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "%C2%B2", "-1"])
def test_reference_managers_learn_that_there_is_no_such_article(
    client: Client, number: str
) -> None:
    assert client.get(f"/unapi/?id={number}&format=ris").status_code == 404
    found = make_article()
    assert client.get(f"/unapi/?id={found.pk}&format=mods").status_code == 406
    Article.objects.filter(pk=found.pk).update(state="hidden")
    assert client.get(f"/unapi/?id={found.pk}&format=ris").status_code == 404
