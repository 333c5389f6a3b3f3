"""Rewrites what other query languages spell otherwise as ours spells it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.language.lexer import CLOSING_QUOTES, OPENING_QUOTES, QUOTES

QUOTED = rf"[{OPENING_QUOTES}][^{QUOTES}]*+[{CLOSING_QUOTES}]"
OUTSIDE_QUOTES = regex.compile(QUOTED)
# Between blanks and brackets.
FREE, ENDS = r"(?<![^\s()])", r"(?![^\s()])"
# At the beginning of a word or behind a sign.
HEAD = r"(?<![^\s(+!,-])"
DAY = r"\d[\d/.-]*+"
IN_DATE = r"((?:date|added|before|after|since):\(?[<>=]*|\.\.)"


@dataclass(frozen=True)
class Spelling:
    """One spelling of another language, and ours for it.

    pattern, text: as regular expressions have them; quotations are left alone. note:
    what to tell the reader, `{typed}` standing for what was typed.
    """

    pattern: str
    text: str
    note: str | Promise = ""

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        return regex.compile(rf"(?:{self.pattern})|(?P<quoted>{QUOTED})")


@dataclass(frozen=True)
class Said:
    """Something to tell of a place in the text as typed."""

    message: str
    start: int
    end: int


@dataclass(frozen=True)
class Rewritten:
    """A text in our spelling; places: where in the typed text each letter stands."""

    text: str
    places: tuple[int, ...]
    said: tuple[Said, ...]


def rewrite(text: str, rules: tuple[Spelling, ...]) -> Rewritten:
    """Apply the rules one after the other."""
    typed = text
    places = list(range(len(text) + 1))
    said: list[Said] = []
    for rule in rules:
        pieces: list[str] = []
        moved: list[int] = []
        at = 0
        for match in rule.compiled.finditer(text):
            if match["quoted"] is not None:
                continue
            start, end = match.span()
            written = match.expand(rule.text) if "\\" in rule.text else rule.text
            pieces += (text[at:start], written)
            last = max(start, end - 1)
            inside = places[start : min(start + len(written), last + 1)]
            beyond = [places[last]] * (len(written) - len(inside))
            moved += [*places[at:start], *inside, *beyond]
            at = end
            if rule.note:
                place = places[start], places[end]
                quoted = typed[slice(*place)].strip()
                message = str(rule.note).format(typed=quoted)
                said.append(Said(message, *place))
        text = "".join([*pieces, text[at:]])
        places = [*moved, *places[at:]]
    return Rewritten(text, tuple(places), tuple(said))


def _field(names: str, ours: str) -> Spelling:
    """Return the rule for NAME(words) in any case."""
    return Spelling(rf"{HEAD}(?i:{names})\(", f"{ours}:(")


def _unknown(pattern: str) -> Spelling:
    """Return the rule for a field that no article has here."""
    note = _("The archive has no field “{typed}”; its words were looked for anywhere.")
    return Spelling(rf"{HEAD}(?i:{pattern})(?=[^\s)])", "", note)


def bare_nearness(distance: int) -> tuple[Spelling, ...]:
    """Return the rule for NEAR and PRE without a number; 0 is none of our business."""
    rule = Spelling(rf"{FREE}(NEAR|PRE){ENDS}", rf"\1/{distance}")
    return (rule,) if distance else ()


SMALL_OPERATORS = (
    Spelling(rf"{FREE}(?i:(?:and|but)\s+not){ENDS}", "NOT"),
    Spelling(rf"{FREE}(?i:and){ENDS}", "AND"),
    Spelling(rf"{FREE}(?i:or){ENDS}", "OR"),
    Spelling(rf"{FREE}(?i:not){ENDS}", "NOT"),
)
ORDERED_W = (Spelling(rf"{FREE}(?i:w)/?(\d+){ENDS}", r"PRE/\1"),)
_ANY_ENDING = _("The end of “{typed}” was read as a star, which stands for any ending.")
STAR_IS_ONE_LETTER = (
    Spelling(r"(?<=[\w*?])\*(?=\*{0,3}\w)", "?"),
    Spelling(r"(?<![\w*])(\w++)\*++(?!\w)", r"\1*", _ANY_ENDING),
)
# A question mark at a word's end is punctuation to us.
ENDINGS = (
    Spelling(
        r"(?<![\w$?])(\w++)(?:\?++|\$\d*+|\[\*\d*\])(?![\w*])", r"\1*", _ANY_ENDING
    ),
)
# Before anything else, so that a note quotes the date as typed.
SLASHED_DATES = (
    Spelling(r"(?<![\d/])(1[3-9]|2\d|3[01])/(\d\d?)/(\d{4})(?![\d/])", r"\3-\2-\1"),
    Spelling(
        r"(?<![\d/])(\d\d?)/(\d\d?)/(\d{4})(?![\d/])",
        r"\3-\1-\2",
        _("“{typed}” was read as month, day, year."),
    ),
)
BARE_DATES = (Spelling(rf"{IN_DATE}(\d{{4}})(\d\d)(\d\d)(?!\d)", r"\1\2-\3-\4"),)
NEXIS = (
    *SLASHED_DATES,
    _field("headline", "headline"),
    _field("hlead", "hlead"),
    _field("lead", "lead"),
    _field("body|text", "text"),
    _field("byline|author", "by"),
    _field("publication|source", "source"),
    _field("section", "section"),
    _field("language", "lang"),
    Spelling(rf"{HEAD}(?i:length)\s*\(?\s*([<>]=?)\s*(\d++)\s*\)?", r"words:\1\2"),
    Spelling(rf"{HEAD}(?i:length)\s*[=(]\s*(\d++)\s*\)?", r"words:\1"),
    Spelling(rf"{HEAD}(?i:load-date)(?=\(|\s*(?:[<>=]|AFT|BEF|IS))", "added"),
    Spelling(rf"{HEAD}((?i:date)|added)\s+(?i:aft)\s+({DAY})", r"\1:>\2"),
    Spelling(rf"{HEAD}((?i:date)|added)\s+(?i:bef)\s+({DAY})", r"\1:<\2"),
    Spelling(rf"{HEAD}((?i:date)|added)\s*(?:(?i:is)\s|=)\s*({DAY})", r"\1:\2"),
    Spelling(rf"{HEAD}((?i:date)|added)\s*\(?\s*([<>]=?)\s*({DAY})\s*\)?", r"\1:\2\3"),
    _field("date", "date"),
    Spelling(rf"{FREE}(?i:w?/(?:s|sent)){ENDS}", "W/S"),
    Spelling(rf"{FREE}(?i:w?/(?:p|para)){ENDS}", "W/P"),
    Spelling(
        rf"{FREE}(?i:w/seg){ENDS}",
        "AND",
        _("“{typed}” was read as AND: here an article is one piece."),
    ),
    Spelling(
        rf"{HEAD}(?i:allcaps|nocaps|caps|singular|plural)(?=\()",
        "",
        _("“{typed}” was left out: capitals and endings make no difference here."),
    ),
    _unknown("(?:company|geographic|person|subject|term|industry|ticker)(?=\\()"),
    *ENDINGS,
    *BARE_DATES,
)
FACTIVA = (
    *SLASHED_DATES,
    Spelling(r"(?i)(?<![\w.])(?:rst|sc|sn)=", "source:"),
    Spelling(r"(?i)(?<![\w.])lp=", "lead:"),
    Spelling(r"(?i)(?<![\w.])(?:td|tx)=", "text:"),
    Spelling(r"(?i)(?<![\w.])se=", "section:"),
    Spelling(r"(?i)(?<![\w.])cr=", "credit:"),
    Spelling(r"(?i)(?<![\w.])wc\s*([<>]=?)\s*(\d++)", r"words:\1\2"),
    Spelling(r"(?i)(?<![\w.])wc=(\d++)", r"words:\1"),
    Spelling(rf"{HEAD}(?i:date\s+from)\s+({DAY})\s+(?i:to)\s+({DAY})", r"date:\1..\2"),
    Spelling(rf"{HEAD}(?i:date\s+(after|before))\s+({DAY})", r"\1:\2"),
    Spelling(
        rf"((?<![\w$*?-])[\w$*?-]++|{QUOTED}|\([^()]*+\))/(?i:F)(\d+)/", r"FIRST/\2(\1)"
    ),
    Spelling(rf"{FREE}/(?i:N)(\d+)/{ENDS}", r"NEAR/\1"),
    Spelling(rf"{FREE}(?i:same){ENDS}", "SAME"),
    _unknown("(?:ns|in|re|co|pe|ipd|ipc|fds|an|no|pg|ed|clm|art|vol)="),
    *ENDINGS,
    *BARE_DATES,
)
PROQUEST = (
    *SLASHED_DATES,
    _field("ti,ab|ab,ti|noft", "hlead"),
    _field("(?:ti|title)(?:\\.exact)?", "headline"),
    _field("ab|abstract", "lead"),
    _field("(?:au|author)(?:\\.exact)?", "by"),
    _field("pub|pubtitle", "source"),
    _field("la|language", "lang"),
    _field("ft|tx|fulltext", "text"),
    Spelling(
        rf"{HEAD}(?i:pd|yr|py)\((\d{{8}}|\d{{4}})-(\d{{8}}|\d{{4}})\)", r"date:\1..\2"
    ),
    _field("pd|yr|py", "date"),
    _unknown("(?:su|loc|per|org|subject|location)(?:\\.exact)?(?=\\()"),
    Spelling(r"\{([^{}\"“”„«»]*+)\}", r'"\1"'),
    *ENDINGS,
    *BARE_DATES,
)
GOOGLE = (
    Spelling(rf"{HEAD}(?i:allintitle):\s*(.+)", r"headline:(\1)"),
    Spelling(rf"{HEAD}(?i:allintext):\s*(.+)", r"text:(\1)"),
    Spelling(
        rf"{HEAD}when:\d+h(?!\w)", "since:1d", _("“{typed}” was read as the last day.")
    ),
    Spelling(rf"{HEAD}when:(?=\d+[dwmy](?!\w))", "since:"),
    _unknown("(?:inurl|filetype|ext|related|cache|location|inanchor):"),
)
