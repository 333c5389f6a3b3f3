"""Stores what was decided for a batch, in a number of queries that does not grow."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.changes import record_change
from archive.copies import group_alike, part_copies
from archive.importing.decisions import Decision, in_trash
from archive.importing.kinship import store_sketches
from archive.importing.lookups import Kin, KnownFile
from archive.importing.naming import Naming
from archive.importing.records import Entry, Refusal, Unread
from archive.importing.rules import RULES_VERSION
from archive.models import (
    Article,
    ArticleSketch,
    Change,
    Import,
    ImportedFile,
    Original,
)
from archive.signals import articles_changed

Outcome, Noted = ImportedFile.Outcome, ImportedFile.Noted
NEW = (Outcome.CREATED, Outcome.COPY)
FACTS = (
    "headline",
    "headline_is_derived",
    "body",
    "published_on",
    "published_at",
    "byline",
    "dateline",
    "section",
    "language",
    "url",
    "read_by",
)
# What saving computes and bulk_update does not.
COMPUTED = tuple(
    field
    for field in Article._meta.concrete_fields
    if field.name in {"word_count", "text_digest", "trailer_left", "changed_at"}
)
PATH_LENGTH, ROOT_LENGTH = 1000, 255


class Writer:
    """Stores one batch, inside a transaction; or only says what it would store.

    run: none in a rehearsal.
    """

    def __init__(
        self,
        decisions: Sequence[Decision],
        *,
        run: Import | None,
        unchanged: Mapping[str, KnownFile],
    ) -> None:
        self.run = run
        self.decisions = decisions
        self.decided = {decision.draft.key: decision for decision in decisions}
        self.unchanged = unchanged
        self.created = [d for d in decisions if d.outcome in NEW]
        self.updated = [d for d in decisions if d.outcome == Outcome.UPDATED]
        self.naming = Naming(d.draft for d in self.created + self.updated)
        self.articles: dict[str, Article] = {}
        self.originals: dict[str, Original] = {}
        self.before: dict[str, Change] = {}

    def store(self, batch: Iterable[Entry]) -> None:
        """Store articles, labels, originals and what became of each file."""
        self.sources = self.naming.store_sources()
        self._create()
        groups = self._groups_of_updated()
        self._update()
        parted = part_copies(groups)
        joined = group_alike(self._links())
        self._sketch()
        self._label()
        self._keep_originals()
        ImportedFile.objects.bulk_create(map(self.row, batch))
        ids = [article.pk for article in self.articles.values()] + joined + parted
        if ids:
            articles_changed.send(sender=Article, ids=ids)

    def article_id(self, decision: Decision) -> int | None:
        """Return the id of the article that a draft became, or belongs to."""
        article = self.articles.get(decision.draft.key)
        return article.pk if article else decision.article_id or self.kin_id(decision)

    def kin_id(self, decision: Decision) -> int | None:
        """Return the id of the article that a draft is a duplicate or copy of."""
        return self._id_of(decision.kin) if decision.kin else None

    def _id_of(self, kin: Kin) -> int | None:
        stored = self.articles.get(kin.key)
        return stored.pk if stored else kin.article_id

    def _create(self) -> None:
        for decision in self.created:
            draft = decision.draft
            self.articles[draft.key] = Article(
                **{name: getattr(draft, name) for name in FACTS},
                source_id=self.sources.get(self.naming.source_key(draft.source)),
            )
        Article.objects.bulk_create(self.articles.values())

    def _groups_of_updated(self) -> list[int | None]:
        """Return the copy groups whose members get another text."""
        articles = Article.objects.filter(pk__in=[d.article_id for d in self.updated])
        groups = articles.order_by().values_list("copy_group", flat=True)
        return list(groups.distinct()) if self.updated else []

    def _links(self) -> Iterator[tuple[int, list[int]]]:
        """Yield articles with those that they are copies of."""
        for decision in (*self.created, *self.updated):
            if decision.copies:
                own = self.articles[decision.draft.key].pk
                yield own, [self._id_of(kin) or 0 for kin in decision.copies]

    def _sketch(self) -> None:
        """Keep what copies of the new texts will be found by."""
        store_sketches(
            ArticleSketch(
                article=self.articles[decision.draft.key],
                text_digest=decision.draft.text_digest,
                keys=decision.draft.sketch,
            )
            for decision in (*self.created, *self.updated)
        )

    def _update(self) -> None:
        ids = {d.article_id or 0: d for d in self.updated}
        articles = list(Article.objects.filter(pk__in=ids)) if ids else []
        changes = record_change(articles, by=None, why=str(self.run))
        for article, change in zip(articles, changes, strict=True):
            draft = ids[article.pk].draft
            for name in FACTS:
                setattr(article, name, getattr(draft, name))
            if draft.source:
                article.source_id = self.sources[self.naming.source_key(draft.source)]
            for field in COMPUTED:
                field.pre_save(article, add=False)
            self.articles[draft.key] = article
            self.before[draft.key] = change
        if articles:
            Article.objects.bulk_update(
                articles, [*FACTS, "source", *(field.name for field in COMPUTED)]
            )

    def _label(self) -> None:
        """Set credits as read; add tags, and never take away one that is there."""
        tags = self.naming.store_tags()
        credits = Article.credits.through
        tagged = Article.tags.through
        pairs = [
            (self.articles[d.draft.key], d.draft) for d in self.created + self.updated
        ]
        if self.updated:
            ids = [d.article_id for d in self.updated]
            credits.objects.filter(article__in=ids).delete()
        credits.objects.bulk_create(
            credits(article_id=article.pk, source_id=self.sources[key])
            for article, draft in pairs
            for key in self.naming.credit_keys(draft)
        )
        tagged.objects.bulk_create(
            (
                tagged(article_id=article.pk, tag_id=tags[key])
                for article, draft in pairs
                for key in self.naming.tag_keys(draft)
            ),
            ignore_conflicts=bool(self.updated),
        )

    def _keep_originals(self) -> None:
        if self.updated:
            ids = [d.article_id for d in self.updated]
            Original.objects.filter(article__in=ids).update(is_current=False)
        kept = [d for d in self.decisions if d.outcome == Outcome.KEPT_BOTH]
        for decision in (*self.created, *self.updated, *kept):
            record = decision.draft.record
            self.originals[decision.draft.key] = Original(
                article_id=self.article_id(decision) or 0,
                sha256=decision.draft.sha256,
                compressed=zlib.compress(record.data),
                byte_count=len(record.data),
                encoding=record.encoding,
                format=record.format,
                rules_version=RULES_VERSION,
                edges=decision.draft.edges,
                has_own_date=decision.draft.has_own_date,
                identity=decision.identity,
                is_current=decision.outcome != Outcome.KEPT_BOTH,
            )
        Original.objects.bulk_create(self.originals.values())

    def row(self, entry: Entry) -> ImportedFile:
        """Return what became of a file, or of a record in one."""
        row = ImportedFile(
            import_run=self.run,
            root=entry.root[:ROOT_LENGTH],
            path=entry.path[:PATH_LENGTH],
            key=entry.key,
            sha256=entry.sha256,
        )
        if isinstance(entry, Refusal):
            row.outcome, row.reason = entry.outcome, entry.reason
        elif isinstance(entry, Unread):
            file = self.unchanged[entry.key]
            row.outcome = Outcome.UNCHANGED
            row.article_id, row.original_id = file.article_id, file.original_id
            if file.is_trashed:
                row.reason, row.noted = in_trash(file.article_id), Noted.TRASH
        else:
            decision, original = self.decided[entry.key], self.originals.get(entry.key)
            row.outcome = decision.outcome
            row.reason = decision.reason(kin_id=self.kin_id(decision))
            row.noted = decision.noted()
            row.article_id = self.article_id(decision)
            row.original_id = original.pk if original else decision.original_id
            row.before = self.before.get(entry.key)
        return row
