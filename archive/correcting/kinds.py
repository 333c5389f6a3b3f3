"""The kinds of corrections: what each makes of an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from django.utils.translation import gettext as _

from archive.changes import Facts, Pair
from archive.correcting.copies import JoinCopies, LeaveCopies
from archive.correcting.dates import ReadDate, SetDate, TakeDate
from archive.correcting.kind import CannotCorrect, Kind, Labels, Subject, quoted
from archive.correcting.merges import MergeSources, MergeTags
from archive.correcting.reread import Reread
from archive.models import Article
from archive.text import name_key

State = Article.State
TextColumn = Literal["section", "language"]


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
        if not self.name:
            return _("source cleared")
        return _("source set to {source}").format(source=quoted([self.name]))


@dataclass(frozen=True)
class SetCredits(Kind):
    """Gives the reports that articles are based on, or none."""

    columns = ("credits",)
    names: tuple[str, ...]

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        credits = (labels.sources[name_key(name)] for name in self.names)
        return {"credits": _once(credits)}

    def source_names(self) -> tuple[str, ...]:
        return self.names

    def __str__(self) -> str:
        if not self.names:
            return _("credits cleared")
        return _("credits set to {sources}").format(sources=quoted(self.names))


@dataclass(frozen=True)
class ChangeTags(Kind):
    """Adds tags, and takes some away."""

    columns = ("tags",)
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        unwanted = [labels.tags.get(name_key(name)) for name in self.remove]
        gone = {pair[0] for pair in unwanted if pair}
        kept = [pair for pair in subject.facts["tags"] if pair[0] not in gone]
        there = {pair[0] for pair in kept}
        wanted = _once(labels.tags[name_key(name)] for name in self.add)
        return {"tags": kept + [pair for pair in wanted if pair[0] not in there]}

    def tag_names(self) -> tuple[str, ...]:
        return self.add

    def tags_removed(self) -> tuple[str, ...]:
        return self.remove

    def __str__(self) -> str:
        done = []
        if self.add:
            done.append(_("tagged {tags}").format(tags=quoted(self.add)))
        if self.remove:
            done.append(_("{tags} taken away").format(tags=quoted(self.remove)))
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
        if self.column == "section":
            said = _("section set to {value}") if self.value else _("section cleared")
        else:
            said = _("language set to {value}") if self.value else _("language cleared")
        return said.format(value=quoted([self.value]))


@dataclass(frozen=True)
class AcceptHeadlines(Kind):
    """Makes derived headlines the articles' own."""

    columns = ("headline_is_derived",)

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {"headline_is_derived": False}

    def __str__(self) -> str:
        return _("derived headlines accepted")


@dataclass(frozen=True)
class WriteHeadlines(Kind):
    """Gives each article a headline of its own; the same one is accepted."""

    columns = ("headline", "headline_is_derived")
    headlines: Mapping[str, str]  # by the article's id, which JSON writes as text

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        headline = self.headlines[str(subject.article_id)]
        return {"headline": headline, "headline_is_derived": False}

    def __str__(self) -> str:
        return _("headlines edited or accepted")


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
            State.LIVE.value: _("shown to readers"),
            State.HIDDEN.value: _("hidden from readers"),
            State.TRASHED.value: _("moved to the trash"),
        }[self.state]


@dataclass(frozen=True)
class Restore(Kind):
    """Gives trashed articles the state they had before."""

    columns = ("state",)
    is_an_edit = False

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        if subject.facts["state"] != State.TRASHED:
            raise CannotCorrect(_("not in the trash"))
        return {"state": subject.former_state}

    def __str__(self) -> str:
        return _("restored from the trash")


KINDS: dict[str, type[Kind]] = {
    kind.__name__: kind
    for kind in (
        SetDate, ReadDate, TakeDate, SetSource, SetCredits, ChangeTags, SetText,
        AcceptHeadlines, WriteHeadlines, SetState, Restore, MergeSources, MergeTags,
        JoinCopies, LeaveCopies, Reread,
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


def _once(pairs: Iterable[Pair]) -> list[Pair]:
    """Return labels, of which two names may have named one, each once."""
    return list({tuple(pair): pair for pair in pairs}.values())
