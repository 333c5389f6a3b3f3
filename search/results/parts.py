"""Takes a query apart into what can be left out by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import pgettext

from search.asking.forms import SearchForm
from search.engine import Engine
from search.language.dialects import BY_NAME, OURS, Dialect
from search.language.lexer import Token, tokens
from search.language.operators import COUNTED, NEARNESS, Kind
from search.language.parser import parse
from search.language.query import Query
from search.language.readback import bracketed, say
from search.language.sequence import either, join
from search.language.tree import And, Everything, Node, Not, Or
from search.language.writing import write

# A query of more parts is not taken apart in its own words, but in ours.
MOST_UNITS = 24
# Each part's address holds the others: so many letters in all, or it stays whole.
MOST_LETTERS = 20_000
BEFORE_OPERANDS = {Kind.NOT, Kind.KEEP, Kind.FIELD, *COUNTED}
SMALL = {"and": Kind.AND, "or": Kind.OR, "not": Kind.NOT}


@dataclass(frozen=True)
class ReadPart:
    """One part of a reading; `joint` is what stands before it.

    without: the address of the query without it, "" where there is no other part.
    """

    joint: str
    words: str
    without: str


def take_apart(form: SearchForm) -> tuple[ReadPart, ...]:
    """Return the parts of a query's reading, in its order."""
    tree = form.query.tree
    nodes = _parts(form.query)
    if len(nodes) == 1:
        return (ReadPart("", say(tree), ""),)
    addresses = dict(zip(nodes, _addresses(form, nodes), strict=True))
    return tuple(
        ReadPart(_joint(tree, node) if place else "", _said(node), addresses[node])
        for place, node in enumerate(sorted(nodes, key=_comes_last))
    )


def count_parts(form: SearchForm, engine: Engine) -> tuple[int, ...]:
    """Return what each part of the reading finds by itself, filters in force."""
    request = form.to_request()
    nodes = _parts(form.query)
    if len(nodes) == 1:
        return (engine.count(replace(request, query=Query("", _wanted(nodes[0])))),)
    counts = {part.node: part.hit_count for part in engine.count_parts(request)}
    return tuple(counts[_wanted(node)] for node in sorted(nodes, key=_comes_last))


def _parts(query: Query) -> tuple[Node, ...]:
    """Return what can be left out by itself; a huge query stays whole."""
    nodes = _members(query.tree)
    return nodes if len(nodes) * len(query.text) <= MOST_LETTERS else (query.tree,)


def _members(tree: Node) -> tuple[Node, ...]:
    return tree.nodes if isinstance(tree, And | Or) else (tree,)


def _wanted(node: Node) -> Node:
    return node.node if isinstance(node, Not) else node


def _comes_last(node: Node) -> bool:
    return isinstance(node, Not)


def _joint(tree: Node, node: Node) -> str:
    if isinstance(tree, Or):
        return "OR"
    if isinstance(node, Not):
        return pgettext("before a part of a query", "not")
    return "AND"


def _said(node: Node) -> str:
    return bracketed(_wanted(node))


def _addresses(form: SearchForm, nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the address without each part: in the words typed, where they allow it."""
    query = form.query
    # The rest may lack the signs that told another language.
    dialect = form.dialect_name if query.dialect == OURS.name else query.dialect
    cuts: dict[Node, str] = {}
    for text in dict.fromkeys(_cuts(query)):
        cut = parse(text, names=form.names, dialect=dialect)
        if len(cut.notes) <= len(query.notes):
            cuts.setdefault(cut.tree, text)
    for node in nodes:
        tree = _without(query.tree, node)
        if tree == query.tree:
            # Without "all articles" it says the same.
            yield ""
        elif tree in cuts:
            yield str(form.address.setting(q=cuts[tree], dialect=dialect))
        else:
            yield str(form.address.setting(q=write(tree), dialect=""))


def _without(tree: Node, node: Node) -> Node:
    others = [part for part in _members(tree) if part is not node]
    left = either(others) if isinstance(tree, Or) else join(others)
    return left or Everything()


def _cuts(query: Query) -> Iterator[str]:
    """Yield a query's text without each of its units and what joins it."""
    text = query.text
    units = list(_units(text, BY_NAME[query.dialect]))
    if not 1 < len(units) <= MOST_UNITS:
        return
    for place, (start, end) in enumerate(units):
        before = units[place - 1][1] if place else 0
        after = units[place + 1][0] if place + 1 < len(units) else len(text)
        # The operator before a unit goes with it; that of the first stands behind it.
        rest = text[:before], text[end if place else after :]
        yield " ".join(" ".join(rest).split())
        if place:
            yield " ".join(f"{text[:start]} {text[after:]}".split())


def _units(text: str, dialect: Dialect) -> Iterator[tuple[int, int]]:
    """Yield where the operands outside all brackets stand, with their signs."""
    start: int | None = None
    end = depth = 0
    is_open = True
    for token in tokens(text):
        kind = _kind(token, dialect)
        is_joint = depth == 0 and kind in {Kind.AND, Kind.OR}
        is_next = depth == 0 and not is_open and kind not in {*NEARNESS, Kind.CLOSE}
        # Where a blank makes a phrase, only an operator ends one.
        is_next = is_next and (kind is Kind.NOT or not dialect.blank_is_phrase)
        if start is not None and (is_joint or is_next):
            yield start, end
            start = None
        if is_joint:
            continue
        start = token.start if start is None else start
        end = token.end
        depth = max(0, depth + (kind is Kind.OPEN) - (kind is Kind.CLOSE))
        is_open = kind in {*BEFORE_OPERANDS, *NEARNESS, Kind.OPEN}
    if start is not None:
        yield start, end


def _kind(token: Token, dialect: Dialect) -> Kind:
    """Return what a token is; lexers know nothing of small operators."""
    if dialect.has_small_operators and token.kind is Kind.CHUNK:
        return SMALL.get(token.text.lower(), token.kind)
    return token.kind
