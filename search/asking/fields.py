"""Reads what people write in the fields of a search address."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from search.language.dates import read_days


class QueryTextField(forms.CharField):
    """A query, which may hold anything a person can paste."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\0", " ")


class DayField(forms.DateField):
    """A day; of a month or a year written in its place, the first or last day."""

    def __init__(self, *, is_last: bool = False) -> None:
        super().__init__(required=False)
        self._is_last = is_last

    def to_python(self, value: Any) -> datetime.date | None:
        text = str(value or "").strip().lower()
        if not text:
            return None
        days = read_days(text, today=timezone.localdate())
        if days is None:
            raise forms.ValidationError("no date")
        return days[-1] if self._is_last else days[0]
