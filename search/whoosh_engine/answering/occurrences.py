"""Finds where the parts of a query stand in the fields of one segment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

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
from search.whoosh_engine.answering.runs import find_run
from search.whoosh_engine.reading.nearness import Together, together
from search.whoosh_engine.reading.places import Places
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.spans import NONE, Spans, apart, following, united
from search.whoosh_engine.reading.steps import Path, Step, paths_of
from search.whoosh_engine.segments.segment import Segment

FIELDS_OF = {
    TextField.ANY: ("headline", "body", "byline"),
    TextField.HEADLINE: ("headline", "derived"),
    TextField.LEAD: ("body",),
    TextField.HEADLINE_OR_LEAD: ("headline", "derived", "body"),
    TextField.BYLINE: ("byline",),
}
LEAD_ONLY = {TextField.LEAD, TextField.HEADLINE_OR_LEAD}
# Spans by the field they stand in.
ByField = dict[str, Spans]


def has_occurrences(node: Node) -> bool:
    """Whether a node stands at places in a text, and is not only true of an article."""
    match node:
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return True
        case Near() | NotNear() | SameSentence() | SameParagraph():
            return True
        case AtLeast(_, inner) | First(_, inner) | In(_, inner):
            return has_occurrences(inner)
        case Or(nodes):
            return all(map(has_occurrences, nodes))
        case _:
            return False


@dataclass(frozen=True)
class Finder:
    """Finds occurrences in one segment.

    body_only: whether no other field is looked at, whatever the scope.
    """

    scan: Scan
    segment: Segment
    places: Places
    body_only: bool = False

    def find(self, node: Node, scope: TextField) -> ByField:
        """Return where a node that has occurrences stands; see has_occurrences."""
        match node:
            case Word() | Prefix() | Wildcard() | Fuzzy():
                paths = paths_of(node, any_form=True)
                return self._in_fields(
                    scope, lambda field: self._any_path(field, paths)
                )
            case Phrase():
                return self._in_fields(scope, lambda field: self._phrase(field, node))
            case In(field, inner):
                return replace(self, body_only=False).find(inner, field)
            case Or(nodes):
                return _united([self.find(part, scope) for part in nodes])
            case First(count, inner):
                found = replace(self, body_only=True).find(inner, TextField.ANY)
                spans = found.get("body", NONE)
                return {"body": spans.those(self.places.in_text(spans.ends) < count)}
            case AtLeast(count, inner):
                return self._at_least(count, self.find(inner, scope))
            case _:
                return self._of_two(node, scope)

    def _of_two(self, node: Node, scope: TextField) -> ByField:
        match node:
            case Near(left, right, distance, in_order):
                return self._pairs(
                    *(self.find(left, scope), self.find(right, scope)),
                    lambda field: self.places.within(distance),
                    in_order=in_order,
                )
            case SameSentence(left, right) | SameParagraph(left, right):
                part = "sentences" if isinstance(node, SameSentence) else "paragraphs"
                return self._pairs(
                    *(self.find(left, scope), self.find(right, scope)),
                    lambda field: self.places.in_same(part, field),
                )
            case NotNear(left, right, distance):
                return self._apart(
                    *(self.find(left, scope), self.find(right, scope)), distance
                )
            case _:
                raise TypeError(f"{type(node).__name__} stands at no place")

    def _in_fields(self, scope: TextField, find: Callable[[str], Spans]) -> ByField:
        fields = ("body",) if self.body_only else FIELDS_OF[scope]
        found = {field: find(field) for field in fields}
        if scope in LEAD_ONLY:
            found["body"] = self.places.in_lead(found["body"])
        return found

    def _any_path(self, field: str, paths: list[Path]) -> Spans:
        return united([self._run(field, path) for path in paths])

    def _run(self, field: str, steps: Path) -> Spans:
        return find_run(self.scan, self.segment, self.places, field, steps)

    def _phrase(self, field: str, phrase: Phrase) -> Spans:
        """Chain the parts; each may stand as one of several runs of words."""
        several = [paths_of(part, any_form=phrase.any_form) for part in phrase.parts]
        if all(len(paths) == 1 for paths in several):
            return self._run(field, tuple(step for (path,) in several for step in path))
        found: Spans | None = None
        for paths in filter(None, several):
            spans = self._any_path(field, paths)
            found = spans if found is None else following(found, spans)
        return found or NONE

    def _at_least(self, count: int, found: ByField) -> ByField:
        total = np.zeros(self.segment.doc_count, np.int64)
        docs = {field: self.places.docs(spans.starts) for field, spans in found.items()}
        for each in docs.values():
            total += np.bincount(each, minlength=len(total))
        enough = total >= count
        return {
            field: spans.those(enough[docs[field]]) for field, spans in found.items()
        }

    def _pairs(
        self,
        left: ByField,
        right: ByField,
        belong: Callable[[str], Together],
        *,
        in_order: bool = False,
    ) -> ByField:
        return {
            field: self._pair(
                left[field], right[field], belong(field), in_order=in_order
            )
            for field in left
            if field in right
        }

    def _pair(
        self, left: Spans, right: Spans, belong: Together, *, in_order: bool
    ) -> Spans:
        self.scan.spend(len(left) + len(right))
        # Single places are quicker; a few others need not slow all down.
        parts = self.places.parted((left, right))
        return united(
            [together(left, right, belong, in_order=in_order) for left, right in parts]
        )

    def _apart(self, left: ByField, right: ByField, distance: int) -> ByField:
        self.scan.spend(sum(map(len, (*left.values(), *right.values()))))
        return {
            field: apart(
                spans, *self.places.around(spans, distance), right.get(field, NONE)
            )
            for field, spans in left.items()
        }


def _united(several: list[ByField]) -> ByField:
    fields = dict.fromkeys(field for found in several for field in found)
    return {
        field: united([found[field] for found in several if field in found])
        for field in fields
    }


def plain_step(node: Node, scope: TextField) -> Step | None:
    """Return the one step that a node is, where counts tell all about it."""
    if scope in LEAD_ONLY or not isinstance(node, Word | Prefix | Wildcard | Fuzzy):
        return None
    paths = paths_of(node, any_form=True)
    return paths[0][0] if len(paths) == 1 and len(paths[0]) == 1 else None
