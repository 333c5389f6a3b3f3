"""The kinds of corrections that give articles a date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from archive.changes import Facts, iso
from archive.correcting.kind import CannotCorrect, Kind, Labels, Subject, quoted
from archive.correcting.patterns import (
    NoDate,
    parse_patterns,
    read_day,
    without_date_line,
)
from archive.importing.headlines import derive_headline
from archive.locally import dated


@dataclass(frozen=True)
class SetDate(Kind):
    """Gives a day, or none."""

    columns = ("published_on", "published_at")
    day: str  # ISO; empty for none

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        if subject.facts["published_on"] == (self.day or None):
            return {}
        return {"published_on": self.day or None, "published_at": None}

    def __str__(self) -> str:
        if not self.day:
            return _("date cleared")
        day = datetime.date.fromisoformat(self.day)
        return _("date set to {day}").format(day=dated(day, "j F Y"))


@dataclass(frozen=True)
class ReadDate(Kind):
    """Gives the day that a line of the text holds."""

    columns: ClassVar[tuple[str, ...]] = ("published_on", "published_at")
    reads_text = True
    patterns: tuple[str, ...]

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        try:
            when = read_day(subject.lines, parse_patterns(self.patterns))
        except NoDate as error:
            raise CannotCorrect(str(error)) from error
        if when.moment is None and iso(when.day) == subject.facts["published_on"]:
            return {}
        return {"published_on": iso(when.day), "published_at": iso(when.moment)}

    def __str__(self) -> str:
        patterns = quoted(self.patterns)
        return _("date read from the text by {patterns}").format(patterns=patterns)


@dataclass(frozen=True)
class TakeDate(ReadDate):
    """Gives the day that a line of the text holds, and takes the line out of it."""

    columns = (*ReadDate.columns, "body", "headline", "headline_is_derived")

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        wanted, facts = super().alter(subject, labels), subject.facts
        body = without_date_line(facts["body"], parse_patterns(self.patterns))
        if facts["headline_is_derived"] and body != facts["body"]:
            wanted["headline"] = derive_headline(body) or facts["headline"]
        return {**wanted, "body": body}

    def __str__(self) -> str:
        return _("date read from the text by {patterns}, the line taken out").format(
            patterns=quoted(self.patterns)
        )
