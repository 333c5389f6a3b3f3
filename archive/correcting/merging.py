"""Merges labels: finds who carries them, lets them go, and brings them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.changes import iso, label_of
from archive.correcting.kinds import from_json, to_json
from archive.correcting.merges import Merge
from archive.models import Article, Correction, Source, Tag
from archive.text import name_key


def begin_merging(kind: Merge, *, by: AbstractBaseUser | None) -> Correction:
    """Return the correction that merges labels, for `go_on`.

    Who asks twice, or again after it was cut short, gets the one that is begun.
    """
    change = to_json(kind)
    with transaction.atomic():
        begun = Correction.objects.filter(
            change=change, undoes=None, finished_at=None
        ).first()
        return begun or Correction.objects.create(
            made_by_id=by.pk if by else None,
            what=str(kind)[:200],
            change=change,
            article_count=len(carriers(kind)),
            articles=[],
            merged=[_row(label) for label in _labels(kind)],
            begun_at=timezone.now(),
        )


def merge_of(correction: Correction) -> Merge | None:
    """Return the merge that a correction makes, takes back or makes again, if any."""
    if not correction.merged:
        return None
    kind = from_json(correction.first.change)
    assert isinstance(kind, Merge)
    return kind


def settled(kind: Merge) -> Merge:
    """Return a merge into the label as it is called today, and not of itself.

    It may have been merged itself since; one that was deleted is made again.
    """
    into = label_of(kind.model, kind.into or None)
    if into is None:
        return kind
    merged = tuple(pair for pair in kind.merged if pair[0] != into.pk)
    return replace(kind, merged=merged, into=(into.pk, into.name))


def carriers(kind: Merge, *, at_most: int | None = None) -> list[int]:
    """Return articles that carry a label that is to go, or some of them."""
    found: set[int] = set()
    for name in kind.columns:
        carrying = Article.objects.filter(**{f"{name}__in": kind.ids}).order_by()
        found.update(carrying.values_list("pk", flat=True).distinct()[:at_most])
    return sorted(found)[:at_most]


def let_go(kind: Merge) -> list[dict[str, Any]]:
    """Delete labels that no article carries any more; return what they were.

    Their names become aliases of the label that stays.
    """
    into = label_of(kind.model, kind.into or None)
    rows = []
    for label in _labels(kind):
        rows.append(_row(label))
        label.delete()
        if into is not None:
            _call(into, [label.name, *rows[-1]["aliases"]])
    return rows


def bring_back(kind: Merge, correction: Correction) -> None:
    """Make the labels again that a merge let go, under their ids and names."""
    into = kind.model.objects.filter(pk__in=kind.into[:1]).first()
    for row in correction.merged:
        # A merge that was cut short has let nothing go.
        if kind.model.objects.filter(pk=row["id"]).exists():
            continue
        if into is not None:
            keys = map(name_key, [row["name"], *row["aliases"]])
            into.aliases.filter(key__in=list(keys)).delete()
        values = {name: row[name] for name in row if name != "aliases"}
        label = kind.model(**values)
        label.save(force_insert=True)
        kind.model.objects.filter(pk=label.pk).update(created_at=row["created_at"])
        _call(label, row["aliases"])


def why_not_parted(correction: Correction) -> str:
    """Say why a merge cannot be taken back: a name of it is another label's by now."""
    kind = merge_of(correction)
    if kind is None or correction.takes_back:
        return ""
    into = kind.model.objects.filter(pk__in=kind.into[:1]).first()
    names = {name_key(row["name"]): row for row in correction.merged}
    for key, owner in kind.model.by_keys(names).items():
        is_alias_of_into = owner == into and owner.key != key
        if owner.pk != names[key]["id"] and not is_alias_of_into:
            return _not_parted(kind).format(name=names[key]["name"], owner=owner)
    return ""


def _not_parted(kind: Merge) -> str:
    if kind.model is Source:
        return _(
            "“{name}” is by now a name of “{owner}”: undo that merge, or rename that "
            "source, first"
        )
    return _(
        "“{name}” is by now a name of “{owner}”: undo that merge, or rename that tag, "
        "first"
    )


def _labels(kind: Merge) -> Sequence[Source | Tag]:
    labels: Any = kind.model.objects.filter(pk__in=kind.ids)
    return list(labels.prefetch_related("aliases"))


def _row(label: Source | Tag) -> dict[str, Any]:
    """Return all that the database holds of a label, with its aliases' names."""
    fields = label._meta.concrete_fields
    row = {field.attname: getattr(label, field.attname) for field in fields}
    aliases = [alias.name for alias in label.aliases.all()]
    return row | {"created_at": iso(label.created_at), "aliases": aliases}


def _call(label: Source | Tag, names: Iterable[str]) -> None:
    """Give a label other names, those that are nobody's."""
    taken = type(label).by_keys(map(name_key, names))
    for name in names:
        if name_key(name) not in taken:
            label.aliases.create(name=name)
