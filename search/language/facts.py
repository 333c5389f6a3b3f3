"""Reads what a query asks of an article's facts: labels, dates, length, state."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Protocol

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from search.language.dates import read_period
from search.language.fields import PublicField
from search.language.lexer import Token
from search.language.limits import MAX_NAMES, QueryRefused
from search.language.notes import Notes
from search.language.operators import Kind
from search.language.ranges import read_numbers, read_range
from search.language.tree import Is, Label, LabelField, Range, RangeField, State

NAMELESS = {
    LabelField.SOURCE: _("This names no source; it was left out."),
    LabelField.CREDIT: _("This names no credit; it was left out."),
    LabelField.TAG: _("This names no tag; it was left out."),
    LabelField.SECTION: _("This names no section; it was left out."),
    LabelField.LANGUAGE: _("This names no language; it was left out."),
    LabelField.IMPORT: _("This names no import; it was left out."),
    LabelField.FILE: _("This names no file; it was left out."),
}
UNKNOWN = {
    LabelField.SOURCE: _("The archive knows no source called “{name}”."),
    LabelField.CREDIT: _("The archive knows no credit called “{name}”."),
    LabelField.TAG: _("The archive knows no tag called “{name}”."),
    LabelField.SECTION: _("The archive knows no section called “{name}”."),
    LabelField.LANGUAGE: _("The archive knows no language called “{name}”."),
    LabelField.IMPORT: _("The archive knows no import called “{name}”."),
    LabelField.FILE: _("The archive knows no file called “{name}”."),
}


class Names(Protocol):
    """Knows what the archive's names stand for."""

    def find(self, field: LabelField, name: str) -> tuple[int | str, ...]:
        """Return the ids or values that a name stands for; none if unknown."""


class FactReader:
    """Reads the values of fields that are not looked for in texts."""

    def __init__(self, names: Names, *, today: datetime.date, notes: Notes) -> None:
        self._names = names
        self._today = today
        self._notes = notes
        self._asked: set[tuple[LabelField, str]] = set()

    def read(self, token: Token, field: PublicField) -> Label | Range | Is | None:
        """Return what a value asks for; None, with a note, if that is nothing."""
        if token.kind is Kind.CHUNK:
            token = replace(token, text=token.text.rstrip(",;"))
        if isinstance(field.means, LabelField):
            return self._label(token, field.means)
        if isinstance(field.means, RangeField):
            return self._range(token, field.means, sign=field.sign)
        return self._state(token)

    def find_tag(self, token: Token, name: str) -> Label | None:
        """Return the tag of a name; None, without a note, if there is none."""
        values = self._find(token, LabelField.TAG, name)
        return Label(LabelField.TAG, name, values) if values else None

    def _label(self, token: Token, field: LabelField) -> Label | None:
        name = token.text.strip()
        if not name:
            self._notes.add(token, str(NAMELESS[field]))
            return None
        values = self._find(token, field, name)
        if not values:
            self._notes.add(token, UNKNOWN[field].format(name=name))
        return Label(field, name, values)

    def _find(
        self, token: Token, field: LabelField, name: str
    ) -> tuple[int | str, ...]:
        self._asked.add((field, name))
        if len(self._asked) > MAX_NAMES:
            message = gettext("A query may have {n} names; this has more.")
            raise QueryRefused(message.format(n=MAX_NAMES), token.start, token.end)
        return self._names.find(field, name)

    def _range(self, token: Token, field: RangeField, *, sign: str) -> Range | None:
        if field is RangeField.WORDS:
            ends = read_range(token.text, read_numbers)
            if ends and ends[1] != -1:
                return Range(RangeField.WORDS, *ends)
            message = gettext(
                "“{typed}” is no number of words like >500 or 100..500; it was left "
                "out."
            )
        else:
            period = read_period(sign + token.text, today=self._today, field=field)
            if period:
                return period
            message = gettext(
                "“{typed}” is no date like 2025, 2025-10, 2025-10-30 or 30d; it was "
                "left out."
            )
        self._notes.add(token, message.format(typed=token.text))
        return None

    def _state(self, token: Token) -> Is | None:
        name = token.text.strip().lower()
        if name in list(State):
            return Is(State(name))
        message = gettext("“{typed}” is no state ({states}); it was left out.")
        told = message.format(typed=token.text, states=", ".join(State))
        self._notes.add(token, told)
        return None
