"""Lines tell each mention of an article once, as its page marks them."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.models import Article
from search.answers import Marks
from search.lines import CONTEXT_CHARACTERS, Line, cut_line, mentions_of
from search.mentions import PARAGRAPH_BREAK, mark_article
from tests.search.test_marking import slow_mentions, texts, texts_and_marks

HARBOUR = Marks(words=frozenset({"harbour"}))


def lines_of(article: Article, marks: Marks) -> list[Line]:
    mentions = mentions_of(
        article.headline,
        article.body,
        marks,
        is_derived=article.headline_is_derived,
    )
    return [cut_line(mention) for mention in mentions]


def evened(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def page_of(article: Article, marks: Marks) -> str:
    marked = mark_article(article, marks)
    return "".join(text.html for text in (marked.headline, *marked.paragraphs))


def test_a_line_is_cut_at_words() -> None:
    body = f"{'voyage ' * 20}harbour{' voyage' * 20}"
    (line,) = lines_of(Article(headline="Tolls", body=body), HARBOUR)
    assert line == Line(1, "voyage " * 10, "harbour", " voyage" * 10)


def test_the_headline_comes_first() -> None:
    article = Article(headline="Harbour shut", body="The harbour is shut.")
    lines = lines_of(article, HARBOUR)
    assert [(line.number, line.left) for line in lines] == [(1, ""), (2, "The ")]


def test_a_derived_headline_is_not_counted_twice() -> None:
    article = Article(headline="The harbour is shut", body="The harbour is shut today.")
    article.headline_is_derived = True
    assert len(lines_of(article, HARBOUR)) == 1
    assert page_of(article, HARBOUR).count("<mark>") == 1
    assert page_of(article, HARBOUR).count('<mark id="m1">') == 1


def test_a_phrase_is_one_mention() -> None:
    bridge = (frozenset({"harbour"}), frozenset({"bridge"}))
    article = Article(headline="Tolls", body="The harbour bridge. A harbour.")
    marks = Marks(phrases=(bridge,))
    assert [line.word for line in lines_of(article, marks)] == ["harbour bridge"]
    assert '<mark id="m1">harbour bridge</mark>' in page_of(article, marks)


def test_a_phrase_over_two_paragraphs_is_one_mention() -> None:
    bridge = (frozenset({"harbour"}), frozenset({"bridge"}))
    article = Article(headline="Tolls", body="The harbour.\n\nBridge of sighs.")
    page = page_of(article, Marks(phrases=(bridge,)))
    assert page.count("<mark") == 2
    assert page.count("<mark id=") == 1
    assert "1 of 1 mention<" in page


def test_each_mention_leads_to_its_neighbours_and_round() -> None:
    page = page_of(Article(headline="Tolls", body="harbour " * 3), HARBOUR)
    steps = re.findall(r'href="#m(\d)" aria-label="(\w+)', page)
    assert steps[:2] == [("3", "Previous"), ("2", "Next")]
    assert steps[4:] == [("2", "Previous"), ("1", "Next")]
    assert "2 of 3 mentions" in page


@settings(max_examples=200, deadline=None)
@given(texts_and_marks(), texts)
def test_each_mention_has_one_line_in_its_own_words(
    drawn: tuple[str, Marks], headline: str
) -> None:
    body, marks = drawn
    mentions = list(mentions_of(headline, body, marks, is_derived=False))
    expected = [
        (text, *place)
        for text in (headline, body)
        for place in slow_mentions(text, marks)
    ]
    assert [tuple(mention[1:]) for mention in mentions] == expected
    for number, (_, text, start, end) in enumerate(mentions, 1):
        line = cut_line(mentions[number - 1])
        assert line.number == number
        assert line.word == evened(text[start:end])
        assert evened(text[:start]).endswith(line.left)
        assert evened(text[end:]).startswith(line.right)
        assert max(len(line.left), len(line.right)) <= CONTEXT_CHARACTERS


@settings(max_examples=200, deadline=None)
@given(texts_and_marks(), texts, st.booleans())
def test_lines_are_as_many_as_the_marks_of_the_page(
    drawn: tuple[str, Marks], other: str, is_derived: bool
) -> None:
    body = f"{drawn[0]}{PARAGRAPH_BREAK}{other}"
    article = Article(headline=other, body=body, headline_is_derived=is_derived)
    count = len(lines_of(article, drawn[1]))
    page = page_of(article, drawn[1])
    numbers = [int(number) for number in re.findall(r'<mark id="m(\d+)">', page)]
    assert numbers == list(range(1, count + 1))
    assert mark_article(article, drawn[1]).mention_count == count


@settings(max_examples=200, deadline=None)
@given(texts_and_marks())
def test_a_marked_page_says_what_the_article_says(drawn: tuple[str, Marks]) -> None:
    article = Article(headline="", body=drawn[0])
    page = re.sub(r'<span class="mention".*?</span>', "", page_of(article, drawn[1]))
    said = unescape(re.sub(r"</?mark[^>]*>", "", page))
    assert said == "".join(article.paragraphs)
