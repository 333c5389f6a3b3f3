"""The table of operators that a query can hold; parser and help are fed from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import regex
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.language.limits import read_number

# Stands for the number in a spelling.
NUMBER = "{n}"
DIGITS = regex.compile(r"[0-9]+")
# What W and NEAR mean without a number.
USUAL_DISTANCE = 5


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    QUOTED = auto()
    LONE_QUOTE = auto()
    FIELD = auto()
    CHUNK = auto()
    END = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    KEEP = auto()
    NEAR = auto()
    IN_ORDER = auto()
    SENTENCE = auto()
    PARAGRAPH = auto()
    AT_LEAST = auto()
    FIRST = auto()


NEARNESS = frozenset({Kind.NEAR, Kind.IN_ORDER, Kind.SENTENCE, Kind.PARAGRAPH})
COUNTED = frozenset({Kind.AT_LEAST, Kind.FIRST})


@dataclass(frozen=True)
class PublicOperator:
    """One operator as people write it; `{n}` stands for a number.

    aliases: other spellings. weak: spellings that are operators only between two words,
    as they are words or signs, too. Spellings with a stroke or a number are read in any
    case, the others in capitals only.
    """

    name: str
    kind: Kind
    help: Promise
    example: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


PUBLIC_OPERATORS = (
    PublicOperator(
        "AND",
        Kind.AND,
        _("both, in any form; a blank means the same"),
        "harbour AND bridge",
    ),
    PublicOperator(
        "OR", Kind.OR, _("either, or both"), "harbour OR bridge", aliases=("|",)
    ),
    PublicOperator("NOT", Kind.NOT, _("without what follows"), "bridge NOT toll"),
    PublicOperator(
        "W/{n}",
        Kind.NEAR,
        _("at most so many words apart, in any order"),
        "harbour W/5 bridge",
        aliases=("NEAR/{n}", "N/{n}", "NEAR{n}", "AROUND({n})"),
        weak=("W", "NEAR", "/{n}"),
    ),
    PublicOperator(
        "PRE/{n}",
        Kind.IN_ORDER,
        _("at most so many words apart, in this order"),
        "harbour PRE/5 bridge",
        aliases=("P/{n}", "ADJ{n}", "ADJ/{n}", "ONEAR/{n}"),
        weak=("+{n}",),
    ),
    PublicOperator("W/S", Kind.SENTENCE, _("in one sentence"), "harbour W/S bridge"),
    PublicOperator(
        "W/P",
        Kind.PARAGRAPH,
        _("in one paragraph"),
        "harbour W/P bridge",
        weak=("SAME",),
    ),
    PublicOperator(
        "ATLEAST{n}",
        Kind.AT_LEAST,
        _("so many mentions in one article, or more"),
        "ATLEAST3(toll)",
    ),
    PublicOperator(
        "FIRST/{n}",
        Kind.FIRST,
        _("within the first so many words of the text"),
        "FIRST/50(toll)",
    ),
)
# Signs that stand before a word.
SIGNS = {"-": Kind.NOT, "!": Kind.NOT, "+": Kind.KEEP}


@dataclass(frozen=True)
class Spelling:
    """An operator as it was typed."""

    kind: Kind
    number: int
    is_weak: bool


def _spellings() -> Iterator[tuple[str, tuple[Kind, bool]]]:
    for operator in PUBLIC_OPERATORS:
        for spelling in (operator.name, *operator.aliases):
            yield spelling, (operator.kind, False)
        for spelling in operator.weak:
            yield spelling, (operator.kind, True)


BY_SPELLING = dict(_spellings())


def read_operator(chunk: str) -> Spelling | None:
    """Return the operator that a chunk of query text is; None if it is none."""
    spelling = DIGITS.sub(NUMBER, chunk, count=1)
    if "/" in spelling or NUMBER in spelling:
        spelling = spelling.upper().replace(NUMBER.upper(), NUMBER)
    if spelling not in BY_SPELLING:
        return None
    kind, is_weak = BY_SPELLING[spelling]
    digits = DIGITS.search(chunk)
    return Spelling(kind, read_number(digits[0]) if digits else USUAL_DISTANCE, is_weak)
