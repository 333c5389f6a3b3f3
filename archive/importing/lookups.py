"""Asks the database what it knows of a batch of drafts, in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Max, Q, QuerySet

from archive.importing.identity import identity_of
from archive.importing.records import Draft
from archive.models import Article, Import, ImportedFile, Original

Outcome = ImportedFile.Outcome
OWNING = (Outcome.CREATED, Outcome.COPY, Outcome.UPDATED)
KIN_COLUMNS = (
    "id",
    "text_digest",
    "published_on",
    "headline",
    "headline_is_derived",
    "source__key",
    "state",
    "has_body",
)
HAS_BODY = ExpressionWrapper(~Q(body=""), output_field=BooleanField())


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownFile:
    """What the last import that stands made of a file."""

    row_id: int
    key: str
    sha256: str  # of what it stands for: an undo may have taken its own bytes back
    root: str
    path: str
    article_id: int
    original_id: int | None  # none when the file is a duplicate of the article's
    is_trashed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Kin:
    """An article with the text of a draft: stored already, or about to be."""

    key: str  # of its file, while it has no id
    path: str
    text_digest: str
    identities: tuple[str, ...]
    has_body: bool
    article_id: int | None = None
    is_trashed: bool = False


def files_by_key(keys: Iterable[str], *, run: Import | None) -> dict[str, KnownFile]:
    """Return what was made of keys last; nothing whose article is gone."""
    wanted = list(keys)
    files = _files(run, key__in=wanted) if wanted else []
    return {file.key: file for file in files}


def files_by_bytes(drafts: Iterable[Draft], *, run: Import | None) -> list[KnownFile]:
    """Return the files with a draft's bytes, those that own their article first."""
    found = _files(run, sha256__in=[draft.sha256 for draft in drafts])
    return sorted(found, key=lambda file: (file.original_id is None, file.path))


def _files(run: Import | None, **condition: Any) -> list[KnownFile]:
    earlier = ImportedFile.objects.standing().read()
    if run is not None:
        earlier = earlier.exclude(import_run=run)
    latest = earlier.filter(**condition).order_by().values("key").annotate(Max("id"))
    rows = ImportedFile.objects.filter(
        pk__in=latest.values("id__max"), article__isnull=False
    )
    return [
        KnownFile(
            row_id=row.pk,
            key=row.key,
            sha256=row.original__sha256 or row.sha256,
            root=row.root,
            path=row.path,
            article_id=row.article_id or 0,
            original_id=row.original_id,
            is_trashed=row.article__state == Article.State.TRASHED,
        )
        for row in rows.values_list(
            "pk",
            "key",
            "sha256",
            "root",
            "path",
            "article_id",
            "original_id",
            "original__sha256",
            "article__state",
            named=True,
        )
    ]


def articles_held(files: Iterable[KnownFile]) -> set[int]:
    """Return which of the files' articles other files stand for, too.

    Among files with the same bytes, the article belongs to the one seen last.
    """
    owned = {file.article_id: file.key for file in files}
    links = ImportedFile.objects.standing().filter(article__in=owned)
    keys = set(links.order_by().values_list("key", flat=True))
    held = set()
    last: dict[int, str] = {}
    for other in sorted(_files(None, key__in=keys), key=lambda file: file.row_id):
        if other.original_id is None:
            held.add(other.article_id)
        else:
            last[other.article_id] = other.key
    return held | {pk for pk, key in owned.items() if last.get(pk) != key}


def bytes_decided_on(files: Iterable[KnownFile]) -> set[tuple[int, str]]:
    """Return the bytes that people decided on, each with one of the files' articles.

    Those that an article was read from are among them: an edit is a decision, too.
    """
    settled = Q(is_current=True) | Q(settled_at__isnull=False)
    ids = [file.article_id for file in files]
    originals = Original.objects.filter(settled, article__in=ids)
    return set(originals.values_list("article_id", "sha256"))


def kin_of(identities: Mapping[str, str]) -> list[Kin]:
    """Return the articles that have one of the texts, or had it when they were read.

    identities: the digest of the text by the identity that goes with it.
    """
    originals = Original.objects.filter(is_current=True, identity__in=identities)
    as_read: defaultdict[int, list[str]] = defaultdict(list)
    for pk, found in originals.values_list("article_id", "identity"):
        as_read[pk].append(found)
    has_a_text = Q(text_digest__in=set(identities.values())) | Q(pk__in=list(as_read))
    return _kin(Article.objects.filter(has_a_text), as_read=as_read)


def kin_by_id(ids: Iterable[int]) -> dict[int, Kin]:
    """Return articles that are alike drafts, by id."""
    articles = Article.objects.filter(pk__in=list(ids))
    return {kin.article_id or 0: kin for kin in _kin(articles, as_read={})}


def _kin(
    found: QuerySet[Article], *, as_read: Mapping[int, Iterable[str]]
) -> list[Kin]:
    articles = found.annotate(has_body=HAS_BODY)
    rows = list(articles.order_by("id").values_list(*KIN_COLUMNS, named=True))
    ids = [row.id for row in rows]
    credits, paths = (_credit_keys(ids), _paths(ids)) if ids else ({}, {})
    return [
        Kin(
            key="",
            path=paths.get(row.id, ""),
            text_digest=row.text_digest,
            identities=(
                *as_read.get(row.id, ()),
                _as_now(row, credits=credits.get(row.id, ())),
            ),
            has_body=row.has_body,
            article_id=row.id,
            is_trashed=row.state == Article.State.TRASHED,
        )
        for row in rows
    ]


def _as_now(row: Any, *, credits: Iterable[str]) -> str:
    """Return the identity of an article as it stands, edited or not."""
    return identity_of(
        row.text_digest,
        published_on=row.published_on,
        headline="" if row.headline_is_derived else row.headline,
        source=row.source__key or "",
        credits=credits,
    )


def _credit_keys(ids: list[int]) -> dict[int, list[str]]:
    keys: defaultdict[int, list[str]] = defaultdict(list)
    links = Article.credits.through.objects.filter(article__in=ids)
    for pk, key in links.values_list("article_id", "source__key"):
        keys[pk].append(key)
    return keys


def _paths(ids: list[int]) -> dict[int, str]:
    owners = ImportedFile.objects.filter(article__in=ids, outcome__in=OWNING)
    rows = owners.order_by("id").values_list("article_id", "path")
    return {pk: path for pk, path in rows if pk is not None}
