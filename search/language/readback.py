"""Says in words how a query was read."""

from __future__ import annotations

from search.language.dates import describe
from search.language.query import Query
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

PLACES = {
    TextField.ANY: "anywhere",
    TextField.HEADLINE: "in the headline",
    TextField.LEAD: "in the first paragraph",
    TextField.HEADLINE_OR_LEAD: "in the headline or the first paragraph",
    TextField.BYLINE: "in the byline",
}
STATES = {
    State.UNDATED: "undated",
    State.UNTAGGED: "without tags",
    State.UNSOURCED: "without source or credit",
    State.DERIVED: "with a derived headline",
    State.COPY: "with copies",
    State.EDITED: "edited by hand",
}
# As words they stand in quotes.
JOINTS = {"and", "or", "not"}
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
        case Word(text):
            return f"“{text}”" if text.lower() in JOINTS else text
        case Wildcard(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text, edits):
            return f"{text}~{edits if edits > 1 else ''}"
        case Phrase(parts, any_form):
            said = "“" + " ".join(say(part).strip("“”") for part in parts) + "”"
            return f"{said} in any form" if any_form else said
        case In(field, inner):
            return f"{bracketed(inner)} {PLACES[field]}"
        case Near() | NotNear() | SameSentence() | SameParagraph():
            return _say_nearness(node)
        case AtLeast(count, inner):
            return f"at least {count} times {bracketed(inner)}"
        case First(count, inner):
            return f"{bracketed(inner)} in the first {_words(count)}"
        case Label(field, text):
            return f"{LABELS[field]} {text}"
        case Range():
            return _say_range(node)
        case Is(state):
            return STATES[state]
        case And(nodes):
            wanted = [bracketed(part) for part in nodes if not isinstance(part, Not)]
            unwanted = [say(part) for part in nodes if isinstance(part, Not)]
            return ", ".join([" AND ".join(wanted), *unwanted])
        case Or(nodes):
            return " OR ".join(bracketed(part) for part in nodes)
        case Not(inner):
            return f"not {bracketed(inner)}"


def _say_range(node: Range) -> str:
    if node.field is RangeField.WORDS:
        return _say_length(node.low, node.high)
    verb = "published" if node.field is RangeField.DATE else "added"
    return f"{verb} {describe(node)}"


def _words(count: int) -> str:
    return f"{count} word" if count == 1 else f"{count} words"


def _say_length(low: object, high: object) -> str:
    if low is None and high is None:
        return "of any length"
    if low == high:
        return f"of {low} word{'' if low == 1 else 's'}"
    if high is None:
        return f"of {low} words or more"
    if low is None:
        return f"of at most {high} words"
    return f"of {low} to {high} words"


def _say_nearness(node: Near | NotNear | SameSentence | SameParagraph) -> str:
    left, right = bracketed(node.left), bracketed(node.right)
    match node:
        case Near(distance=distance, in_order=True):
            return f"{left} followed within {_words(distance)} by {right}"
        case Near(distance=distance):
            return f"{left} within {_words(distance)} of {right}"
        case NotNear(distance=distance):
            return f"{left} not within {_words(distance)} of {right}"
        case SameSentence():
            return f"{left} in one sentence with {right}"
        case SameParagraph():
            return f"{left} in one paragraph with {right}"


def bracketed(node: Node) -> str:
    """Return one node in words that can stand among others."""
    compound = And | Or | Near | NotNear | SameSentence | SameParagraph
    return f"({say(node)})" if isinstance(node, compound) else say(node)
