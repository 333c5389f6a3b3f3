"""Random trees such as the parser makes."""

import datetime

from hypothesis import strategies as st

from search.language.limits import MAX_NUMBER
from search.language.sequence import either, join
from search.language.tree import (
    AtLeast,
    Everything,
    First,
    Fuzzy,
    In,
    Is,
    Label,
    LabelField,
    Near,
    Node,
    Not,
    NotNear,
    Phrase,
    Prefix,
    Range,
    RangeField,
    SameParagraph,
    SameSentence,
    State,
    TextField,
    Wildcard,
    Word,
)

Trees = st.SearchStrategy[Node]

WORDS = (
    *("harbour", "P-8I", "U.S", "O'Neill", "24/7", "AT&T", "東京", "हिन्दी", "été"),
    *("the", "IT", "or", "NOT", "AND", "OR", "not", "W", "NEAR", "SAME", "near5"),
    *("TO", "TI", "headline", "atleast3", "FIRST", "5", "2025", "HARBOUR", "TOLL"),
)
BEGINNINGS = ("harb", "P-8", "OR", "5", "né", "don't")
PATTERNS = ("*bour", "h?rbour", "h*r", "*arb*", "?arbour", "h?r*", "a?b?c")
NAMES = ("ports", "Brovik Courier", "boats", "a:b", "AND", "C++", "東京", "2025")

words = st.sampled_from(WORDS).map(Word)
prefixes = st.sampled_from(BEGINNINGS).map(Prefix)
wildcards = st.sampled_from(PATTERNS).map(Wildcard)
misspelt = st.builds(Fuzzy, st.sampled_from(("harbor", "P-8I")), st.integers(1, 2))
single_words = st.one_of(words, words, prefixes, wildcards, misspelt)
phrases = st.builds(
    Phrase, st.lists(single_words, min_size=1, max_size=3).map(tuple), st.booleans()
)
KNOWN = {
    (LabelField.SOURCE, "Brovik Courier"): (7,),
    (LabelField.TAG, "ports"): (3,),
}
labels = st.builds(
    lambda field, name: Label(field, name, KNOWN.get((field, name), ())),
    st.sampled_from(LabelField),
    st.sampled_from(NAMES),
)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Draw a range, its ends open or not."""
    field = draw(st.sampled_from(RangeField))
    if field is RangeField.WORDS:
        numbers = st.none() | st.integers(0, MAX_NUMBER - 1)
        ends: list[datetime.date | int | None] = [draw(numbers), draw(numbers)]
    else:
        days = st.none() | st.dates() | st.dates().map(lambda day: day.replace(day=1))
        ends = [draw(days), draw(days)]
    if None not in ends:
        ends.sort()
    return Range(field, *ends)


leaves: Trees = st.one_of(
    words, single_words, phrases, labels, ranges(), st.sampled_from(State).map(Is)
)
NUMBERS = st.integers(1, 999)


def joined(nodes: list[Node]) -> Node:
    """Join nodes as blanks do."""
    return join(nodes) or Everything()


def compounds(inner: Trees) -> Trees:
    """Draw a node over others, joined as the parser joins them."""
    several = st.lists(inner, min_size=2, max_size=3)
    without = st.lists(inner.map(Not), min_size=1, max_size=2)
    return st.one_of(
        several.map(either).map(lambda node: node or Everything()),
        several.map(joined),
        st.tuples(several, without).map(lambda both: joined([*both[0], *both[1]])),
        without.map(lambda nodes: joined(list(nodes))),
        st.builds(Near, inner, inner, NUMBERS, st.booleans()),
        st.builds(NotNear, inner, inner, NUMBERS),
        st.builds(SameSentence, inner, inner),
        st.builds(SameParagraph, inner, inner),
        st.builds(AtLeast, NUMBERS, inner),
        st.builds(First, NUMBERS, inner),
        st.builds(In, st.sampled_from(TextField), inner),
    )


trees: Trees = st.just(Everything()) | st.recursive(leaves, compounds, max_leaves=12)
