"""Decides between an edit by hand and the newer text that waits beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.changes import Facts, facts, iso, label_called, record_change, set_facts
from archive.history import Difference, differences
from archive.importing.built_in import current_rules
from archive.importing.records import CannotRead, Draft
from archive.importing.renewing import renew_copies
from archive.importing.rereading import read_again
from archive.models import Article, ImportedFile, Original, Source, Tag
from archive.signals import articles_changed

# What a file that says nothing of it leaves as it is.
LEFT_IF_SILENT = ("byline", "dateline", "section", "language", "url")


@dataclass(frozen=True)
class Newer:
    """A newer text of an article's file, and in what it differs from the article."""

    original: Original
    file: ImportedFile
    facts: Facts
    problem: str

    @property
    def article(self) -> Article:
        """The article as it is now."""
        return self.original.article

    @property
    def differences(self) -> list[Difference]:
        """What the newer text would change."""
        now = facts(self.article)
        told = self.facts.keys() - {"headline_is_derived"}
        return list(differences({n: now[n] for n in now if n in told}, self.facts))


def waits_for(article: Article) -> bool:
    """Tell whether a newer text waits beside an article."""
    return Original.objects.waiting().filter(article=article).exists()


def find_newer(article_id: int) -> Newer | None:
    """Return the newest text that waits beside an article, if one does."""
    waiting = Original.objects.waiting().filter(article=article_id)
    original = waiting.select_related("article").defer(None).first()
    if original is None:
        return None
    file = original.files.select_related("import_run").latest("id")
    try:
        draft = read_again(original, rules=current_rules())
    except CannotRead as error:
        return Newer(original, file, {}, str(error))
    return Newer(original, file, _facts(draft, now=facts(original.article)), "")


def keep_mine(newer: Newer) -> None:
    """Leave an article as it is; these bytes do not come again."""
    _settle(newer.original)


def take_newer(newer: Newer, *, by: AbstractBaseUser) -> None:
    """Give an article what its newer text says; history brings back what it was."""
    article, original = newer.article, newer.original
    with transaction.atomic():
        why = _("newer text of {file} taken").format(file=newer.file)
        record_change([article], by=by, why=why)
        # It says what its file says again, so that the next state of it is taken, too.
        set_facts(article, newer.facts | {"edited_at": None})
        Original.objects.filter(article=article).update(is_current=False)
        Original.objects.filter(pk=original.pk).update(is_current=True)
        _settle(original)
        ids = [article.pk, *renew_copies([article.pk])]
        articles_changed.send(sender=Article, ids=ids)


def settle_merged(article_id: int, original_id: str) -> None:
    """Note that a text was merged by hand, if one is named that waits."""
    if original_id.isdecimal() and len(original_id) < 18:
        waiting = Original.objects.waiting().filter(article=article_id)
        if original := waiting.filter(pk=int(original_id)).first():
            _settle(original)


def chosen_facts(newer: Newer, names: Collection[str]) -> Facts:
    """Return all facts of an article, those that are named as its newer text says."""
    taken = {name: newer.facts[name] for name in newer.facts if name in names}
    return facts(newer.article) | taken


def _settle(original: Original) -> None:
    """Note that a text was decided on, and with it those that it came after."""
    earlier = Original.objects.filter(
        article=original.article_id, pk__lte=original.pk, settled_at=None
    )
    earlier.update(settled_at=timezone.now())


def _facts(draft: Draft, *, now: Facts) -> Facts:
    """Return what a newer text says; labels as (id, name) pairs, 0 for a new one."""
    said: Facts = {
        "headline": draft.headline,
        "headline_is_derived": draft.headline_is_derived,
        "body": draft.body,
        "read_by": draft.read_by,
        "credits": sorted(_pair(Source, name) for name in draft.credits),
    }
    said |= {
        name: getattr(draft, name) for name in LEFT_IF_SILENT if getattr(draft, name)
    }
    if draft.published_on:
        said["published_on"] = iso(draft.published_on)
        said["published_at"] = iso(draft.published_at)
    if draft.source:
        said["source"] = _pair(Source, draft.source)
    tags = {str(pair[0] or pair[1]): pair for pair in now["tags"]}
    tags |= {str(p[0] or p[1]): p for p in (_pair(Tag, name) for name in draft.tags)}
    said["tags"] = sorted(tags.values())
    return said


def _pair(model: Any, name: str) -> list[Any]:
    found = label_called(model, name)
    return [found.pk, found.name] if found else [0, name]
