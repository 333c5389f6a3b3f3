"""Says in words how a query was read."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

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
    TextField.ANY: _("{part} anywhere"),
    TextField.HEADLINE: _("{part} in the headline"),
    TextField.LEAD: _("{part} in the first paragraph"),
    TextField.HEADLINE_OR_LEAD: _("{part} in the headline or the first paragraph"),
    TextField.BYLINE: _("{part} in the byline"),
}
STATES = {
    State.UNDATED: _("undated"),
    State.UNTAGGED: _("without tags"),
    State.UNSOURCED: _("without source or credit"),
    State.DERIVED: _("with a derived headline"),
    State.COPY: _("with copies"),
    State.EDITED: _("edited by hand"),
}
# As words they stand in quotes.
JOINTS = {"and", "or", "not"}
LABELS = {
    LabelField.SOURCE: _("from or based on {name}"),
    LabelField.CREDIT: _("based on {name}"),
    LabelField.TAG: _("tagged {name}"),
    LabelField.SECTION: _("in section {name}"),
    LabelField.LANGUAGE: _("in language {name}"),
    LabelField.IMPORT: _("from import {name}"),
    LabelField.FILE: _("from file {name}"),
}


def read_back(query: Query) -> str:
    """Return the reading of a query: harbour AND bridge, not toll."""
    return say(query.tree)


def say(node: Node) -> str:
    """Return one node in words."""
    match node:
        case Everything():
            return gettext("all articles")
        case Nothing():
            return gettext("nothing")
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
            if not any_form:
                return said
            return gettext("{words} in any form").format(words=said)
        case In(field, inner):
            return PLACES[field].format(part=bracketed(inner))
        case Near() | NotNear() | SameSentence() | SameParagraph():
            return _say_nearness(node)
        case AtLeast() | First():
            return _say_count(node)
        case Label(field, text):
            return LABELS[field].format(name=text)
        case Range():
            return _say_range(node)
        case Is(state):
            return str(STATES[state])
        case And(nodes):
            wanted = [bracketed(part) for part in nodes if not isinstance(part, Not)]
            unwanted = [say(part) for part in nodes if isinstance(part, Not)]
            return ", ".join([" AND ".join(wanted), *unwanted])
        case Or(nodes):
            return " OR ".join(bracketed(part) for part in nodes)
        case Not(inner):
            return gettext("not {part}").format(part=bracketed(inner))


def _say_count(node: AtLeast | First) -> str:
    n = node.count
    if isinstance(node, AtLeast):
        said = ngettext("at least {n} times {part}", "at least {n} times {part}", n)
    else:
        said = ngettext(
            "{part} in the first {n} word", "{part} in the first {n} words", n
        )
    return said.format(n=n, part=bracketed(node.node))


def _say_range(node: Range) -> str:
    if node.field is RangeField.WORDS:
        return _say_length(node)
    if node.field is RangeField.DATE:
        return gettext("published {when}").format(when=describe(node))
    return gettext("added {when}").format(when=describe(node))


def _say_length(node: Range) -> str:
    low, high = (end if isinstance(end, int) else None for end in (node.low, node.high))
    if high is None:
        if low is None:
            return gettext("of any length")
        said = ngettext("of {n} words or more", "of {n} words or more", low)
        return said.format(n=low)
    if low is None:
        said = ngettext("of at most {n} words", "of at most {n} words", high)
        return said.format(n=high)
    if low == high:
        return ngettext("of {n} word", "of {n} words", low).format(n=low)
    said = ngettext("of {low} to {high} words", "of {low} to {high} words", high)
    return said.format(low=low, high=high)


def _say_nearness(node: Near | NotNear | SameSentence | SameParagraph) -> str:
    distance = 0
    match node:
        case Near(distance=distance, in_order=True):
            said = ngettext(
                "{left} followed within {n} word by {right}",
                "{left} followed within {n} words by {right}",
                distance,
            )
        case Near(distance=distance):
            said = ngettext(
                "{left} within {n} word of {right}",
                "{left} within {n} words of {right}",
                distance,
            )
        case NotNear(distance=distance):
            said = ngettext(
                "{left} not within {n} word of {right}",
                "{left} not within {n} words of {right}",
                distance,
            )
        case SameSentence():
            said = gettext("{left} in one sentence with {right}")
        case SameParagraph():
            said = gettext("{left} in one paragraph with {right}")
    left, right = bracketed(node.left), bracketed(node.right)
    return said.format(left=left, right=right, n=distance)


def bracketed(node: Node) -> str:
    """Return one node in words that can stand among others."""
    compound = And | Or | Near | NotNear | SameSentence | SameParagraph
    return f"({say(node)})" if isinstance(node, compound) else say(node)
