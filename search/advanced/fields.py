"""The kinds of fields that the advanced form has."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from search.advanced.wishes import words_of
from search.asking.fields import DayField, QueryTextField
from search.language.lexer import QUOTES
from search.language.limits import QueryRefused

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

LONGEST_NAME = 200
NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


class WordsField(QueryTextField):
    """Words, of which stars and tildes are understood and other signs are not."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            words_of(text)
        except QueryRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return str(text)


class NameField(QueryTextField):
    """The name of a source or a label, offered from a list."""

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).translate(NO_QUOTES).split())


class NumberField(forms.IntegerField):
    """A whole number; `wrong` says what it should be."""

    def __init__(
        self, *, label: _StrOrPromise, wrong: _StrOrPromise, least: int, most: int
    ) -> None:
        codes = ("invalid", "min_value", "max_value")
        super().__init__(
            label=label,
            required=False,
            min_value=least,
            max_value=most,
            error_messages=dict.fromkeys(codes, wrong),
        )


class DayInput(forms.DateInput):
    """A day, as browsers let people choose one."""

    input_type = "date"

    def format_value(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, datetime.date) else value or ""


class PublishedField(DayField):
    """A day, or the first or last of a month or year."""

    widget = DayInput

    def __init__(self, *, label: _StrOrPromise, is_last: bool) -> None:
        super().__init__(is_last=is_last)
        self.label = label

    def to_python(self, value: Any) -> datetime.date | None:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            message = _("“{text}” is no day: write one like 2025-10-30.")
            raise forms.ValidationError(message.format(text=value)) from None
