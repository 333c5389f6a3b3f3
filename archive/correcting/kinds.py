"""The kinds of corrections: what each makes of an article."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from archive.changes import Facts, iso
from archive.correcting.kind import CannotCorrect, Kind, Labels, Subject
from archive.correcting.patterns import NoDate, parse_patterns, read_day
from archive.models import Article
from archive.text import name_key

State = Article.State
TextColumn = Literal["section", "language"]


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
            return "date cleared"
        return f"date set to {_written(datetime.date.fromisoformat(self.day))}"


@dataclass(frozen=True)
class ReadDate(Kind):
    """Gives the day that a line of the text holds."""

    columns = ("published_on", "published_at")
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
        return f"date read from the text by {_listed(self.patterns)}"


@dataclass(frozen=True)
class SetSource(Kind):
    """Gives the publication that articles were taken from, or none."""

    columns = ("source",)
    name: str

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {"source": labels.sources[name_key(self.name)] if self.name else None}

    def source_names(self) -> tuple[str, ...]:
        return (self.name,) if self.name else ()

    def __str__(self) -> str:
        return (
            f"source set to {_listed([self.name])}" if self.name else "source cleared"
        )


@dataclass(frozen=True)
class SetCredits(Kind):
    """Gives the reports that articles are based on, or none."""

    columns = ("credits",)
    names: tuple[str, ...]

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {"credits": [labels.sources[name_key(name)] for name in self.names]}

    def source_names(self) -> tuple[str, ...]:
        return self.names

    def __str__(self) -> str:
        return (
            f"credits set to {_listed(self.names)}" if self.names else "credits cleared"
        )


@dataclass(frozen=True)
class ChangeTags(Kind):
    """Adds tags, and takes some away."""

    columns = ("tags",)
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        unwanted = {name_key(name) for name in self.remove}
        tags = subject.facts["tags"]
        kept = [pair for pair in tags if name_key(pair[1]) not in unwanted]
        there = {pair[0] for pair in kept}
        wanted = [labels.tags[name_key(name)] for name in self.add]
        return {"tags": kept + [pair for pair in wanted if pair[0] not in there]}

    def tag_names(self) -> tuple[str, ...]:
        return self.add

    def __str__(self) -> str:
        done = [f"tagged {_listed(self.add)}"] if self.add else []
        if self.remove:
            done.append(f"{_listed(self.remove)} taken away")
        return ", ".join(done)


@dataclass(frozen=True)
class SetText(Kind):
    """Gives a section or a language, or none."""

    columns = get_args(TextColumn)
    column: TextColumn
    value: str

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {self.column: self.value}

    def __str__(self) -> str:
        given = f"set to {_listed([self.value])}" if self.value else "cleared"
        return f"{self.column} {given}"


@dataclass(frozen=True)
class AcceptHeadlines(Kind):
    """Makes derived headlines the articles' own."""

    columns = ("headline_is_derived",)

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {"headline_is_derived": False}

    def __str__(self) -> str:
        return "derived headlines accepted"


@dataclass(frozen=True)
class WriteHeadlines(Kind):
    """Gives each article a headline of its own; the same one is accepted."""

    columns = ("headline", "headline_is_derived")
    headlines: Mapping[str, str]  # by the article's id, which JSON writes as text

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        headline = self.headlines[str(subject.article_id)]
        return {"headline": headline, "headline_is_derived": False}

    def __str__(self) -> str:
        return "headlines edited or accepted"


@dataclass(frozen=True)
class SetState(Kind):
    """Shows articles to readers, hides them, or moves them to the trash."""

    columns = ("state",)
    is_an_edit = False
    state: str

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {"state": self.state}

    def __str__(self) -> str:
        return {
            State.LIVE.value: "shown to readers",
            State.HIDDEN.value: "hidden from readers",
            State.TRASHED.value: "moved to the trash",
        }[self.state]


@dataclass(frozen=True)
class Restore(Kind):
    """Gives trashed articles the state they had before."""

    columns = ("state",)
    is_an_edit = False

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        if subject.facts["state"] != State.TRASHED:
            raise CannotCorrect("not in the trash")
        return {"state": subject.former_state}

    def __str__(self) -> str:
        return "restored from the trash"


KINDS: dict[str, type[Kind]] = {
    kind.__name__: kind
    for kind in (
        SetDate, ReadDate, SetSource, SetCredits, ChangeTags, SetText,
        AcceptHeadlines, WriteHeadlines, SetState, Restore,
    )
}  # fmt: skip


def to_json(kind: Kind) -> dict[str, Any]:
    """Return a kind with its values, as the database keeps it."""
    return {"kind": type(kind).__name__, **asdict(kind)}


def from_json(stored: Mapping[str, Any]) -> Kind:
    """Return the kind that was stored."""
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in stored.items()
        if name != "kind"
    }
    return KINDS[stored["kind"]](**values)


def _listed(names: Any) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _written(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
