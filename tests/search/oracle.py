"""An obviously right and slow search over articles as lists of words."""

from dataclasses import dataclass

from archive.models import Article
from search.language.tree import (
    And,
    Everything,
    In,
    Label,
    LabelField,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Range,
    TextField,
    Word,
)
from search.text import cut, key

Words = list[tuple[str, int]]


@dataclass(frozen=True)
class Reading:
    """One article's words, by the field they stand in."""

    article: Article
    fields: dict[str, Words]

    @classmethod
    def of(cls, article: Article) -> "Reading":
        derived = article.headline_is_derived
        texts = {
            "headline": "" if derived else article.headline,
            "derived": article.headline if derived else "",
            "body": article.body,
            "byline": article.byline,
        }
        return cls(
            article,
            {
                name: [(term.text, term.position) for term in cut(text)]
                for name, text in texts.items()
            },
        )


def finds(node: Node, reading: Reading, field: TextField = TextField.ANY) -> bool:
    """Say whether a query finds an article; words are plain ones."""
    searched = {
        TextField.ANY: ("headline", "body", "byline"),
        TextField.HEADLINE: ("headline", "derived"),
    }[field]
    texts = [reading.fields[name] for name in searched]
    match node:
        case Everything():
            return True
        case Nothing():
            return False
        case Word(text):
            wanted = key(text, language="en")
            return any(
                key(word, language="en") == wanted
                for words in texts
                for word, _ in words
            )
        case Phrase(parts):
            steps = [part.text for part in parts if isinstance(part, Word)]
            return any(_stands_in(steps, set(words)) for words in texts)
        case In(inner_field, inner):
            return finds(inner, reading, inner_field)
        case Label(LabelField.TAG, _, values):
            return any(tag.pk in values for tag in reading.article.tags.all())
        case Range(_, low, high):
            day = reading.article.published_on
            return day is not None and not (
                (low is not None and day < low)  # type: ignore[operator]
                or (high is not None and day > high)  # type: ignore[operator]
            )
        case And(nodes):
            return all(finds(part, reading, field) for part in nodes)
        case Or(nodes):
            return any(finds(part, reading, field) for part in nodes)
        case Not(inner):
            return not finds(inner, reading, field)
        case _:
            raise NotImplementedError(type(node).__name__)


def _stands_in(steps: list[str], words: set[tuple[str, int]]) -> bool:
    return any(
        all((step, start + number) in words for number, step in enumerate(steps))
        for _, start in words
    )
