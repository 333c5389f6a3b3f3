"""What the search box offers while a query is typed."""

from typing import Any

import pytest
from django.test import Client

from search import outbox
from tests.factories import make_article, make_source, make_tag

pytestmark = pytest.mark.usefixtures("pile")


def offered(client: Client, text: str, at: int | None = None) -> list[dict[str, Any]]:
    """Return what is offered; `^` in a text stands for the caret."""
    if "^" in text:
        at = text.index("^")
        text = text.replace("^", "")
    asked = {"q": text} | ({} if at is None else {"at": at})
    answer = client.get("/search/complete.json", asked)
    assert answer.status_code == 200
    return list(answer.json()["completions"])


def labels(client: Client, text: str, *kinds: str) -> list[str]:
    """Return what the offers of some kinds are called."""
    return [
        offer["label"]
        for offer in offered(client, text)
        if not kinds or offer["kind"] in kinds
    ]


def taken(client: Client, text: str, label: str) -> str:
    """Return the query after taking an offer, with `^` where the caret is."""
    (offer,) = [o for o in offered(client, text) if o["label"] == label]
    text = text.replace("^", "")
    return f"{text[: offer['start']]}{offer['text']}^{text[offer['end'] :]}"


def test_words_come_with_their_articles_the_commonest_first(client: Client) -> None:
    words = [o for o in offered(client, "b") if o["kind"] == "word"]
    assert [(o["label"], o["help"]) for o in words] == [
        ("bridge", "2 articles"),
        ("boats", "1 article"),
    ]


def test_words_of_hidden_articles_are_not_offered(client: Client) -> None:
    assert labels(client, "hid") == []


def test_words_that_a_query_leaves_out_are_offered_in_quotes_only(
    client: Client,
) -> None:
    assert "the" not in labels(client, "th", "word")
    assert "the" in labels(client, '"th', "word")


def test_a_word_is_put_in_place_of_what_was_begun(client: Client) -> None:
    assert taken(client, "harb", "harbour") == "harbour ^"
    assert taken(client, "old harb^xy toll", "harbour") == "old harbour ^ toll"
    assert taken(client, "-harb", "harbour") == "-harbour ^"
    assert taken(client, "(harb^)", "harbour") == "(harbour ^)"
    assert taken(client, '"old harb', "harbour") == '"old harbour^'
    assert taken(client, "headline:harb", "harbour") == "headline:harbour ^"


def test_marks_of_letters_make_no_difference(client: Client) -> None:
    for body in ("A café.", "Two cafés.", "The café.", "A cafe."):
        make_article(headline="Coffee", body=body)
    outbox.drain()
    words = {o["label"]: o["help"] for o in offered(client, "cafe")}
    assert words["café"] == "3 articles"
    assert words["cafés"] == "1 article"
    assert "cafe" not in words


def test_parts_of_compounds_are_offered_and_their_joined_forms_are_not(
    client: Client,
) -> None:
    make_article(headline="A well-known port", body="India’s ships.")
    outbox.drain()
    assert labels(client, "well", "word") == ["well"]
    assert labels(client, "india", "word") == ["india"]
    assert labels(client, "well-kn", "word") == []


def test_a_field_of_text_counts_what_stands_there(client: Client) -> None:
    make_article(headline="Harbour talks", body="Old news.", byline="Bo Harbin")
    outbox.drain()
    offers = {o["label"]: o["help"] for o in offered(client, "headline:harb")}
    assert offers == {"harbour": "5 articles"}
    offers = {o["label"]: o["help"] for o in offered(client, "by:harb")}
    assert offers == {"harbin": "1 article"}
    assert "harbour" in labels(client, "lead:harb")


def test_names_begin_as_typed_and_are_quoted(client: Client) -> None:
    assert taken(client, "brov", "Brovik Courier") == 'source:"Brovik Courier" ^'
    assert taken(client, "toll Brovik cou", "Brovik Courier") == (
        'toll source:"Brovik Courier" ^'
    )
    assert taken(client, "reut", "Reuters") == "credit:Reuters ^"
    assert taken(client, "#to", "toll") == "tag:toll ^"


