"""What a form asks for becomes a query, and is read from it again."""

import datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from search.advanced.form import AdvancedForm, fill_in
from search.advanced.wishes import Wishes, query_text, tree_of, wishes_of
from search.asking.forms import SearchForm
from search.language.tree import (
    AtLeast,
    Everything,
    LabelField,
    Or,
    Prefix,
    TextField,
    Word,
)
from tests.search.test_language import read

WORDS = st.sampled_from(
    [
        *(
            "harbour",
            "toll",
            "ferry",
            "P-8I",
            "O'Neill",
            "the",
            "or",
            "NEAR",
            "W",
            "US",
        ),
        *("harb*", "*bour", "h?rbour", "harbor~", "harbor~2", "café", "東京", "9:30"),
    ]
)
TEXTS = st.lists(WORDS, max_size=3).map(" ".join)
SEVERAL = st.just("") | st.lists(WORDS, min_size=2, max_size=3).map(" ".join)
NAMES = st.sampled_from(["boats", "Skerrow Gazette", "St. Anne’s", "a:b", "(x)", "R&D"])
DAYS = st.none() | st.dates(datetime.date(1890, 1, 1), datetime.date(2030, 1, 1))
LENGTHS = st.none() | st.integers(0, 5_000)
SIDES = st.just(("", "")) | st.tuples(
    *(st.lists(WORDS, min_size=1, max_size=2).map(" ".join) for _ in range(2))
)
RESTS = st.sampled_from(
    [Everything(), AtLeast(3, Word("toll")), Or((Word("a"), AtLeast(2, Prefix("b"))))]
)


def filled(texts: st.SearchStrategy[str], keys: Any) -> st.SearchStrategy[Any]:
    """Draw a text for some of the keys."""
    return st.dictionaries(st.sampled_from(keys), texts.filter(bool), max_size=3)


def ordered(ends: tuple[Any, Any]) -> tuple[Any, Any]:
    """Put two ends the right way round."""
    low, high = ends
    return ends if low is None or high is None or low <= high else (high, low)


WISHES = st.builds(
    Wishes,
    words=TEXTS,
    any_of=SEVERAL,
    none_of=TEXTS,
    phrase=TEXTS,
    near=SIDES,
    distance=st.integers(1, 50),
    in_order=st.booleans(),
    parts=filled(TEXTS, [TextField.HEADLINE, TextField.LEAD, TextField.BYLINE]),
    labels=filled(NAMES, [LabelField.SOURCE, LabelField.TAG, LabelField.LANGUAGE]),
    days=st.tuples(DAYS, DAYS).map(ordered),
    length=st.tuples(LENGTHS, LENGTHS).map(ordered),
    rest=RESTS,
)


@given(WISHES)
def test_what_a_form_asks_for_is_read_from_its_query(wishes: Wishes) -> None:
    tree = read(query_text(wishes)).tree
    assert tree == tree_of(wishes)
    shown = wishes_of(tree)
    if not any(wishes.near):
        wishes = Wishes(**vars(wishes) | {"distance": 5, "in_order": False})
    assert shown == wishes


@given(WISHES)
def test_what_is_read_from_any_query_asks_for_it_again(wishes: Wishes) -> None:
    tree = tree_of(wishes)
    assert set(nodes_of(tree_of(wishes_of(tree)))) == set(nodes_of(tree))


def nodes_of(tree: Any) -> tuple[Any, ...]:
    """Return what a query joins."""
    return getattr(tree, "nodes", (tree,))


@pytest.mark.django_db
def test_no_query_is_lost_on_its_way_through_the_form() -> None:
    for query in (
        "harbour OR bridge",
        "(a OR b) (c OR d) NOT (e f)",
        'headline:(toll OR fare) headline:bridge by:"Anna Berg"',
        "toll NOT W/5 bridge FIRST/50(toll) words:100..200 words:>150",
        "date:* is:undated #ports file:harbour.txt -tag:ports",
    ):
        form = fill_in(SearchForm(QueryDict(urlencode({"q": query}))))
        data = QueryDict(mutable=True)
        for field in form:
            data[field.html_name] = str(field.value() or "")
        again = AdvancedForm(data)
        assert again.is_valid(), again.errors
        tree = tree_of(again.wishes)
        wanted = SearchForm(QueryDict(urlencode({"q": query}))).query.tree
        assert set(map(str, nodes_of(tree))) == set(map(str, nodes_of(wanted)))
