"""An obviously right and slow search over articles as lists of words."""

from collections.abc import Callable

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
    Wildcard,
    Word,
)
from tests.search.oracle_occurrences import occurrences
from tests.search.oracle_reading import Reading


def finds(node: Node, reading: Reading, *, any_word: bool = False) -> bool:
    """Say whether a query finds an article."""
    return holds(spread(node), reading, any_word=any_word)


def holds(node: Node, reading: Reading, *, any_word: bool) -> bool:
    """Say whether an article is what a query that was spread asks for."""

    def is_true(part: Node) -> bool:
        return holds(part, reading, any_word=any_word)

    match node:
        case Everything():
            return True
        case Nothing():
            return False
        case Label():
            return has_label(node, reading)
        case Range():
            return is_in_range(node, reading)
        case Is(State.UNSOURCED):
            return reading.facts.source is None and not reading.facts.credits
        case Is(state):
            return state in reading.facts.states
        case And(nodes):
            wanted = [is_true(part) for part in nodes if not isinstance(part, Not)]
            unwanted = [is_true(part.node) for part in nodes if isinstance(part, Not)]
            has_them = any(wanted) if any_word and wanted else all(wanted)
            return has_them and not any(unwanted)
        case Or(nodes):
            return any(is_true(part) for part in nodes)
        case Not(inner):
            return not is_true(inner)
        case _:
            return bool(occurrences(node, reading))


def has_label(node: Label, reading: Reading) -> bool:
    """Say whether an article has one of a label's values."""
    facts = reading.facts
    has = {
        LabelField.SOURCE: (facts.source, *facts.credits),
        LabelField.CREDIT: facts.credits,
        LabelField.TAG: facts.tags,
        LabelField.SECTION: (facts.section,),
        LabelField.LANGUAGE: (facts.language,),
        LabelField.IMPORT: facts.imports,
        LabelField.FILE: (facts.article_id,),
    }
    return any(value in node.values for value in has[node.field])


def is_in_range(node: Range, reading: Reading) -> bool:
    """Say whether an article is between two ends."""
    facts = reading.facts
    value = {
        RangeField.DATE: facts.published_on,
        RangeField.ADDED: facts.created_on,
        RangeField.WORDS: facts.word_count,
    }[node.field]
    if value is None:
        return False
    return not (
        (node.low is not None and value < node.low)  # type: ignore[operator]
        or (node.high is not None and value > node.high)  # type: ignore[operator]
    )


def has_occurrences(node: Node) -> bool:
    """Say whether a node stands at places of a text, rather than for articles."""
    match node:
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return True
        case Near(one, other) | NotNear(one, other):
            return has_occurrences(one) and has_occurrences(other)
        case SameSentence(one, other) | SameParagraph(one, other):
            return has_occurrences(one) and has_occurrences(other)
        case AtLeast(_, inner) | First(_, inner) | In(_, inner):
            return has_occurrences(inner)
        case Or(nodes):
            return all(has_occurrences(part) for part in nodes)
        case _:
            return False


def spread(node: Node) -> Node:
    """Move what stands for articles out of what wants occurrences."""
    match node:
        case And(nodes):
            return And(tuple(spread(part) for part in nodes))
        case Or(nodes):
            return Or(tuple(spread(part) for part in nodes))
        case Not(inner):
            return Not(spread(inner))
        case In(field, inner):
            return within(lambda part: In(field, part), spread(inner))
        case First(count, inner):
            return within(lambda part: First(count, part), spread(inner))
        case AtLeast(count, inner):
            return within(lambda part: AtLeast(count, part), spread(inner))
        case Near(left, right, distance, in_order):
            return paired(
                lambda one, other: Near(one, other, distance, in_order),
                spread(left),
                spread(right),
            )
        case SameSentence(left, right):
            return paired(SameSentence, spread(left), spread(right))
        case SameParagraph(left, right):
            return paired(SameParagraph, spread(left), spread(right))
        case NotNear(left, right, distance):
            return apart(spread(left), spread(right), distance)
        case _:
            return node


def within(make: Callable[[Node], Node], inner: Node) -> Node:
    """Put In, First or AtLeast around what has occurrences."""
    if has_occurrences(inner):
        return make(inner)
    match inner:
        case And(nodes):
            return And(tuple(within(make, part) for part in nodes))
        case Or(nodes):
            return Or(tuple(within(make, part) for part in nodes))
        case Not(part):
            return Not(within(make, part))
        case _:
            return inner


def paired(make: Callable[[Node, Node], Node], left: Node, right: Node) -> Node:
    """Put Near, SameSentence or SameParagraph around what has occurrences."""
    if has_occurrences(left) and has_occurrences(right):
        return make(left, right)
    match left:
        case And(nodes):
            return And(tuple(paired(make, part, right) for part in nodes))
        case Or(nodes) if not has_occurrences(left):
            return Or(tuple(paired(make, part, right) for part in nodes))
        case _ if not has_occurrences(left):
            return And((left, right))
    match right:
        case And(nodes):
            return And(tuple(paired(make, left, part) for part in nodes))
        case Or(nodes):
            return Or(tuple(paired(make, left, part) for part in nodes))
        case _:
            return And((left, right))


def apart(left: Node, right: Node, distance: int) -> Node:
    """Put NotNear around what has occurrences."""
    if has_occurrences(left) and has_occurrences(right):
        return NotNear(left, right, distance)
    match left:
        case And(nodes):
            return And(tuple(apart(part, right, distance) for part in nodes))
        case Or(nodes) if not has_occurrences(left):
            return Or(tuple(apart(part, right, distance) for part in nodes))
        case _ if not has_occurrences(left):
            return And((left, Not(right)))
    match right:
        case And(nodes):
            return Or(tuple(apart(left, part, distance) for part in nodes))
        case Or(nodes):
            return And(tuple(apart(left, part, distance) for part in nodes))
        case Not(part):
            return And((left, part))
        case _:
            return And((left, Not(right)))
