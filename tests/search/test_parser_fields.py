"""Every field of the query language, with its other names."""

import pytest

from search.language.tree import (
    And,
    Everything,
    In,
    Is,
    Label,
    LabelField,
    Not,
    Or,
    Phrase,
    State,
    TextField,
    Word,
)
from tests.search.test_language import BRIDGE, HARBOUR, TOLL
from tests.search.test_parser_rows import TAGGED, assert_read_as


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ("headline: title: intitle: hd= hd: headline=", TextField.HEADLINE),
        ("lead:", TextField.LEAD),
        ("hlead: hlp= hlp:", TextField.HEADLINE_OR_LEAD),
        ("by: byline: au: author:", TextField.BYLINE),
        ("text: intext:", TextField.ANY),
    ],
)
def test_fields_have_other_names(names: str, field: TextField) -> None:
    for name in names.split():
        assert_read_as(f"{name}harbour", In(field, HARBOUR))
        assert_read_as(f'{name}"harbour"', In(field, Phrase((HARBOUR,))))
        assert_read_as(f"{name}(harbour OR toll)", In(field, Or((HARBOUR, TOLL))))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("TI", TextField.HEADLINE),
        ("HEADLINE", TextField.HEADLINE),
        ("HLEAD", TextField.HEADLINE_OR_LEAD),
        ("AU", TextField.BYLINE),
        ("BYLINE", TextField.BYLINE),
    ],
)
def test_fields_in_capitals_take_brackets(name: str, field: TextField) -> None:
    assert_read_as(f"{name}(harbour AND bridge)", In(field, And((HARBOUR, BRIDGE))))


@pytest.mark.parametrize(
    "text",
    ['source:"Brovik Courier"', 'site:"Brovik Courier"', 'PUB("Brovik Courier")'],
)
def test_sources_have_other_names(text: str) -> None:
    assert_read_as(text, Label(LabelField.SOURCE, "Brovik Courier", (7,)))


@pytest.mark.parametrize("text", ["tag:ports", "tag:(ports)", "#ports", "#ports,"])
def test_tags_are_named(text: str) -> None:
    assert_read_as(text, TAGGED)


def test_a_number_sign_before_no_tag_is_a_sign() -> None:
    assert_read_as("#boats", Word("boats"))


def test_a_field_reaches_into_its_bracket() -> None:
    assert_read_as("tag:(ports OR ports) toll", And((Or((TAGGED, TAGGED)), TOLL)))
    assert_read_as(
        "headline:(the toll)", In(TextField.HEADLINE, And((Word("the"), TOLL)))
    )
    assert_read_as(
        "headline:(toll lead:harbour)",
        In(TextField.HEADLINE, And((TOLL, In(TextField.LEAD, HARBOUR)))),
    )


@pytest.mark.parametrize("state", list(State))
def test_articles_are_asked_for_by_state(state: State) -> None:
    assert_read_as(f"is:{state}", Is(state))
    assert_read_as(f"-is:{state}", And((Everything(), Not(Is(state)))))
