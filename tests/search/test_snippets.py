"""What is shown of a body, and what is marked in it."""

from hypothesis import given
from hypothesis import strategies as st

from search.answers import Marks
from search.marking import find_mentions
from search.snippets import SNIPPET_CHARACTERS, MarkedText, make_snippets, mark
from search.text import cut

BODY = (
    "Crews at the harbour voted to go on with the strike on Monday.\n\n"
    + "The company said nothing about it and nobody else did either. " * 12
    + "Nobody crossed the harbour bridge before noon, and the toll was not paid."
)

texts = st.text(
    st.one_of(
        st.sampled_from("ab cd harbour bridge <b>&\"'\n -.,東京ก็"), st.characters()
    ),
    max_size=1500,
)
words = st.frozensets(
    st.sampled_from(["a", "ab", "harbour", "b", "東京", "東"]), max_size=4
)


def snippets_of(
    body: str, marks: Marks, *, derived_headline: str = ""
) -> tuple[MarkedText, ...]:
    return make_snippets(body, marks, derived_headline=derived_headline).snippets


def test_a_snippet_shows_the_words_asked_for() -> None:
    snippets = snippets_of(BODY, Marks(words=frozenset({"bridge"})))
    assert "<mark>bridge</mark>" in snippets[0].html
    assert not snippets[0].opens
    assert snippets[0].closes


def test_two_snippets_show_different_words() -> None:
    snippets = snippets_of(BODY, Marks(words=frozenset({"crews", "toll"})))
    assert [snippet.html.count("<mark>") for snippet in snippets] == [1, 1]


def test_a_body_without_the_words_shows_its_beginning() -> None:
    (snippet,) = snippets_of(BODY, Marks(words=frozenset({"ferry"})))
    assert snippet.text.startswith("Crews at the harbour")
    assert snippet.opens


def test_a_phrase_is_marked_only_where_it_stands_together() -> None:
    phrase = (frozenset({"harbour"}), frozenset({"bridge"}))
    marked = mark(BODY, Marks(phrases=(phrase,)))
    assert marked.html.count("<mark>harbour bridge</mark>") == 1
    assert "the harbour voted" in marked.html


def test_a_compound_is_marked_as_a_whole() -> None:
    terms = {term.text for term in cut("P-8I")}
    marked = mark("Six Boeing P-8I aircraft.", Marks(words=frozenset(terms)))
    assert "<mark>P-8I</mark>" in marked.html


def test_a_snippet_never_repeats_a_derived_headline() -> None:
    headline = "Crews at the harbour voted to go on with the strike"
    snippets = snippets_of(
        BODY, Marks(words=frozenset({"harbour"})), derived_headline=headline
    )
    assert not any("voted to go on" in snippet.text for snippet in snippets)
    assert "harbour" in snippets[0].text


def test_a_body_that_is_all_headline_has_no_snippet() -> None:
    body = "Crews at the harbour voted to go on."
    assert snippets_of(body, Marks(), derived_headline=body) == ()


def test_a_giant_is_marked_to_its_end() -> None:
    body = "toll " + "sea " * 100_000 + "bridge"
    snippets = snippets_of(body, Marks(words=frozenset({"toll", "bridge"})))
    assert [snippet.html.count("<mark>") for snippet in snippets] == [1, 1]


def test_a_phrase_longer_than_a_snippet_shows_its_beginning() -> None:
    phrase = tuple(frozenset({term.text}) for term in cut(BODY))
    (snippet,) = snippets_of(f"Before. {BODY}", Marks(phrases=(phrase,)))
    assert snippet.html.startswith("Before. <mark>Crews at the harbour voted")
    assert snippet.html.endswith("</mark>")
    assert len(snippet.text) <= SNIPPET_CHARACTERS + 1


def test_mentions_outside_the_snippets_are_told() -> None:
    body = "\n\n".join(["The toll rose again, drivers said with one voice." * 5] * 5)
    extract = make_snippets(body, Marks(words=frozenset({"toll"})))
    shown = sum(len(snippet.marks) for snippet in extract.snippets)
    assert len(extract.mentions) == 25
    assert shown + len(extract.unshown) == 25


def test_what_a_derived_headline_shows_is_not_told_again() -> None:
    headline = "Crews at the harbour voted to go on with the strike"
    extract = make_snippets(
        BODY, Marks(words=frozenset({"crews"})), derived_headline=headline
    )
    assert len(extract.mentions) == 1
    assert extract.unshown == ()


def test_what_looks_like_markup_is_escaped() -> None:
    marked = mark("<script>toll</script> & more", Marks(words=frozenset({"toll"})))
    assert marked.html == ("&lt;script&gt;<mark>toll</mark>&lt;/script&gt; &amp; more")


@given(texts, words)
def test_a_snippet_is_a_piece_of_the_body(body: str, wanted: frozenset[str]) -> None:
    for snippet in snippets_of(body, Marks(words=wanted)):
        assert snippet.text in body
        assert len(snippet.text) <= 2 * SNIPPET_CHARACTERS + 200


@given(texts, words)
def test_marks_never_break_words(body: str, wanted: frozenset[str]) -> None:
    starts = {term.start for term in cut(body)}
    ends = {term.end for term in cut(body)}
    marked = mark(body, Marks(words=wanted))
    assert all(start in starts and end in ends for start, end in marked.marks)


@given(texts, words)
def test_markup_is_always_escaped(body: str, wanted: frozenset[str]) -> None:
    for snippet in snippets_of(body, Marks(words=wanted)):
        bare = snippet.html.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare


@given(texts, words)
def test_snippets_do_not_overlap(body: str, wanted: frozenset[str]) -> None:
    snippets = snippets_of(body, Marks(words=wanted))
    assert sum(len(snippet.text) for snippet in snippets) <= len(body)


@given(texts, words)
def test_each_mention_is_in_a_snippet_or_told(
    body: str, wanted: frozenset[str]
) -> None:
    extract = make_snippets(body, Marks(words=wanted))
    assert extract.mentions == find_mentions(body, Marks(words=wanted))
    shown = sum(len(snippet.marks) for snippet in extract.snippets)
    assert shown + len(extract.unshown) == len(extract.mentions)


@given(
    st.lists(
        st.sampled_from(["toll", "sea-wall,", "“ferry”", "ab", "é."]), max_size=300
    ),
    words,
)
def test_snippets_are_cut_between_words(
    body: list[str], wanted: frozenset[str]
) -> None:
    marks = Marks(words=wanted | {"ferry"})
    for snippet in snippets_of(" ".join(body), marks):
        assert f" {snippet.text} " in f" {' '.join(body)} "
