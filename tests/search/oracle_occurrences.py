"""Finds slowly where in an article a part of a query stands."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from search.language.tree import (
    AtLeast,
    First,
    Fuzzy,
    In,
    Near,
    Node,
    NotNear,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    SameSentence,
    TextField,
    Wildcard,
    Word,
)
from tests.search.oracle_reading import Reading
from tests.search.oracle_words import Path, paths


class Occurrence(NamedTuple):
    """A place where something stands, from its first word to its last."""

    field: str
    start: int
    end: int


Together = Callable[[Occurrence, Occurrence], bool]
FIELDS_OF = {
    TextField.ANY: ("headline", "body", "byline"),
    TextField.HEADLINE: ("headline", "derived"),
    TextField.LEAD: ("lead",),
    TextField.HEADLINE_OR_LEAD: ("headline", "derived", "lead"),
    TextField.BYLINE: ("byline",),
}
ANYWHERE = FIELDS_OF[TextField.ANY]


def occurrences(
    node: Node, reading: Reading, fields: tuple[str, ...] = ANYWHERE
) -> set[Occurrence]:
    """Return where a node that has occurrences stands in some fields."""

    def of(inner: Node) -> set[Occurrence]:
        return occurrences(inner, reading, fields)

    match node:
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return {
                found
                for field in fields
                for path in paths(node)
                for found in _runs(path, field, reading)
            }
        case Or(nodes):
            return {found for inner in nodes for found in of(inner)}
        case In(field, inner):
            return occurrences(inner, reading, FIELDS_OF[field])
        case First(count, inner):
            found_in_body = occurrences(inner, reading, ("body",))
            return {
                found
                for found in found_in_body
                if found.field == "body" and found.end < count
            }
        case AtLeast(count, inner):
            return of(inner) if len(of(inner)) >= count else set()
        case _:
            return _of_two(node, of, reading)


def _runs(path: Path, field: str, reading: Reading) -> Iterator[Occurrence]:
    """Yield where words follow each other; of a lead, all must stand in it."""
    text = "body" if field == "lead" else field
    placed = reading.fields[text]
    found = [Occurrence(text, word.start, word.end) for word in placed if path[0](word)]
    for means in path[1:]:
        found = [
            Occurrence(text, run.start, word.end)
            for run in found
            for word in placed
            if word.start == run.end + 1 and means(word)
        ]
    for run in found:
        if field != "lead" or run.end < reading.lead_words:
            yield run


def _of_two(
    node: Node, of: Callable[[Node], set[Occurrence]], reading: Reading
) -> set[Occurrence]:
    match node:
        case Near(left, right, distance, in_order):
            return _pairs(
                of(left),
                of(right),
                lambda one, other: _gap(one, other) <= distance,
                in_order=in_order,
            )
        case SameSentence(left, right):
            return _pairs(
                of(left),
                of(right),
                lambda one, other: (
                    reading.sentence(*one[:2]) == reading.sentence(*other[:2])
                ),
            )
        case SameParagraph(left, right):
            return _pairs(
                of(left),
                of(right),
                lambda one, other: (
                    reading.paragraph(*one[:2]) == reading.paragraph(*other[:2])
                ),
            )
        case NotNear(left, right, distance):
            unwanted = of(right)
            return {
                found
                for found in of(left)
                if not any(
                    found.field == other.field
                    and (_overlap(found, other) or _gap(found, other) <= distance)
                    for other in unwanted
                )
            }
        case _:
            raise TypeError(f"{type(node).__name__} has no occurrences")


def _pairs(
    lefts: set[Occurrence],
    rights: set[Occurrence],
    together: Together,
    *,
    in_order: bool = False,
) -> set[Occurrence]:
    """Return what pairs cover that belong together, with none of theirs between."""
    covers = _covers(lefts, rights, together)
    return covers if in_order else covers | _covers(rights, lefts, together)


def _covers(
    firsts: set[Occurrence], seconds: set[Occurrence], together: Together
) -> set[Occurrence]:
    covers = set()
    for first in firsts:
        after = [second for second in seconds if _is_before(first, second)]
        for second in after:
            before = [other for other in firsts if _is_before(other, second)]
            next_one = min(after, key=lambda other: (other.start, other.end))
            last_one = max(before, key=lambda other: (other.end, other.start))
            if second == next_one and first == last_one and together(first, second):
                covers.add(Occurrence(first.field, first.start, second.end))
    return covers


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    return one.start <= other.end and other.start <= one.end


def _is_before(one: Occurrence, other: Occurrence) -> bool:
    return one.field == other.field and one.end < other.start


def _gap(one: Occurrence, other: Occurrence) -> int:
    """Return how far apart two occurrences stand that do not overlap."""
    first, second = sorted((one, other))
    return second.start - first.end
