"""Notes what changed in the archive, in the transaction that changed it."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from archive.models import Article, Source, Tag
from archive.signals import articles_changed
from search.models import PendingChange

# The articles that the request at hand has noted; none while nobody listens.
noted: ContextVar[set[int] | None] = ContextVar("noted", default=None)


def connect() -> None:
    """Listen to every way in which an article can change."""
    post_save.connect(article_saved, sender=Article)
    post_delete.connect(article_saved, sender=Article)
    articles_changed.connect(bulk_changed)
    for through in (Article.tags.through, Article.credits.through):
        m2m_changed.connect(labels_changed, sender=through)
    for label in (Source, Tag):
        pre_delete.connect(label_deleted, sender=label)


def article_saved(instance: Article, *, raw: bool = False, **_: Any) -> None:
    """Note an article that was saved or deleted."""
    note([instance.pk])


def bulk_changed(ids: Iterable[int], **_: Any) -> None:
    """Note articles whose change was announced."""
    note(ids)


def labels_changed(
    instance: Article | Source | Tag,
    *,
    action: str,
    reverse: bool,
    pk_set: set[int] | None,
    **_: Any,
) -> None:
    """Note articles whose tags or credits were set, from either side."""
    if action == "pre_clear" and reverse:
        note_articles_of(instance)
    elif action in {"post_add", "post_remove", "post_clear"}:
        note((pk_set or ()) if reverse else [instance.pk])


def label_deleted(instance: Source | Tag, **_: Any) -> None:
    """Note the articles that lose a label; Django says nothing of those rows."""
    note_articles_of(instance)


def note_articles_of(label: Article | Source | Tag) -> None:
    """Note all articles that carry a tag or credit."""
    if isinstance(label, Tag):
        note(label.articles.values_list("pk", flat=True))
    elif isinstance(label, Source):
        note(label.credited_articles.values_list("pk", flat=True))


def note(ids: Iterable[int]) -> None:
    """Keep the notes, and tell the request at hand of them."""
    article_ids = list(ids)
    listener = noted.get()
    if listener is not None:
        listener.update(article_ids)
    PendingChange.objects.note(article_ids)
