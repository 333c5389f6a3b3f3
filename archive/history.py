"""Tells how an article came to be what it is, from the versions that were kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import label_for_field

from archive.changes import facts
from archive.differences import Passage, compare, replaced
from archive.models import Article, Change

MOST_STEPS = 50
# What the archive notes for itself and no reader asks for.
UNTOLD = {"edited_at", "copy_group"}


@dataclass(frozen=True)
class Difference:
    """One fact of an article that a change altered."""

    name: str
    passages: list[Passage]


@dataclass(frozen=True)
class Step:
    """One change and what it altered."""

    change: Change
    differences: list[Difference]


def history(article: Article) -> list[Step]:
    """Return the latest changes of an article, newest first."""
    # Read again: a form may have put values on the object that are not stored.
    after = facts(Article.objects.with_labels().get(pk=article.pk))
    steps = []
    for change in article.changes.select_related("made_by")[:MOST_STEPS]:
        steps.append(Step(change, list(_differences(change.before, after))))
        after = change.before
    return steps


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for name, old in before.items():
        new = after.get(name)
        if name in UNTOLD or old == new:
            continue
        label = str(label_for_field(name, Article))
        yield Difference(label, _passages(name, old, new))


def _passages(name: str, old: Any, new: Any) -> list[Passage]:
    if name in {"credits", "tags"}:
        return [replaced(_names(old, but=new), _names(new, but=old))]
    if name == "source":
        return [replaced(old[1] if old else "", new[1] if new else "")]
    if name == "body":
        return compare(old, new)
    return [replaced(_text(old), _text(new))]


def _names(labels: list[list[Any]], *, but: list[list[Any]]) -> str:
    return ", ".join(name for pk, name in labels if [pk, name] not in but)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "")
