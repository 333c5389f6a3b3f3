"""The table of query languages that are read beside our own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import regex
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.language import spellings
from search.language.spellings import OUTSIDE_QUOTES, Spelling


class Level(Enum):
    """What joins the parts of a query, by how closely it binds."""

    OR = auto()
    AND = auto()
    NOT = auto()
    NEAR = auto()


class Chain(Enum):
    """Which of several operators of nearness in a row is read first."""

    LEFTMOST = auto()
    RIGHTMOST = auto()
    CLOSEST = auto()


Levels = tuple[Level, ...]
OR_LAST: Levels = (Level.OR, Level.AND, Level.NOT, Level.NEAR)
OR_BEFORE_AND: Levels = (Level.AND, Level.NOT, Level.OR, Level.NEAR)
OR_BEFORE_NEAR: Levels = (Level.AND, Level.NOT, Level.NEAR, Level.OR)
START = r"(?<![^\s(])"
SMALL_OPERATOR = regex.compile(r"(?<![^\s()])(?:or|not)(?![^\s()])")


@dataclass(frozen=True)
class Dialect:
    """How one query language is written and read.

    name: in addresses. title: for readers. signs: spellings that only it has.
    near_sign: an operator of nearness that tells it where and, or, not are small.
    levels: what binds most loosely comes first. chain: which W/n is read first.
    blank_is_phrase: whether words side by side are a phrase; else they are ANDed.
    has_small_operators: whether and, or, not are operators. w_is_ordered: whether W/n
    asks for its order. usual_distance: that of NEAR alone. star_is_one_letter: whether
    wom*n is our wom?n. spellings: what it writes otherwise than we do.
    """

    name: str
    title: str | Promise
    signs: str = ""
    near_sign: str = ""
    levels: Levels = OR_LAST
    chain: Chain = Chain.LEFTMOST
    blank_is_phrase: bool = False
    has_small_operators: bool = True
    w_is_ordered: bool = False
    usual_distance: int = 0
    star_is_one_letter: bool = False
    spellings: tuple[Spelling, ...] = ()

    @property
    def rules(self) -> tuple[Spelling, ...]:
        """All that is to be rewritten, in order."""
        return (
            *self.spellings,
            *(spellings.SMALL_OPERATORS if self.has_small_operators else ()),
            *(spellings.ORDERED_W if self.w_is_ordered else ()),
            *(spellings.bare_nearness(self.usual_distance)),
            *(spellings.STAR_IS_ONE_LETTER if self.star_is_one_letter else ()),
        )


OURS = Dialect("archive", _("this archive"), has_small_operators=False)
NEXIS = Dialect(
    "nexis",
    "Nexis",
    signs=rf"{START}(?:(?:(?i:hlead|headline|byline|publication|allcaps|nocaps)"
    r"|SECTION|LANGUAGE|COMPANY|GEOGRAPHIC|PERSON|SUBJECT|TERM)(?!\(\w{1,3}\))\("
    r"|(?i:length)(?:\s*[<>=]\s*\d|\(\s*[<>=]?\s*\d)|(?i:w/seg)(?!\w)"
    r"|(?:DATE|LOAD-DATE)(?:\(|\s+(?:AFT|BEF|IS)\s+\d|\s*[<>=]\s*\d))",
    near_sign=r"(?i:w|pre)/(?:\d+|[sp])",
    levels=(Level.NOT, Level.AND, Level.NEAR, Level.OR),
    chain=Chain.CLOSEST,
    blank_is_phrase=True,
    star_is_one_letter=True,
    spellings=spellings.NEXIS,
)
FACTIVA = Dialect(
    "factiva",
    "Factiva",
    signs=rf"{START}(?:(?i:hd|hlp|lp|td|rst|sc|sn|by|la|se|ns|re|co|pe|wc)=[\w\"“(]"
    r"|(?i:wc)\s*[<>]=?\s*\d|(?i:date\s+(?:from|after|before))\s+\d"
    r"|[\w*?$-]*+/[FN]\d+/(?![\w/]))|[)\"”]/F\d+/(?![\w/])",
    levels=OR_LAST,
    blank_is_phrase=True,
    w_is_ordered=True,
    spellings=spellings.FACTIVA,
)
PROQUEST = Dialect(
    "proquest",
    "ProQuest",
    signs=rf"{START}(?:(?:TI|AB|TI,AB|AU|PUB|LA|PD|YR|SU|FT|LOC|PER|ORG|NOFT)\("
    r"|(?:ti|ab|ti,ab|au|pub|pd|yr|su|ft|noft)\(|(?i:(?:su|ti|au)\.exact)\()",
    near_sign=r"(?i:near|n|p)/\d+",
    levels=(Level.NOT, Level.OR, Level.AND, Level.NEAR),
    usual_distance=4,
    spellings=spellings.PROQUEST,
)
GOOGLE = Dialect(
    "google",
    "Google",
    signs=rf"{START}-?(?:(?i:intitle|intext|inurl|site|filetype):[\w\"“(]"
    r"|(?i:all(?:intitle|intext)):|when:\d+[hdwmy](?!\w)|AROUND\(\d+\))",
    levels=OR_BEFORE_AND,
    has_small_operators=False,
    spellings=spellings.GOOGLE,
)
NEWSBANK = Dialect("newsbank", "NewsBank", near_sign=r"(?i:adj|near)\d+")

DIALECTS = (OURS, NEXIS, FACTIVA, PROQUEST, GOOGLE, NEWSBANK)
BY_NAME = {dialect.name: dialect for dialect in DIALECTS}
# Factiva's signs are the plainest; another's may stand within its queries.
BY_SIGN = tuple(
    (dialect, regex.compile(dialect.signs))
    for dialect in (FACTIVA, NEXIS, PROQUEST, GOOGLE)
)
BY_NEAR_SIGN = tuple(
    (dialect, regex.compile(rf"(?<![^\s()])(?:{dialect.near_sign})(?![^\s()])"))
    for dialect in (NEXIS, PROQUEST, NEWSBANK)
)


def recognise(text: str) -> Dialect:
    """Return the language that a query's signs tell; ours if there are none."""
    bare = OUTSIDE_QUOTES.sub('""', text)
    for dialect, sign in BY_SIGN:
        if sign.search(bare):
            return dialect
    if not SMALL_OPERATOR.search(bare):
        return OURS
    for dialect, sign in BY_NEAR_SIGN:
        if sign.search(bare):
            return dialect
    return OURS
