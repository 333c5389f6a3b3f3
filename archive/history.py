"""Tells how an article came to be what it is, from the versions that were kept."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.changes import Facts, facts
from archive.differences import Passage, compare, replaced
from archive.models import Article, Change, ImportedFile

# What the archive notes for itself and no reader asks for.
UNTOLD = {"edited_at", "copy_group", "read_by"}
# What an earlier version does not bring back: the trash has its own ways out.
KEPT = {*UNTOLD, "state"}


@dataclass(frozen=True)
class Difference:
    """One fact of an article that a change altered."""

    name: str
    passages: list[Passage]
    fact: str  # what the archive calls it

    def __str__(self) -> str:
        """Say it on a line: "published on: nothing → 2025-10-30"."""
        runs = [run for passage in self.passages for run in passage]
        nothing = pgettext("a fact that is not known", "nothing")
        old, new = (
            " ".join(run.text for run in runs if run.kind == kind) or nothing
            for kind in ("removed", "added")
        )
        return f"{self.name}: {old} → {new}"


@dataclass(frozen=True)
class Step:
    """One change and what it altered."""

    change: Change
    differences: list[Difference]

    @property
    def who(self) -> str:
        """Who made the change."""
        if self.change.made_by is not None:
            return str(self.change.made_by)
        return _("a command") if self.change.correction else _("the importer")


def history(article: Article, *, first: int = 0, at_most: int) -> list[Step]:
    """Return some changes of an article, the newest being number 0."""
    versions = _versions(article)
    return [
        Step(change, list(differences(change.before, after)))
        for change, after in islice(versions, first, first + at_most)
    ]


def version_before(change: Change) -> Facts:
    """Return all that an article was before a change, as far as it can come back."""
    for step, after in _versions(change.article):
        if step.pk == change.pk:
            before = {**after, **step.before}
            return {name: before[name] for name in before if name not in KEPT}
    raise Change.DoesNotExist


def version_at(article: Article, moment: datetime.datetime) -> Facts:
    """Return what an article was at a moment."""
    # Those made at a moment are part of what the article was then.
    facts_then = _stored(article)
    for change, after in _versions(article):
        if change.made_at <= moment:
            break
        facts_then = {**after, **change.before}
    return facts_then


def edited_by_hand(article: Article) -> set[str]:
    """Return the facts that people changed since an import last wrote the article."""
    # Of corrections, those that are edits mark what they change as edited.
    standing = set(article.changes.standing().values_list("pk", flat=True))
    imported = ImportedFile.objects.filter(before__article=article)
    by_imports = set(imported.values_list("before", flat=True))
    names: set[str] = set()
    for change, after in _versions(article):
        if change.pk in by_imports:
            break
        is_edit = change.after is None or "edited_at" in change.after
        if is_edit and change.pk in standing:
            names |= {n for n, old in change.before.items() if after.get(n) != old}
    return names - UNTOLD


def differences(before: Facts, after: Facts) -> Iterator[Difference]:
    """Yield the facts of one version that another has not."""
    for name, old in before.items():
        new = after.get(name)
        if name in UNTOLD or _same(name, old, new):
            continue
        label = str(label_for_field(name, Article))
        yield Difference(label, _passages(name, old, new), name)


def _versions(article: Article) -> Iterator[tuple[Change, Facts]]:
    """Yield the changes, newest first, each with what the article was after it."""
    after = _stored(article)
    changes = article.changes.select_related("made_by", "correction")
    for change in changes.defer("correction__articles"):
        yield change, after
        after = {**after, **change.before}


def _stored(article: Article) -> Facts:
    # Read again: a form may have put values on the object that are not stored.
    return facts(Article.objects.with_labels().get(pk=article.pk))


def _same(name: str, old: Any, new: Any) -> bool:
    """Compare facts; labels by their ids, for a new name is no change of an article."""
    if name in {"credits", "tags"}:
        return {pk for pk, _ in old} == {pk for pk, _ in new}
    if name == "source" and old and new:
        return bool(old[0] == new[0])
    return bool(old == new)


def _passages(name: str, old: Any, new: Any) -> list[Passage]:
    if name in {"credits", "tags"}:
        return [replaced(_names(old, but=new), _names(new, but=old))]
    if name == "source":
        return [replaced(old[1] if old else "", new[1] if new else "")]
    if name == "body":
        return compare(old, new)
    return [replaced(_text(old), _text(new))]


def _names(labels: list[list[Any]], *, but: list[list[Any]]) -> str:
    others = {pk for pk, _ in but}
    return ", ".join(name for pk, name in labels if pk not in others)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value or "")
