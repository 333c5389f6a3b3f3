"""Combines earlier searches by their numbers into one query, as in (1 OR 3) NOT 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex
from django.utils.translation import gettext as _

from archive.locally import grouped
from search.asking.address import Address
from search.engine import Engine
from search.language.parser import parse
from search.language.sequence import either, join, without
from search.language.tree import And, Everything, Node, Not, Or, Word
from search.language.writing import write
from search.names import ArchiveNames
from search.saving.conditions import (
    Pairs,
    as_node,
    conditions_of,
    pairs_in_words,
)
from search.saving.recent import RecentSearch, set_address
from search.saving.searches import LONGEST_PARAMETERS, form_of

LONGEST_COMBINATION = 200
TOKEN = regex.compile(
    r"(?i:[S#]?([0-9]+)(?![^\s()])|(AND|OR|NOT)(?![^\s()]))|([()])|([^\s()]+)"
)


class CombinationRefused(Exception):
    """A combination cannot be read or written; says why."""


@dataclass(frozen=True)
class Combination:
    """The address of a combination's results, and what it could not take along."""

    address: Address
    left_out: tuple[str, ...]


def combine(text: str, searches: Sequence[RecentSearch], engine: Engine) -> Combination:
    """Return the combination of earlier searches as a search of its own.

    Filters that all of them share stay filters; others become part of the query.
    Raises CombinationRefused, and IndexUnusable.
    """
    known = {str(search.number): search for search in searches}
    tree = _Reader(text).read()
    used = dict.fromkeys(_numbers(tree))
    for number in used:
        if number not in known:
            problem = _("There is no search {number}.").format(number=number)
            raise CombinationRefused(problem)
    forms = {number: form_of(known[number].parameters) for number in used}
    conditions = {number: conditions_of(set_address(forms[number])) for number in used}
    shared = _shared(list(conditions.values())) if _is_bounded(tree) else {}
    sets: dict[str, Node] = {}
    left_out: list[str] = []
    for number, form in forms.items():
        parts = [form.query.tree]
        for name, pairs in conditions[number].items():
            if name in shared:
                continue
            node = as_node(form, name, engine)
            if node is None:
                left_out.append(_left_out(pairs, number))
            else:
                parts.append(node)
        sets[number] = join(parts) or Everything()
    combined = _filled(tree, sets)
    query = write(combined)
    kept = [pair for pairs in shared.values() for pair in pairs]
    address = Address((("q", query), *kept))
    is_read = parse(query, names=ArchiveNames()).tree == combined
    if not is_read or len(address.query) > LONGEST_PARAMETERS:
        problem = _("Together these searches are too long for one query.")
        raise CombinationRefused(problem)
    return Combination(address, tuple(left_out))


def _left_out(pairs: Pairs, number: str) -> str:
    """Say of a condition that no query can say it."""
    return _(
        "{condition} of search {number} was left out: no query can say it."
    ).format(condition=pairs_in_words(pairs), number=number)


def _shared(conditions: Sequence[Mapping[str, Pairs]]) -> dict[str, Pairs]:
    """Return the conditions that all searches have in common."""
    first, *others = conditions
    return {
        name: pairs
        for name, pairs in first.items()
        if all(other.get(name) == pairs for other in others)
    }


def _numbers(tree: Node) -> Iterator[str]:
    match tree:
        case Word(number):
            yield number
        case And(nodes) | Or(nodes):
            for node in nodes:
                yield from _numbers(node)
        case Not(node):
            yield from _numbers(node)


def _is_bounded(tree: Node) -> bool:
    """Whether a combination finds nothing that none of its searches finds."""
    match tree:
        case And(nodes):
            return any(map(_is_bounded, nodes))
        case Or(nodes):
            return all(map(_is_bounded, nodes))
        case _:
            return isinstance(tree, Word)


def _filled(tree: Node, sets: Mapping[str, Node]) -> Node:
    """Put the searches in the places of their numbers."""
    match tree:
        case Word(number):
            return sets[number]
        case And(nodes):
            return join(_filled(node, sets) for node in nodes) or Everything()
        case Or(nodes):
            return either(_filled(node, sets) for node in nodes) or Everything()
        case Not(node):
            return without(_filled(node, sets))
        case _:
            return tree


class _Reader:
    """Reads a combination into a tree whose words are numbers of searches.

    As in queries, NOT binds closest, then AND or a blank, then OR.
    """

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST_COMBINATION:
            problem = _("A combination may have {most} characters; this has {n}.")
            raise CombinationRefused(
                problem.format(most=LONGEST_COMBINATION, n=grouped(len(text)))
            )
        self._tokens = list(_tokens(text))

    def read(self) -> Node:
        """Return the whole combination."""
        tree = self._either()
        if self._tokens:
            raise _misread(_("A bracket is closed and never opened."))
        return tree

    def _either(self) -> Node:
        nodes = [self._all()]
        while self._next("OR"):
            nodes.append(self._all())
        return either(nodes) or nodes[0]

    def _all(self) -> Node:
        nodes = [self._part()]
        while self._next("AND") or (
            self._tokens and self._tokens[0] not in {"OR", ")"}
        ):
            nodes.append(self._part())
        return join(nodes) or nodes[0]

    def _part(self) -> Node:
        if self._next("NOT"):
            return without(self._part())
        if self._next("("):
            inner = self._either()
            if not self._next(")"):
                raise _misread(_("A bracket is not closed."))
            return inner
        if not self._tokens or not self._tokens[0].isdecimal():
            raise _misread(_("The number of a search is missing."))
        return Word(self._tokens.pop(0))

    def _next(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        del self._tokens[0]
        return True


def _misread(problem: str) -> CombinationRefused:
    """Say what is wrong with a combination, and how one is written."""
    example = _("Write it like 1 AND 2, or (1 OR 3) NOT 2.")
    return CombinationRefused(f"{problem} {example}")


def _tokens(text: str) -> Iterator[str]:
    for match in TOKEN.finditer(text):
        number, operator, bracket, rest = match.groups()
        if rest:
            problem = _("“{text}” is no number and no operator.")
            raise _misread(problem.format(text=rest))
        yield str(int(number)) if number else bracket or operator.upper()
