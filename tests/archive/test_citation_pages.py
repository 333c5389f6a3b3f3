"""An article's page says how to cite it, and hands citations over as files."""

import pytest
from django.test import Client

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
