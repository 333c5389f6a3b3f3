"""Offers what a query may go on with: words, names, fields, operators, queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.locally import counted
from search.asking.labels import language_name
from search.completion.caret import Piece, find_piece
from search.completion.kinds import KINDS
from search.completion.names import FACETS, FoundName, find_names, most_used
from search.engine import Engine
from search.language.common_words import COMMON_WORDS
from search.language.dates import describe, read_period
from search.language.fields import PUBLIC_FIELDS
from search.language.operators import COUNTED, DIGITS, NUMBER, PUBLIC_OPERATORS, Kind
from search.language.readback import STATES
from search.language.tree import Label, LabelField, RangeField, State, TextField
from search.language.writing import write
from search.request import Facet

AT_MOST = 10
WORDS = 6
NAMES = 3
FIELDS = 3
RECENT = 3
# Shorter beginnings are those of many other names.
LETTERS_OF_AN_ALIAS = 3
NAMED_ANYWHERE = (LabelField.SOURCE, LabelField.CREDIT, LabelField.TAG)
NEEDS_NOTHING_BEFORE = {Kind.NOT, *COUNTED}
DAYS = (
    *("today", "yesterday", "this week", "last week", "this month", "last month"),
    *("this year", "last year"),
)
# Of a compound only the whole is counted, which is none until it is typed.
NO_PLAIN_WORD = set("*?~!/-")
WITH_LEAD = {TextField.LEAD, TextField.HEADLINE_OR_LEAD}


@dataclass(frozen=True)
class Completion:
    """One way to go on: what to put between two places of the query.

    start, end: in characters. label: what it is called in a list; help: in a few words,
    what it does or finds.
    """

    kind: str
    text: str
    start: int
    end: int
    label: str
    help: str


def complete(
    text: str, at: int, engine: Engine, *, recent: Sequence[str] = ()
) -> tuple[Completion, ...]:
    """Return what may stand at the caret, the likeliest first.

    recent: what this reader asked before, the latest first.
    """
    found = [*_recent(text, at, recent)]
    piece = find_piece(text, at)
    if piece:
        found += _of_piece(piece, engine)
    return tuple(found[:AT_MOST])


def as_data(found: Sequence[Completion]) -> dict[str, Any]:
    """Return completions as JSON values; told: what lists say of one."""
    return {
        "completions": [
            {**asdict(one), "told": f"{KINDS[one.kind]}: {one.help}"} for one in found
        ]
    }


def _of_piece(piece: Piece, engine: Engine) -> Iterator[Completion]:
    if piece.field is None:
        if not piece.is_quoted:
            yield from _operators(piece)
        yield from _words(piece, engine)
        if not piece.is_quoted:
            yield from _names_anywhere(piece, engine)
            yield from _fields(piece)
        return
    match piece.field.means:
        case TextField():
            yield from _words(piece, engine)
        case LabelField() as field:
            yield from _names_of(field, piece, engine)
        case RangeField.DATE | RangeField.ADDED as field:
            yield from _dates(field, piece, piece.field.sign, engine)
        case RangeField():
            return
        case _:
            yield from _states(piece)


def _recent(text: str, at: int, recent: Sequence[str]) -> Iterator[Completion]:
    if text[at:].strip():
        return
    begun = text.strip().casefold()
    asked = [query for query in recent if query.casefold().startswith(begun)]
    at_most = RECENT if begun else AT_MOST
    for query in [query for query in asked if query != text.strip()][:at_most]:
        yield Completion("recent", query, 0, len(text), query, _("asked before"))


def _words(piece: Piece, engine: Engine) -> Iterator[Completion]:
    begun, means = piece.begun, piece.field.means if piece.field else TextField.ANY
    if NO_PLAIN_WORD & set(begun) or not begun[:1].isalnum():
        return
    scope = means if isinstance(means, TextField) else TextField.ANY
    is_plain = not piece.is_quoted and not piece.field
    common = _common_words(begun.casefold()) if is_plain else set()
    words = engine.complete(begun, limit=WORDS + len(common), scope=scope)
    useful = (word for word in words if word.word not in common)
    for word, count in islice(useful, WORDS):
        help_text = counted(count, "article")
        if scope in WITH_LEAD:
            # How many have it in the lead is not known without a search.
            help_text = _("in texts here")
        yield _at(piece, "word", word, help_text, goes_on=piece.is_quoted)


def _common_words(begun: str) -> set[str]:
    """Return the words that the parser leaves out of a query."""
    languages = settings.LANGUAGES_OF_ARTICLES
    every = set[str]().union(*(COMMON_WORDS.get(name, ()) for name in languages))
    return {word for word in every if word.startswith(begun)}


def _operators(piece: Piece) -> Iterator[Completion]:
    begun = piece.begun
    if not (begun[0].isupper() or "/" in begun):
        return
    for operator in PUBLIC_OPERATORS:
        if piece.start == 0 and operator.kind not in NEEDS_NOTHING_BEFORE:
            continue
        spellings = operator.name, *operator.aliases
        found = (name for name in spellings if name.startswith(begun.upper()))
        if spelling := next(found, None):
            digits = DIGITS.search(operator.example)
            written = spelling.replace(NUMBER, digits[0] if digits else "")
            is_counted = operator.kind in COUNTED
            written += "(" if is_counted else ""
            help_text = str(operator.help)
            yield _at(piece, "operator", written, help_text, goes_on=is_counted)


def _names_anywhere(piece: Piece, engine: Engine) -> Iterator[Completion]:
    runs, fields = [*piece.runs], [*NAMED_ANYWHERE]
    if piece.begun.startswith("#"):
        runs, fields = [(piece.start, piece.begun[1:])], [LabelField.TAG]
    runs = [(start, run) for start, run in runs if any(map(str.isalnum, run))]
    if not runs:
        return
    texts = [run for _, run in runs]
    for found in find_names(fields, texts, engine, limit=NAMES):
        named = write(Label(found.field, found.name))
        help_text = _help_of(found)
        yield Completion(
            str(found.field),
            named + " ",
            runs[found.run][0],
            piece.end,
            found.name,
            help_text,
        )


def _names_of(field: LabelField, piece: Piece, engine: Engine) -> Iterator[Completion]:
    if field not in FACETS:
        return
    begun = piece.begun
    if any(map(str.isalnum, begun)):
        found = find_names([field], [begun], engine, limit=AT_MOST)
    else:
        found = most_used([field], engine, limit=AT_MOST)[field]
    for name in found:
        value = write(Label(field, name.name)).partition(":")[2]
        yield _at(piece, str(field), value, _help_of(name), label=name.name)


def _help_of(found: FoundName) -> str:
    count = counted(found.article_count, "article")
    if found.field is LabelField.LANGUAGE:
        return f"{language_name(found.name)}, {count}"
    return count


def _fields(piece: Piece) -> Iterator[Completion]:
    begun = piece.begun.lower()
    if not begun.isalpha():
        return
    names = (
        (name, field.help)
        for field in PUBLIC_FIELDS
        for name in (field.name, *field.aliases)
        if name == field.name or len(begun) >= LETTERS_OF_AN_ALIAS
    )
    found = [(name, says) for name, says in names if name.startswith(begun)]
    for name, says in found[:FIELDS]:
        # Translators: {clause} is such as "with these words in the headline".
        help_text = _("articles {clause}").format(clause=says)
        yield _at(piece, "field", f"{name}:", help_text, goes_on=True)


def _dates(
    field: RangeField, piece: Piece, sign: str, engine: Engine
) -> Iterator[Completion]:
    begun, today = piece.begun.lower(), timezone.localdate()
    years = engine.values(Facet.DATE) if field is RangeField.DATE else ()
    for day in (*(str(year.value) for year in years if year.value), *DAYS):
        period = read_period(sign + day, today=today, field=field)
        if day.startswith(begun) and period:
            value = f'"{day}"' if " " in day else day
            yield _at(piece, "date", value, describe(period), label=day)


def _states(piece: Piece) -> Iterator[Completion]:
    for state in State:
        if state.startswith(piece.begun.lower()):
            yield _at(piece, "state", str(state), str(STATES[state]))


def _at(
    piece: Piece,
    kind: str,
    text: str,
    help_text: str,
    *,
    label: str = "",
    goes_on: bool = False,
) -> Completion:
    """Put something in the place of a piece; a blank follows unless it goes on."""
    end = "" if goes_on else " "
    return Completion(
        kind, text + end, piece.start, piece.end, label or text, help_text
    )
