"""Says in words how a query was read."""

from __future__ import annotations

from search.language.dates import describe
from search.language.query import Query
from search.language.tree import (
    And,
    Everything,
    Fuzzy,
    In,
    Label,
    LabelField,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Range,
    RangeField,
    Wildcard,
    Word,
)

LABELS = {
    LabelField.SOURCE: "from or based on",
    LabelField.CREDIT: "based on",
    LabelField.TAG: "tagged",
    LabelField.SECTION: "in section",
    LabelField.LANGUAGE: "in language",
    LabelField.IMPORT: "from import",
    LabelField.FILE: "from file",
}


def read_back(query: Query) -> str:
    """Return the reading of a query: harbour AND bridge, not toll."""
    return say(query.tree)


def say(node: Node) -> str:
    """Return one node in words."""
    match node:
        case Everything():
            return "all articles"
        case Nothing():
            return "nothing"
        case Word(text) | Prefix(text) | Fuzzy(text) | Wildcard(text):
            return text
        case Phrase(parts):
            return "“" + " ".join(say(part) for part in parts) + "”"
        case In(field, inner):
            return f"{_bracketed(inner)} in the {field}"
        case Label(field, text):
            return f"{LABELS[field]} {text}"
        case Range(RangeField.DATE):
            return f"published {describe(node)}"
        case And(nodes):
            wanted = [_bracketed(part) for part in nodes if not isinstance(part, Not)]
            unwanted = [say(part) for part in nodes if isinstance(part, Not)]
            return ", ".join([" AND ".join(wanted), *unwanted])
        case Or(nodes):
            return " OR ".join(_bracketed(part) for part in nodes)
        case Not(inner):
            return f"not {_bracketed(inner)}"
        case _:
            raise NotImplementedError(f"{type(node).__name__} has no words yet")


def _bracketed(node: Node) -> str:
    return f"({say(node)})" if isinstance(node, And | Or) else say(node)
