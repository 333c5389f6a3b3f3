"""The last searches of a browser, which the browser alone keeps."""

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from search.asking.forms import SearchForm
from search.saving.recent import (
    COOKIE,
    MOST_BYTES,
    MOST_SEARCHES,
    SALT,
    read_recent,
    recent_queries,
    remember,
)
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")


def numbers(client: Client) -> list[tuple[int, str]]:
    """Return the searches that a browser keeps, as their numbers and parameters."""
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = client.cookies[COOKIE].value
    request.user = User()
    return [(search.number, search.parameters) for search in read_recent(request)]


def test_searches_are_numbered_and_counted(client: Client) -> None:
    for query in ("harbour", "toll"):
        client.get(f"/search/?q={query}")
    assert numbers(client) == [(2, "q=toll"), (1, "q=harbour")]
    page = text_of(client, "/saved/")
    assert '<td class="number">4</td>' in page
    assert page.index(">toll<") < page.index(">harbour<")


def test_the_same_search_keeps_its_number(client: Client) -> None:
    for query in ("q=harbour", "q=toll", "q=harbour&sort=oldest&per=50"):
        client.get(f"/search/?{query}")
    assert numbers(client) == [(2, "q=toll"), (1, "q=harbour")]


def test_other_pages_and_other_forms_are_no_searches(client: Client) -> None:
    client.get("/search/?q=harbour&page=2")
    client.get("/search.json?q=harbour")
    client.get("/search.atom?q=harbour")
    client.get("/search/")
    assert COOKIE not in client.cookies


def test_the_oldest_leave_and_numbers_go_on(client: Client) -> None:
    for number in range(MOST_SEARCHES + 3):
        client.get(f"/search/?q=harbour{number}")
    kept = [number for number, _ in numbers(client)]
    assert kept == list(range(MOST_SEARCHES + 3, 3, -1))


def test_the_cookie_stays_small(client: Client) -> None:
    for number in range(8):
        words = "+".join(f"{number}word{n * 7919 % 1000}" for n in range(110))
        client.get(f"/search/?q={words}")
        assert len(client.cookies[COOKIE].value) <= MOST_BYTES
    assert len(numbers(client)) >= 2


def test_a_search_too_long_to_keep_drives_out_no_other(client: Client) -> None:
    client.get("/search/?q=harbour")
    client.get(f"/search/?q={'x' * 5_000}")
    assert numbers(client) == [(1, "q=harbour")]


def test_the_cookie_is_for_the_server_of_this_site_only(client: Client) -> None:
    client.get("/search/?q=harbour")
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/")


def test_searches_are_forgotten_when_asked(client: Client) -> None:
    client.get("/search/?q=harbour")
    client.post("/saved/forget/")
    assert client.cookies[COOKIE].value == ""
    assert ">harbour<" not in text_of(client, "/saved/")


def test_the_next_person_does_not_see_what_the_last_one_searched(
    client: Client,
) -> None:
    client.force_login(User.objects.create_user("ada"))
    client.get("/search/?q=harbour")
    assert ">harbour<" in text_of(client, "/saved/")
    client.post("/sign-out/")
    assert ">harbour<" not in text_of(client, "/saved/")


def test_signing_in_keeps_what_was_searched_before(client: Client) -> None:
    client.get("/search/?q=harbour")
    client.force_login(User.objects.create_user("ada"))
    assert ">harbour<" in text_of(client, "/saved/")


def test_completion_gets_the_queries_newest_first(client: Client) -> None:
    for query in ("q=harbour", "tag=toll", "q=toll", "q=harbour&tag=toll"):
        client.get(f"/search/?{query}")
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = client.cookies[COOKIE].value
    request.user = User()
    assert recent_queries(request) == ("harbour", "toll")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["owner", "searches", "x"]), inner, max_size=3
        )
    ),
)


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        json_values.map(lambda value: signing.dumps(value, salt=SALT, compress=True)),
        st.lists(json_values, max_size=25).map(
            lambda entries: signing.dumps({"owner": None, "searches": entries}, SALT)
        ),
    )
)
def test_any_cookie_is_read_without_harm(value: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = value
    request.user = User()
    assert len(read_recent(request)) <= MOST_SEARCHES
    remember(request, HttpResponse(), SearchForm(QueryDict("q=harbour")), 4)


def test_a_cookie_that_was_tampered_with_counts_for_nothing(client: Client) -> None:
    client.get("/search/?q=harbour")
    client.cookies[COOKIE] = client.cookies[COOKIE].value[:-1] + "x"
    assert ">harbour<" not in text_of(client, "/saved/")