def test_a_field_offers_its_values(client: Client) -> None:
    assert labels(client, "tag:") == ["toll", "bridge"]
    assert labels(client, "tag:br") == ["bridge"]
    assert labels(client, "section:") == ["News", "Transport"]
    assert labels(client, "credit:") == ["Reuters", "ANI"]
    assert "undated" in labels(client, "is:")
    assert labels(client, "date:202") == ["2025", "2024", "2023"]
    assert "up to 31 Dec 2023" in [o["help"] for o in offered(client, "before:2024")]
    assert labels(client, 'since:"last m') == ["last month"]
    assert taken(client, "site:brov", "Brovik Courier") == 'site:"Brovik Courier" ^'
    assert taken(client, 'source:"brovik c^o" toll', "Brovik Courier") == (
        'source:"Brovik Courier" ^ toll'
    )


def test_names_that_no_live_article_carries_are_not_offered(client: Client) -> None:
    make_source("Harrow Secret")
    make_tag("harrowing")
    make_article(source="Harvest Weekly", tags=["hares"], state="hidden")
    outbox.drain()
    for text in ("ha", "har", "source:ha", "tag:ha", "#ha"):
        assert not {"Harrow Secret", "Harvest Weekly", "hares", "harrowing"} & set(
            labels(client, text)
        )


def test_fields_and_operators_come_with_a_word_of_help(client: Client) -> None:
    assert ("tag:", "articles carrying this tag") in [
        (o["label"], o["help"]) for o in offered(client, "ta")
    ]
    assert "intitle:" in labels(client, "intit")
    assert labels(client, "toll W/", "operator") == ["W/5", "W/S", "W/P"]
    assert labels(client, "toll O", "operator") == ["OR", "ONEAR/5"]
    assert taken(client, "toll AT", "ATLEAST3(") == "toll ATLEAST3(^"


def test_no_operator_is_offered_where_it_joins_nothing(client: Client) -> None:
    assert labels(client, "O", "operator") == []
    assert labels(client, "N", "operator") == ["NOT"]
    assert labels(client, '"toll O', "operator") == []


def test_recent_queries_come_first_and_replace_all(client: Client) -> None:
    client.get("/search/?q=harbour+strike")
    client.get("/search/?q=toll")
    assert labels(client, "") == ["toll", "harbour strike"]
    assert taken(client, "harb", "harbour strike") == "harbour strike^"
    assert labels(client, "harb")[0] == "harbour strike"


def test_after_a_blank_or_a_bracket_nothing_is_offered(client: Client) -> None:
    for text in ("toll ", "toll)", '"toll"', "(", "import:", "words:"):
        assert offered(client, text) == []


@pytest.mark.parametrize("at", ["x", "-1", "99999999999", "", "3.5"])
def test_a_caret_that_cannot_be_is_no_error(client: Client, at: str) -> None:
    assert client.get(f"/search/complete.json?q=harb&at={at}").status_code == 200


def test_too_long_a_query_is_offered_nothing(client: Client) -> None:
    assert offered(client, "harbour " * 2_000) == []


def test_an_answer_is_kept_for_this_reader_alone(client: Client) -> None:
    answer = client.get("/search/complete.json?q=harb")
    assert set(answer["Cache-Control"].split(", ")) == {"private", "max-age=30"}
    assert "Cookie" in answer["Vary"]


def test_completing_asks_few_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(2):
        offered(client, "old harbour br")
    with django_assert_max_num_queries(2):
        offered(client, "tag:")


def test_a_private_archive_asks_who_is_typing(client: Client, settings: Any) -> None:
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "django.contrib.auth.middleware.LoginRequiredMiddleware",
    ]
    answer = client.get("/search/complete.json?q=harb")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_without_an_index_the_answer_says_what_to_run(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.INDEX_DIR = tmp_path / "none"
    answer = client.get("/search/complete.json?q=harb")
    assert answer.status_code == 503
    assert "rebuild_index" in answer.json()["error"]
