"""Articles as plain lists of words, with the facts that are asked for."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from archive.models import Article
from search.documents import Document, documents
from search.language.tree import State
from search.sentences import paragraph_starts, sentence_starts
from search.text import cut


class Placed(NamedTuple):
    """A word of a text with the first and the last place that it takes."""

    text: str
    start: int
    end: int
    is_possessive: bool


@dataclass(frozen=True)
class Reading:
    """One article's words, by the field they stand in.

    sentences, paragraphs: the places of the body where one begins.
    """

    facts: Document
    fields: dict[str, list[Placed]]
    sentences: Sequence[int]
    paragraphs: Sequence[int]

    @classmethod
    def of(cls, facts: Document) -> "Reading":
        texts = {
            "headline": facts.headline,
            "derived": facts.derived_headline,
            "body": facts.body,
            "byline": facts.byline,
        }
        return cls(
            facts,
            {name: read(text) for name, text in texts.items()},
            sentence_starts(facts.body),
            paragraph_starts(facts.body),
        )

    @property
    def article_id(self) -> int:
        """The article's number."""
        return self.facts.article_id

    @property
    def lead_words(self) -> int:
        """How many words the first paragraph has."""
        later = [start for start in self.paragraphs if start > 0]
        return min(later, default=self.length("body"))

    def length(self, field: str) -> int:
        """Return the number of words in a field."""
        return max((word.end + 1 for word in self.fields[field]), default=0)

    def sentence(self, field: str, place: int) -> int:
        """Return the number of the sentence that a place is in."""
        if field != "body":
            return 0
        return sum(start <= place for start in self.sentences)

    def paragraph(self, field: str, place: int) -> int:
        """Return the number of the paragraph that a place is in."""
        if field != "body":
            return 0
        return sum(start <= place for start in self.paragraphs)


def read(text: str) -> list[Placed]:
    """Return the words of a text with their places."""
    return [
        Placed(
            term.text,
            term.position,
            term.position + term.span - 1,
            term.is_possessive,
        )
        for term in cut(text)
    ]


def readings() -> list[Reading]:
    """Return all live articles, by id."""
    ids = Article.objects.live().values_list("pk", flat=True)
    return [Reading.of(facts) for facts in documents(ids)]


def make_reading(
    body: str = "", *, headline: str = "", derived: str = "", **facts: Any
) -> Reading:
    """Return an article that is in no database."""
    document = Document(
        article_id=1,
        headline=headline,
        derived_headline=derived,
        body=body,
        byline="By Ann Lee",
        source=3,
        credits=(4,),
        tags=(7,),
        section="News",
        language="en",
        imports=(),
        copy_group=None,
        published_on=None,
        created_on=datetime.date(2024, 1, 1),
        word_count=3,
        states=(State.UNDATED,),
    )
    return Reading.of(replace(document, **facts))
