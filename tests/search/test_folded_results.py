"""Pages of results show a story once, and every count says what it counts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article, CopyGroup
from search import outbox
from search.models import SavedSearch
from search.results.hits import ShownHit
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")

FERRY = "/search/?q=ferry"
# Where each article is handed out, however the list is shown.
OF_ALL = ("/search.atom", "/search.feed", "/search/export/")


def copies_of(hit: ShownHit) -> list[int]:
    return [copy.article.pk for copy in hit.copies]


@pytest.fixture
def stories() -> list[Article]:
    """A story in three papers, the first first, and 22 that ran once."""
    group = CopyGroup.objects.create()
    ran = [
        make_article(
            headline=headline,
            body="The ferry sails again. " * (4 - day),
            published_on=f"2024-03-0{day}",
            source=source,
            copy_group=group,
        )
        for day, source, headline in (
            (1, "Brovik Courier", "Ferry sails again"),
            (2, "Skerrow Gazette", "Ferry sails again on Monday"),
            (3, "Harbour Times", "Ferry sails again"),
        )
    ]
    for number in range(22):
        make_article(headline=f"Ferry {number}", source="Brovik Courier")
    outbox.drain()
    return ran


def test_the_count_line_says_what_all_counts_add_up_to(
    client: Client, stories: list[Article]
) -> None:
    page = text_of(client, FERRY)
    assert "<b>1–20 of 23 articles</b>, 2 copies folded" in page
    assert ">show all 25</a>" in page
    results = client.get(FERRY).context["page"].results
    assert (results.total, sum(bar.hit_count for bar in results.bars)) == (25, 25)
    (sources,) = (
        c for c in client.get(FERRY).context["page"].columns if c.name == "source"
    )
    assert sum(value.count for value in sources.values) == 25


def test_a_copy_asked_for_is_the_hit_itself(
    client: Client, stories: list[Article]
) -> None:
    first, second, third = stories
    for narrowed, copy in (
        ("&source=skerrow-gazette", second),
        ("&from=2024-03-03&to=2024-03-03", third),
        ("&from=2024-03-01&to=2024-03-01", first),
    ):
        hits = client.get(f"{FERRY}{narrowed}").context["page"].hits
        assert [(hit.article, hit.copies) for hit in hits] == [(copy, ())]
    pasted = client.get("/search/?q=Ferry+sails+again+on+Monday").context["page"].hits
    assert pasted[0].article == second
    for order, leader in (("oldest", first), ("newest", third), ("longest", first)):
        hits = client.get(f"{FERRY}&sort={order}&per=50").context["page"].hits
        assert [hit.article for hit in hits if hit.copies] == [leader]


def test_the_choice_stays_in_every_link_and_form(
    client: Client, stories: list[Article]
) -> None:
    page = client.get(f"{FERRY}&copies=show").content.decode()
    links = [unescape(link) for link in re.findall(r'href="([^"]*q=ferry[^"]*)"', page)]
    kept = [link for link in links if not link.startswith(OF_ALL)]
    assert len(kept) > 20
    assert [link for link in kept if "copies=show" not in link] == [FERRY]
    assert not [link for link in links if link not in kept and "copies" in link]
    hidden = '<input type="hidden" name="copies" value="show">'
    assert page.count(hidden) == page.count('action="/search/"')


def test_older_addresses_say_what_is_so_anyway(
    client: Client, stories: list[Article]
) -> None:
    folded = client.get(f"{FERRY}&copies=fold").context["page"].results
    assert folded.hits == client.get(FERRY).context["page"].results.hits


def test_pages_are_full_to_the_last_hit(client: Client, stories: list[Article]) -> None:
    seen = []
    for number, length in ((1, 20), (2, 3), (3, 0)):
        hits = client.get(f"{FERRY}&page={number}").context["page"].hits
        assert len(hits) == length
        seen += [pk for hit in hits for pk in (hit.article.pk, *copies_of(hit))]
    assert sorted(seen) == sorted(Article.objects.values_list("pk", flat=True))


def test_a_hit_opens_to_where_else_it_ran(
    client: Client, stories: list[Article]
) -> None:
    page = text_of(client, f"{FERRY}&sort=oldest")
    assert "<summary>Also in 2 sources</summary>" in page
    assert "2 Mar 2024</time> · Skerrow Gazette</a>" in page
    assert "Ferry sails again <ins>on Monday</ins>" in page
    # The third has the headline of the first.
    assert "Harbour Times</a></li>" in page
    within = f"{stories[1].get_absolute_url()}?q=ferry&amp;sort=oldest"
    assert f'href="{within}"' in page


def test_many_copies_lead_to_all_of_them(client: Client) -> None:
    group = CopyGroup.objects.create()
    for number in range(9):
        make_article(headline="Regatta", source=f"Paper {number}", copy_group=group)
    outbox.drain()
    page = text_of(client, "/search/?q=regatta")
    assert "<summary>8 copies of this article</summary>" in page
    assert '#copies">and 2 more copies</a>' in page


def test_a_copy_stands_in_the_place_of_its_hit(
    client: Client, stories: list[Article]
) -> None:
    _, second, _ = stories
    page = text_of(client, f"{second.get_absolute_url()}?q=ferry&sort=oldest")
    assert "1 of 23" in page
    assert "Next hit" in page
    each = text_of(
        client, f"{second.get_absolute_url()}?q=ferry&sort=oldest&copies=show"
    )
    assert "2 of 25" in each


def test_feeds_and_what_is_new_count_each_article(
    client: Client, stories: list[Article]
) -> None:
    feed = client.get("/search.atom?q=ferry&copies=fold").content.decode()
    assert feed.count("<entry>") == 25
    reader = User.objects.create_user("rea")
    client.force_login(reader)
    SavedSearch.objects.create(owner=reader, name="Ferries", parameters="q=ferry")
    assert "25 new" in text_of(client, "/saved/")


def test_nothing_is_said_of_copies_where_there_are_none(client: Client) -> None:
    make_article(headline="Regatta")
    outbox.drain()
    page = text_of(client, "/search/?q=regatta")
    assert "folded" not in page
    assert "copies=" not in page
