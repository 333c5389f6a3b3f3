"""Random queries for articles of a few words."""

from collections.abc import Callable

from hypothesis import strategies as st

from search.language.tree import (
    And,
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
    Nothing,
    NotNear,
    Or,
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
from search.text import cut, fold
from tests.search.random_archives import (
    FIRST_DAY,
    LAST_DAY,
    label_values,
    palette_words,
)

Trees = st.SearchStrategy[Node]
WAYS_TO_TYPE: tuple[Callable[[str], str], ...] = (str, str, str.upper, fold)
STAND_INS = "xé8都"


@st.composite
def typed(draw: st.DrawFn) -> str:
    """Draw a word of the texts, typed in one way or another."""
    word = draw(palette_words)
    if draw(st.integers(0, 4)) == 0:
        word = draw(st.sampled_from([term.text for term in cut(word)]))
    return draw(st.sampled_from(WAYS_TO_TYPE))(word)


@st.composite
def prefixes(draw: st.DrawFn) -> Prefix:
    """Draw the beginning of a word."""
    word = draw(typed())
    return Prefix(word[: draw(st.integers(1, len(word)))])


@st.composite
def wildcards(draw: st.DrawFn) -> Wildcard:
    """Draw a word with stars and question marks among its letters."""
    word = draw(typed())
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(word) - 1))
        until = at + draw(st.integers(0, 2))
        word = word[:at] + draw(st.sampled_from("*?")) + word[until:]
    return Wildcard(word)


@st.composite
def misspelt(draw: st.DrawFn) -> Fuzzy:
    """Draw a word with a letter put in, left out, replaced or swapped."""
    word = draw(typed())
    at = draw(st.integers(0, len(word) - 1))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    sign = draw(st.sampled_from(STAND_INS))
    written = (
        before + after or letter,
        before + sign + after,
        before + letter + sign + after,
        before + after[:1] + letter + after[1:],
    )
    return Fuzzy(draw(st.sampled_from(written)), draw(st.integers(1, 2)))


any_words = typed().map(Word)
single_words = st.one_of(prefixes(), wildcards(), misspelt())
phrases = st.builds(
    Phrase,
    st.lists(
        st.one_of(any_words, any_words, any_words, single_words), min_size=1, max_size=3
    ).map(tuple),
    st.booleans(),
)
# What stands at places of a text.
words: Trees = st.one_of(any_words, any_words, phrases, single_words)


@st.composite
def labels(draw: st.DrawFn) -> Label:
    """Draw a label with some of its values."""
    field = draw(st.sampled_from(LabelField))
    values = st.lists(st.sampled_from(label_values(field)), max_size=3, unique=True)
    return Label(field, "as typed", tuple(draw(values)))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Draw a range, its ends open or not."""
    field = draw(st.sampled_from(RangeField))
    value: st.SearchStrategy[object] = st.dates(FIRST_DAY, LAST_DAY)
    if field is RangeField.WORDS:
        value = st.integers(0, 30)
    ends = draw(st.lists(value, min_size=2, max_size=2))
    low, high = sorted(ends)  # type: ignore[type-var]
    opened = draw(st.sampled_from(["", "", "low", "high", "both"]))
    return Range(
        field,
        None if opened in {"low", "both"} else low,  # type: ignore[arg-type]
        None if opened in {"high", "both"} else high,  # type: ignore[arg-type]
    )


facts: Trees = st.one_of(
    labels(),
    ranges(),
    st.sampled_from(State).map(Is),
    st.just(Everything()),
    st.just(Nothing()),
)


def over_words(inner: Trees) -> Trees:
    """Draw a node that looks at where its members stand."""
    near = st.integers(1, 6)
    return st.one_of(
        st.builds(Near, inner, inner, near, st.booleans()),
        st.builds(NotNear, inner, inner, near),
        st.builds(SameSentence, inner, inner),
        st.builds(SameParagraph, inner, inner),
        st.builds(AtLeast, st.integers(1, 5), inner),
        st.builds(First, st.integers(1, 12), inner),
        st.builds(In, st.sampled_from(TextField), inner),
    )


def bare(node: Node) -> Node:
    """Return what is under a Not, or under several."""
    return bare(node.node) if isinstance(node, Not) else node


def over_articles(inner: Trees) -> Trees:
    """Draw And, Or or Not; an And has a member that is no Not."""
    wanted = inner.map(bare)
    more = st.lists(st.one_of(inner, inner.map(Not)), min_size=1, max_size=2)
    return st.one_of(
        st.builds(lambda one, others: And((one, *others)), wanted, more),
        st.builds(lambda one, others: Or((one, *others)), inner, more),
        inner.map(Not),
    )


def levels(count: int) -> Trees:
    """Draw whole queries, so many levels deep."""
    drawn: Trees = st.one_of(words, words, words, facts)
    only_words = words
    for _ in range(count - 1):
        only_words = st.one_of(
            only_words,
            over_words(only_words),
            st.tuples(only_words, only_words).map(Or),
        )
        drawn = st.one_of(drawn, over_words(drawn), over_articles(drawn))
    return st.one_of(drawn, only_words)


trees = levels(4)
# What is one leaf of the score.
single_leaves: Trees = st.one_of(
    words,
    over_words(words),
    st.builds(In, st.sampled_from(TextField), over_words(words)),
)
